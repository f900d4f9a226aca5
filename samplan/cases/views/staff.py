"""One conversation as staff see it: the thread, what they write, and what stands beside it."""

import uuid
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import actions, message_queries, policies, staff_queries
from samplan.cases.forms import SHOWS, AnswerForm, NoteForm, PicturesForm
from samplan.cases.models import MOST_FILES, Case, MessageDraft
from samplan.cases.policies import READING_ROLES
from samplan.cases.supply.replies import filled
from samplan.cases.views import composing
from samplan.cases.views.around import Around, around
from samplan.cases.views.composing import Apart, Composer
from samplan.cases.views.drawing import draw
from samplan.cases.views.drawn import written_of
from samplan.cases.views.overtaken import Older
from samplan.cases.views.reached import case_of, done, seen_in
from samplan.cases.views.sent_before import is_sent_before
from samplan.forms.queries import own_sendable


@staff_page("GET", roles=READING_ROLES)
def case(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """One conversation. Opening it leaves a receipt, and tells colleagues that one is here.

    One that was handed on says where it went.
    """
    try:
        found = case_of(request, case_id)
    except Http404:
        return went_elsewhere(request, case_id)
    beside = around(request, found)
    reply = _reply_asked_for(request, found, beside)
    return draw(request, found, _composer(found, beside, reply), beside=beside)


def went_elsewhere(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Where a case was handed on to, with what the acting has written in it. Raises Http404 where
    it never was the clinic's."""
    went = staff_queries.where_it_went(request.acting, case_id)
    if went is None or policies.sees_only_own(request.acting):
        raise Http404
    trail.read("forward.read", acting=request.acting, patient_id=went.patient_id, about=went)
    draft = message_queries.draft_of(request.acting, case_id)
    context = {"went": went, "written": written_of(request, draft), "draft": draft}
    return render(request, "cases/staff/went.html", context, status=HTTPStatus.GONE)


@staff_page("POST", roles=READING_ROLES)
def answer(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Save what is written as one writes, put files in or out, or send it.

    Where the case was handed on meanwhile, the text stays on the page that says so.
    """
    try:
        found = case_of(request, case_id)
    except Http404:
        return _answered_elsewhere(request, case_id)
    form = AnswerForm(request.POST, asked_by=own_sendable(found.clinic_id))
    if not form.is_valid() and not _is_kept_as_is(request, form):
        return draw(request, found, _drawn_again(request, found, form), 422)
    try:
        policies.check_may_handle(request.acting, found)
        draft, refused = composing.keep(request, found, form.written(), most=MOST_FILES)
        return _kept(request, found, form, draft, refused)
    except Refused as refusal:
        return _refused(request, found, _drawn_again(request, found, form), str(refusal))
    except (actions.AlreadySent, actions.WrittenElsewhere) as by:
        return _overtaken(request, found, by, form)


def _answered_elsewhere(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case was handed on; what was sent before that needs no copying."""
    form = AnswerForm(request.POST, asked_by=own_sendable(request.acting.clinic_id))
    if is_sent_before(request, form):
        return redirect("cases:staff-case", case_id)
    return went_elsewhere(request, case_id)


def _kept(
    request: StaffRequest, found: Case, form: AnswerForm, draft: MessageDraft, refused: list[str]
) -> HttpResponse:
    """The answer to what is kept by now: it stays a draft, waits for something to be put right, or
    is sent."""
    composer = _composed(request, found, form, draft, refused)
    if composing.is_by_script(request):
        return composing.word_for_script(request, draft)
    if composer.is_held_back:
        return draw(request, found, composer, 422)
    if composing.stays(request):
        return redirect(f"{request.path.removesuffix('svar/')}#answers")
    return _send(request, found, composer, draft, form)


def _drawn_again(request: StaffRequest, found: Case, form: AnswerForm) -> Composer:
    """The page as it was posted, also what it says of pictures."""
    kept_draft: dict[str, Any] = next(iter(found.__dict__["draft"]), {})
    for file in kept_draft.get("files", ()):
        file["shows"] = request.POST.get(f"{SHOWS}{file['id']}", file["shows"])
    kept = _composer(found, around(request, found))
    return composing.drawn_again(request, found, kept, form)


def _composed(
    request: StaffRequest, found: Case, form: AnswerForm, draft: MessageDraft, refused: list[str]
) -> Composer:
    """What is written, with what the post says of its pictures. To be sent, each needs words."""
    files = composing.told_of(draft)
    pictures = composing.described(request, files, draft)
    if not composing.is_by_script(request) and not composing.stays(request):
        pictures.tells_all()
    return Composer(
        form=form,
        files=composing.picked(files, found, pictures),
        refused=refused,
        pictures=pictures,
        most_files=MOST_FILES,
        saved_at=request.at,
        is_begun=True,
        **composing.as_kept(draft),
    )


def _is_kept_as_is(request: StaffRequest, form: AnswerForm) -> bool:
    """A draft need not say yet what one means to do with it."""
    is_draft = composing.is_by_script(request) or composing.stays(request)
    return is_draft and set(form.errors) <= {"intent"}


def _send(
    request: StaffRequest,
    found: Case,
    composer: Composer,
    draft: MessageDraft,
    form: AnswerForm,
) -> HttpResponse:
    try:
        actions.answer(draft, seen=seen_in(request), acting=request.acting, at=request.at)
    except Refused as refusal:
        return _refused(request, found, composer, str(refusal))
    except actions.Overtaken as meanwhile:
        found.revision = meanwhile.case.revision
        return draw(request, found, composer, HTTPStatus.CONFLICT, is_overtaken=True)
    except (actions.AlreadySent, actions.WrittenElsewhere) as by:
        return _overtaken(request, found, by, form)
    messages.success(request, _("Sent to the patient."))
    return redirect("cases:staff-case", found.pk)


def _overtaken(
    request: StaffRequest, found: Case, by: actions.OtherWindow, form: AnswerForm
) -> HttpResponse:
    def draw_apart(apart: Apart, refused: list[str]) -> HttpResponse:
        now = case_of(request, found.pk)
        beside = around(request, now)
        composer = replace(_composer(now, beside), apart=apart, refused=refused)
        return draw(request, now, composer, HTTPStatus.CONFLICT, beside=beside)

    older = Older(
        request=request,
        case=found,
        written=form.written(),
        page="cases:staff-case",
        draw=draw_apart,
        most=MOST_FILES,
        chosen=form.chosen_words(),
    )
    return older.answer(by)


@staff_page("POST", roles=READING_ROLES)
def note(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """A note among staff."""
    try:
        found = case_of(request, case_id)
    except Http404:
        return went_elsewhere(request, case_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        beside = around(request, found)
        return draw(request, found, _composer(found, beside), 422, beside=beside, note_form=form)
    body = form.cleaned_data["body"]
    return done(
        request,
        found,
        lambda: actions.write_note(found, body, acting=request.acting, at=request.at),
        _("The note is saved. The patient does not see it."),
    )


def _reply_asked_for(request: StaffRequest, case: Case, beside: Around) -> str:
    """The standard reply that the address names, filled in for the case; else nothing."""
    asked = request.GET.get("svar")
    if not asked or beside.replies is None:
        return ""
    named = (each for each in beside.replies.rows() if str(each.pk) == asked)
    return next((filled(each, case, request.acting) for each in named), "")


def _composer(case: Case, beside: Around, reply: str = "") -> Composer:
    """What the acting has written before and not sent, with a standard reply after it."""
    kept: dict[str, Any] = next(iter(case.__dict__["draft"]), {})
    initial = {name: kept[name] for name in AnswerForm.base_fields if name in kept}
    if reply:
        initial["body"] = "\n\n".join(part for part in (initial.get("body", ""), reply) if part)
    pictures = PicturesForm(kept.get("files", ()))
    own_forms = beside.own_forms.rows() if beside.own_forms else ()
    return Composer(
        form=AnswerForm(initial=initial, asked_by=own_forms),
        files=composing.picked(kept.get("files", ()), case, pictures),
        most_files=MOST_FILES,
        **composing.as_read(kept),
    )


def _refused(request: StaffRequest, case: Case, composer: Composer, reason: str) -> HttpResponse:
    if composing.is_by_script(request):
        return HttpResponse(reason, status=HTTPStatus.ACCEPTED)
    composer.form.add_error("body", reason)
    return draw(request, case, composer, HTTPStatus.CONFLICT)
