"""The form that a message asks by, as the thread shows it: to the patient, and to staff."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.cases.models import Case, Message
from samplan.ui.components.words import drawn, pill, said


def newest_form(messages: Iterable[Message]) -> Message | None:
    """The last message that asks by a form and stands: that form is the one that is answered."""
    asking = [each for each in messages if each.response_id and each.withdrawn_at is None]
    return asking[-1] if asking else None


def form_asked(message: Message, case: Case, *, is_newest: bool, for_care: bool) -> str:
    """The name of the form and what has become of it; for the patient who can answer it, the
    way there; for staff the way to fill it in for the patient. To who has written in it what is
    not sent, and cannot go on with it from here, the way to that."""
    response = message.response
    if response is None or message.withdrawn_at is not None:
        return ""
    title, is_asked = response.version.title, is_newest and not response.sent_number
    if is_asked and not for_care and case.can_be_written_in:
        return _way(message, case, title)
    state = _state(message, is_newest)
    shown = f'<p class="meta asked-form">{drawn("clipboard-list")}{said(title)} {state}</p>'
    if is_asked and for_care and case.is_open:
        return shown + _entry(message, case)
    return shown + _own_words(message, case, for_care) if message.__dict__["is_left"] else shown


def _way(message: Message, case: Case, title: str) -> str:
    words = _("Go on with the form") if message.__dict__["is_begun"] else _("Answer the form")
    url = reverse("cases:answer-questions", args=[case.pk, message.pk])
    return (
        f'<p class="asked-form">{drawn("clipboard-list")}{said(title)}</p>'
        f'<p class="not-printed"><a class="ds-link" href="{url}">{said(words)}</a></p>'
    )


def _own_words(message: Message, case: Case, for_care: bool) -> str:
    words = _("What you had entered") if for_care else _("What you had written")
    side = "staff-entry-" if for_care else "answer-"
    url = reverse(f"cases:{side}questions", args=[case.pk, message.pk])
    return f'<p class="not-printed"><a class="ds-link" href="{url}">{said(words)}</a></p>'


def _entry(message: Message, case: Case) -> str:
    """For staff: to fill it in for the patient."""
    words = _("Fill in for the patient")
    url = reverse("cases:staff-entry", args=[case.pk, message.pk])
    return f'<p class="not-printed"><a class="ds-link" href="{url}">{said(words)}</a></p>'


def _state(message: Message, is_newest: bool) -> str:
    """What has become of the form, in a word."""
    if message.response is not None and message.response.sent_number:
        return pill("ok", _("answered"), "check")
    if not is_newest:
        return pill("none", _("no longer asked for"))
    if message.__dict__["is_begun"]:
        return pill("wait", _("begun"), "pencil")
    return pill("wait", _("not begun"), "clock")
