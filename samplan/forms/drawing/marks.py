"""The words of an item with the marks that the engine has sanitised."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samplan.forms.engine import Item

_ONE_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_IN_LINE = re.compile(r"</?(b|strong|i|em|u|sub|sup)>|[^<]+")


def with_marks(item: Item) -> SafeString | str:
    """The number and words of a question, on one line as a label can hold them.

    Marks that need room of their own (lists, links, several paragraphs) leave the plain words.
    """
    plain = f"{item.prefix} {item.text}".strip()
    whole = _ONE_PARAGRAPH.fullmatch(item.html)
    html = whole[1] if whole else item.html
    if not html or "".join(found[0] for found in _IN_LINE.finditer(html)) != html:
        return plain
    return format_html("{} {}", item.prefix, safe(html)) if item.prefix else safe(html)


def safe(html: str) -> SafeString:
    """HTML that came sanitised out of the engine, where no tag or attribute that acts is left."""
    return mark_safe(html)  # noqa: S308 # sanitised by nh3 when the form was loaded
