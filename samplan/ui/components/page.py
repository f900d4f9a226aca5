"""The top of a page, and lines that recur on many pages."""

from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.ui.components.press import ButtonTone, button, post_form
from samplan.ui.components.words import NOTHING, drawn, icon, inner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

NoticeTone = Literal["info", "ok", "wait", "bad"]

_MESSAGE_TONES: dict[str, NoticeTone] = {"success": "ok", "warning": "wait", "error": "bad"}
_NOTICE_ICONS = {"info": "info", "ok": "circle-check", "wait": "clock", "bad": "triangle-alert"}


def page_head(
    title: "Text", lead: "Text" = "", back_url: str = "", back_label: "Text" = ""
) -> SafeString:
    """The page's one first heading, the sentence that matters, and the way back."""
    back = format_html('<a class="ds-link" href="{}">{}</a>', back_url, back_label)
    return format_html(
        '<div class="page-head">{}<h1>{}</h1>{}</div>',
        back if back_url else NOTHING,
        title,
        format_html('<p class="muted">{}</p>', lead) if lead else NOTHING,
    )


def notice(content: str, tone: NoticeTone = "info", title: "Text" = "") -> SafeString:
    """Something the page wants known; the words carry it, the colour repeats it."""
    return format_html(
        '<div class="notice notice-{}">{}<div>{}{}</div></div>',
        tone,
        icon(_NOTICE_ICONS[tone]),
        format_html("<strong>{}</strong> ", title) if title else NOTHING,
        inner(content.strip()),
    )


def notice_tone(level: str) -> NoticeTone:
    """The tone of one of Django's messages, by its level tag."""
    return _MESSAGE_TONES.get(level, "info")


def empty_state(
    title: "Text",
    text: "Text" = "",
    icon: str = "inbox",
    action_url: str = "",
    action_label: "Text" = "",
) -> SafeString:
    """What stands where there is nothing to list, and what one can do instead."""
    return format_html(
        '<div class="empty">{}<h2>{}</h2><p class="muted">{}</p>{}</div>',
        drawn(icon),
        title,
        text,
        button(action_label, action_url) if action_url else NOTHING,
    )


def loading(text: "Text" = "") -> SafeString:
    return format_html(
        '<p class="loading" role="status">{}{}</p>', icon("loader-circle"), text or _("Fetching …")
    )


def help_line() -> SafeString:
    """Stands wherever one writes to care."""
    sentences = (
        (_("Is it urgent? Call"), call_link("112")),
        (_("Health advice: call"), call_link("1177")),
    )
    lines = format_html_join(" ", "{} {}.", sentences)
    return format_html('<p class="help-line">{}<span>{}</span></p>', icon("phone"), lines)


def call_link(number: str) -> SafeString:
    """A number that is called by a press: as it is written, and dialled without spaces."""
    dialled = "".join(sign for sign in number if sign in "+0123456789")
    return format_html('<a class="ds-link" href="tel:{}">{}</a>', dialled, number)


def phone_line(clinic: "Text", number: str, hours: "Text" = "") -> SafeString:
    """The way to a person: the clinic's number, and when someone answers."""
    return format_html(
        '<p class="phone-line">{}<span>{} {}, {}{}</span></p>',
        icon("phone"),
        _("Call us:"),
        clinic,
        call_link(number),
        format_html(' <span class="muted">· {}</span>', hours) if hours else NOTHING,
    )


def confirm(
    context: dict[str, Any],
    content: str,
    url: str,
    label: "Text",
    cancel_url: str,
    cancel_label: "Text",
    *,
    tone: ButtonTone = "primary",
) -> SafeString:
    """Asks before what cannot be undone: says what happens, then yes and no with plain names."""
    yes, no = button(label, tone=tone), button(cancel_label, cancel_url)
    return format_html(
        '<div class="card narrow">{}{}</div>',
        inner(content),
        post_form(context, url, format_html('<div class="actions">{}{}</div>', yes, no)),
    )


def language_switch(context: dict[str, Any], url: str) -> SafeString:
    """A button to the other language, named in that language, back to the same page."""
    request, current = context.get("request"), (get_language() or "sv")[:2]
    other = next((code for code, _name in settings.LANGUAGES if code[:2] != current), None)
    if request is None or other is None:
        return NOTHING
    inside = format_html(
        '<input type="hidden" name="next" value="{}">'
        '<button class="ds-link" name="language" value="{}" lang="{}">{}</button>',
        request.get_full_path(),
        other,
        other,
        {"sv": "Svenska", "en": "English"}.get(other[:2], other),
    )
    return post_form(context, url, inside)
