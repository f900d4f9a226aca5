"""Texts with marks (bold, lists, links): from markdown or XHTML to HTML that is safe to draw."""

from collections.abc import Iterable
from functools import cache

import nh3
from markdown_it import MarkdownIt

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.wording import Text

_TAGS = frozenset({"p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "a", "sub", "sup"})
_ATTRIBUTES = {"a": {"href"}}
MAX_MARKED = 200_000  # characters of a form; each takes up to 7 microseconds to read
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def refuse_too_long(root: Node, items: Iterable[Node]) -> bool:
    """Refuse what would take seconds to read, and say whether it was refused."""
    beside = (str(item.raw.get("_text", "")) for item in items)
    length = sum(len(each) for each in beside if ext.MARKDOWN in each or ext.XHTML in each)
    if length > MAX_MARKED:
        root.refuse(Flaw.MARKS_TOO_LONG, limit=MAX_MARKED)
    return length > MAX_MARKED


def read_marks(node: Node, key: str) -> Text:
    """The text under a key with its marks as HTML; empty where it is plain."""
    beside = node.child(f"_{key}") if node.has(f"_{key}") else None
    if beside is None:
        return Text()
    for extension in beside.extensions(ext.MARKDOWN):
        return _each(extension.text("valueMarkdown"), is_markdown=True)
    for extension in beside.extensions(ext.XHTML):
        return _each(extension.text("valueString"), is_markdown=False)
    return Text()


def _each(text: Text, *, is_markdown: bool) -> Text:
    def made(words: str) -> str:
        return from_markdown(words) if is_markdown else sanitised(words)

    variants = {language: made(words) for language, words in text.variants.items()}
    return Text(made(text.source), variants)


def from_markdown(words: str) -> str:
    """Markdown as HTML that is safe to draw."""
    return sanitised(_markdown().render(words))


def sanitised(html: str) -> str:
    """Only what marks a text: no scripts, looks, pictures or addresses that run."""
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )
    return clean.strip()


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 10})
