"""Longer texts, to read or to hear."""

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.words import drawn, paragraphs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

HEADING, POINT = "# ", "- "


def blocks(text: str) -> SafeString:
    """Paragraphs between empty lines; "# " begins a heading, lines with "- " are a list."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return format_html_join("", "{}", ((_block(part),) for part in parts if part))


def _block(part: str) -> SafeString:
    if part.startswith(HEADING):
        first, _break, rest = part.partition("\n")
        heading = format_html("<h2>{}</h2>", first.removeprefix(HEADING))
        return heading + (_block(rest) if rest else SafeString(""))
    lines = part.split("\n")
    if all(line.startswith(POINT) for line in lines):
        points = ((line.removeprefix(POINT),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", points))
    return paragraphs(part)


def listen_button(source: str, label: "Text" = "") -> SafeString:
    """Reads the part of the page with that id aloud, by the browser's own voice.

    Hidden without script, or where the browser has no voice. Needs ui/listen.js.
    """
    return format_html(
        '<p class="listens" hidden data-listens="{}" data-stop="{}">'
        '<button class="ds-button" type="button" data-variant="secondary" aria-pressed="false">'
        "{}<span>{}</span></button></p>",
        source,
        _("Stop reading"),
        drawn("volume-2"),
        label or _("Listen"),
    )
