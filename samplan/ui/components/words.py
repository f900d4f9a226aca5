"""The smallest parts: icons, labels, dates and lists of facts."""

import html
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samplan.common.dates import clock, local, short_weekday
from samplan.ui.icons import ICONS
from samplan.ui.parts import Tone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

_KNOWN = frozenset(ICONS)
NOTHING = SafeString("")


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A drawing beside words; it never stands alone, so readers skip it."""
    if name not in _KNOWN:
        raise ValueError(f"The icon {name!r} is not in samplan.ui.icons.ICONS.")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )


def said(text: "Text") -> str:
    """The text escaped, unless it is markup already: for lists that repeat it by the hundred."""
    return text if isinstance(text, SafeString) else html.escape(str(text))


def paragraphs(text: str) -> SafeString:
    """The text with its lines and paragraphs, escaped."""
    if "\n" in text or "\r" in text:
        return inner(linebreaks(text, autoescape=True))
    return inner(f"<p>{said(text)}</p>")


def only_heard(text: "Text") -> SafeString:
    """Words that are read aloud where sighted people see an icon or a place on the page."""
    return format_html('<span class="ds-sr-only">{} </span>', text)


def pill(tone: Tone, text: "Text", icon: str = "") -> SafeString:
    """A state in a word, with a colour that only repeats it."""
    return _pill(tone, str(text), icon)


@lru_cache(maxsize=1024)
def _pill(tone: Tone, text: str, icon: str) -> SafeString:
    """Drawn once: lists repeat the same few states."""
    if tone not in ("ok", "wait", "bad", "none"):
        raise ValueError(f"A pill has no tone {tone!r}.")
    return format_html('<span class="pill pill-{}">{}{}</span>', tone, drawn(icon), text)


def drawn(name: str) -> SafeString:
    """The icon, or nothing where none is named."""
    return icon(name) if name else NOTHING


def who_does(who: Literal["we", "you"]) -> SafeString:
    """Says whether the patient or care does something."""
    words = {"we": _("Care does"), "you": _("I do")}
    return format_html('<span class="who who-{}">{}</span>', who, words[who])


def counter(count: int, counted: "Text" = "") -> SafeString:
    """How many things wait, and what they are; nothing where none do."""
    if not count:
        return NOTHING
    return format_html(
        ' <span class="count">{}<span class="ds-sr-only"> {}</span></span>',
        count,
        counted or _("waiting"),
    )


def date_tile(on: date) -> SafeString:
    return format_html(
        '<time class="date" datetime="{}"><span>{}</span> <b>{}</b> <span>{}</span></time>',
        on.isoformat(),
        date_format(on, "D"),
        on.day,
        date_format(on, pgettext("month in a date tile", "M")),
    )


def short_moment(at: datetime, language: str = "") -> str:
    """ "tors 17 dec 10.30", "Thu 17 Dec 10:30": as people write it in the language of the page,
    which a caller that draws many can find once."""
    language = language or get_language() or "sv"
    moment = local(at)
    return f"{short_weekday(moment.date(), language)} {clock(moment.time(), language)}"


def facts(pairs: Iterable[tuple["Text", "Text"]]) -> SafeString:
    """Names and what they are, in two columns."""
    rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs)
    return format_html('<dl class="facts">{}</dl>', rows)


def progress(done: int, total: int, label: "Text") -> SafeString:
    """How much of a series is done, as a bar; the label says it in words for those who listen."""
    return format_html(
        '<progress class="bar" value="{}" max="{}" aria-label="{}"></progress>', done, total, label
    )


def inner(content: str) -> SafeString:
    """What stood between a tag and its end, rendered and escaped by the template engine."""
    return SafeString(content)  # as mark_safe, which first looks for words not yet translated
