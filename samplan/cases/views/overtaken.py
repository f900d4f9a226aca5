"""Answering a page whose message another window has sent, or written otherwise, since."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.views.composing import Apart
from samplan.forms.actions import Seen
from samplan.ui.components.saving import is_by_script, saved_word

FIELDS = ("intent", "body", "agreed", "most_files", "form", "signs_as_clinic")
Draw = Callable[[Apart, list[str]], HttpResponse]  # what is apart, and which files are refused


def overtaken(
    request: PatientRequest | StaffRequest,
    case: Case,
    by: actions.OtherWindow,
    written: actions.Written,
    *,
    page: str,
    draw: Draw,
) -> HttpResponse:
    """The answer to a page that another window was before: nothing of either is lost.

    `draw` shows what is kept in the field, and beside it what this page wrote.
    """
    if isinstance(by, actions.AlreadySent):
        return _sent_before(request, case, by, written, page=page, draw=draw)
    if isinstance(by, actions.WrittenElsewhere):
        return _written_elsewhere(request, case, by, written, page=page, draw=draw)
    raise by


def _written_elsewhere(
    request: PatientRequest | StaffRequest,
    case: Case,
    elsewhere: actions.WrittenElsewhere,
    written: actions.Written,
    *,
    page: str,
    draw: Draw,
) -> HttpResponse:
    if is_by_script(request):
        return _not_saved_over(request)
    if _words(written) or elsewhere.refused:
        return draw(_apart(request, written, elsewhere.draft), elsewhere.refused)
    messages.warning(request, _("What you wrote in another window stands below. It is not sent."))
    trail.read_nobody()
    return redirect(page, case.pk)


def _sent_before(
    request: PatientRequest | StaffRequest,
    case: Case,
    sent: actions.AlreadySent,
    written: actions.Written,
    *,
    page: str,
    draw: Draw,
) -> HttpResponse:
    """As it was sent then, and which files came too late. Where something else is written since,
    that stands in the field, to be sent besides; or beside another text that is begun since."""
    is_unsaid = _is_unsaid(request, sent, written)
    if is_by_script(request):
        return _not_saved() if is_unsaid else _accepted(saved_word(request.at))
    if is_unsaid:
        try:
            actions.save_draft(
                case, written, acting=request.acting, at=request.at, seen=Seen(digest="")
            )
        except actions.WrittenElsewhere as elsewhere:
            return draw(_apart(request, written, elsewhere.draft, is_sent=True), [])
        told = _("What you sent first stands. What you have changed since is not sent: see below.")
        messages.warning(request, told)
    _tell_of_lost(request, sent.lost)
    trail.read_nobody()
    return redirect(page, case.pk)


def _tell_of_lost(request: HttpRequest, files: list[str]) -> None:
    if files:
        told = _(
            "The message was sent before these files came, so they are not taken: %(files)s. "
            "Attach them to a new message if they are needed."
        )
        messages.warning(request, told % {"files": ", ".join(files)})


def _is_unsaid(
    request: PatientRequest | StaffRequest, sent: actions.AlreadySent, written: actions.Written
) -> bool:
    """The page has words that its message, which is sent, does not say."""
    message = Message.within(request.acting).filter(pk=sent.key).first()
    if message is not None and actions.says(message, written):
        return False
    return bool(_words(written))


def _words(written: actions.Written) -> str:
    return "\n\n".join(filter(None, [written.body, written.agreed]))


def _apart(
    request: HttpRequest,
    written: actions.Written,
    kept: MessageDraft,
    *,
    is_sent: bool = False,
) -> Apart:
    """What the page wrote, and how it is put into the field where something else is kept."""
    posted = {name: request.POST[name] for name in FIELDS if name in request.POST}
    said = {"body": (kept.body, written.body), "agreed": (kept.agreed, written.agreed)}
    both = {name: "\n\n".join(dict.fromkeys(filter(None, said[name]))) for name in said}
    own = {name: words for name, (_kept, words) in said.items()}
    return Apart(
        words=_words(written),
        added=posted | {name: both[name] for name in both if name in posted},
        instead=posted | {name: own[name] for name in own if name in posted},
        is_sent=is_sent,
    )


def _not_saved() -> HttpResponse:
    """For a page that has been sent, and on which one writes on."""
    return _accepted(
        _("Not saved: this is sent already. Open the conversation anew to write more.")
    )


def _not_saved_over(request: PatientRequest | StaffRequest) -> HttpResponse:
    """For a page on which one writes on, and another has other words."""
    later = _("Save as draft") if isinstance(request.acting, StaffActing) else _("Go on later")
    told = _(
        "Not saved: you have written otherwise in another window. Press “%(later)s” to see both."
    )
    return _accepted(told % {"later": later})


def _accepted(words: object) -> HttpResponse:
    return HttpResponse(words, status=HTTPStatus.ACCEPTED)
