"""Things one presses."""

from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import uuid4

from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.words import NOTHING, drawn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

ONCE: Final = "_once"  # the field with the key of a form that is sent once
ButtonTone = Literal["primary", "secondary", "quiet", "danger"]

_TONES: dict[str, SafeString] = {
    "primary": NOTHING,
    "secondary": SafeString(' data-variant="secondary"'),
    "quiet": SafeString(' data-variant="tertiary"'),
    "danger": SafeString(' data-variant="tertiary" data-color="danger"'),
}


def button(
    label: "Text",
    url: str = "",
    tone: ButtonTone = "secondary",
    *,
    icon: str = "",
    about: "Text" = "",
    name: str = "",
    value: str = "",
    is_wide: bool = False,
) -> SafeString:
    """A link that looks like a button where there is an address, else a submit button.

    About is heard after the label where several buttons on a page share one label.
    """
    look = _TONES[tone] + SafeString(" data-fullwidth" if is_wide else "")
    heard = format_html('<span class="ds-sr-only">: {}</span>', about) if about else NOTHING
    inside = format_html("{}<span>{}{}</span>", drawn(icon), label, heard)
    if url:
        return format_html('<a class="ds-button" href="{}"{}>{}</a>', url, look, inside)
    sends = format_html(' name="{}" value="{}"', name, value) if name else NOTHING
    return format_html(
        '<button class="ds-button" type="submit"{}{}>{}</button>', sends, look, inside
    )


def enter_sends() -> SafeString:
    """Stands first in a form with several buttons: the Enter key presses a form's first one."""
    return SafeString('<button class="ds-sr-only" tabindex="-1" aria-hidden="true"></button>')


def post_button(
    context: dict[str, Any],
    label: "Text",
    url: str,
    tone: ButtonTone = "secondary",
    *,
    icon: str = "",
    about: "Text" = "",
) -> SafeString:
    """A button that posts to an address, for what a link may not do."""
    return post_form(context, url, button(label, tone=tone, icon=icon, about=about))


def link_button(context: dict[str, Any], label: "Text", url: str) -> SafeString:
    """As a post button, but it looks like a link."""
    return post_form(context, url, format_html('<button class="ds-link">{}</button>', label))


def print_button(label: "Text" = "") -> SafeString:
    """Opens the browser's print box; without script there is no button, the menu prints."""
    return format_html(
        '<button class="ds-button" type="button" data-variant="secondary" data-print hidden>'
        "{}<span>{}</span></button>",
        drawn("printer"),
        label or _("Print"),
    )


def copy_button(source: str) -> SafeString:
    """Copies the text of the field with that id; without script there is no button, one marks."""
    return format_html(
        '<p class="copies" hidden data-copies="{}">'
        '<button class="ds-button" type="button"{}>{}<span>{}</span></button>'
        ' <span role="status" data-said="{}"></span></p>',
        source,
        _TONES["secondary"],
        drawn("copy"),
        _("Copy the text"),
        _("Copied."),
    )


def post_form(context: dict[str, Any], url: str, inside: SafeString) -> SafeString:
    return format_html(
        '<form method="post" action="{}">{}{}</form>', url, form_guard(context), inside
    )


def form_guard(context: dict[str, Any], *, once: bool = False) -> SafeString:
    """What every form that posts begins with: the page's token and the mark of who acts.

    A form that makes something is sent `once`: it has a key of its own besides.
    """
    guard = _page_guard(context)
    if not once:
        return guard
    return guard + format_html('<input type="hidden" name="{}" value="{}">', ONCE, uuid4())


def _page_guard(context: dict[str, Any]) -> SafeString:
    request = context.get("request")
    if request is None:
        return _guard("", NOTHING)
    if not hasattr(request, "form_guard"):  # masked once a page: that takes 200 random numbers
        request.form_guard = _guard(get_token(request), context.get("acting_field", NOTHING))
    drawn_once: SafeString = request.form_guard
    return drawn_once


def _guard(token: str, acting_field: SafeString) -> SafeString:
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}', token, acting_field
    )


def slot(label: "Text", value: str, name: str = "time", *, is_chosen: bool = False) -> SafeString:
    """One bookable time: a radio button that looks like a tile and works without script."""
    return format_html(
        '<label class="slot"><input class="ds-sr-only" type="radio" name="{}" value="{}"{}>'
        "<span>{}</span></label>",
        name,
        value,
        SafeString(" checked") if is_chosen else NOTHING,
        label,
    )
