"""One conversation, as the patient reads it and writes in it."""

import uuid
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases import actions, message_queries, policies, queries
from samplan.cases.about import about_of
from samplan.cases.asked import waits_for_form
from samplan.cases.forms import ReplyForm
from samplan.cases.kinds import subject_of
from samplan.cases.models import Case, MessageDraft
from samplan.cases.onward import onward_from
from samplan.cases.views import composing
from samplan.cases.views.composing import Apart, Composer
from samplan.cases.views.files import hand_out, hand_out_thumbnail, receive
from samplan.cases.views.overtaken import Older
from samplan.cases.views.sent_before import is_sent_before
from samplan.cases.waiting import instead_in, taken_over_words, waiting_words
from samplan.forms.answering.ways import Regarding


@patient_page("GET")
def case(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """One conversation. Opening it leaves a receipt."""
    found = _case(request, case_id)
    return _draw(request, found, _composer(found))


@patient_page("POST")
def reply(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """Save what is written as one writes, put files in or out, or send it."""
    found = _case(request, case_id)
    form = ReplyForm(request.POST)
    try:
        policies.check_may_write(request.acting, found)
    except Refused as refusal:
        if is_sent_before(request, form):
            return redirect("cases:case", found.pk)
        return _refused(request, found, _drawn_again(request, found, form), str(refusal))
    if not form.is_valid():
        return _draw(request, found, _drawn_again(request, found, form), 422)
    try:
        draft, refused = composing.keep(request, found, form.written(), most=found.most_files)
    except (actions.AlreadySent, actions.WrittenElsewhere) as by:
        return _overtaken(request, found, by, form.written())
    return _kept(request, found, form, draft, refused)


def _kept(
    request: PatientRequest, found: Case, form: ReplyForm, draft: MessageDraft, refused: list[str]
) -> HttpResponse:
    """The answer to what is kept by now: it stays a draft, waits for a file to be put right, or is
    sent."""
    if composing.is_by_script(request):
        return composing.word_for_script(request, draft)
    composer = _composed(request, found, form, draft, refused)
    if refused:
        return _draw(request, found, composer, 422)
    if composing.stays(request):
        return redirect(f"{request.path.removesuffix('svar/')}#answers")
    return _send(request, found, composer, draft, form.written())


def _drawn_again(request: PatientRequest, found: Case, form: ReplyForm) -> Composer:
    return composing.drawn_again(request, found, _composer(found), form)


def _composed(
    request: PatientRequest, found: Case, form: ReplyForm, draft: MessageDraft, refused: list[str]
) -> Composer:
    return Composer(
        form=form,
        files=composing.picked(composing.told_of(draft), found),
        refused=refused,
        most_files=found.most_files,
        saved_at=request.at,
        is_begun=True,
        **composing.as_kept(draft),
    )


def _send(
    request: PatientRequest,
    found: Case,
    composer: Composer,
    draft: MessageDraft,
    written: actions.Written,
) -> HttpResponse:
    try:
        actions.reply(draft, acting=request.acting, at=request.at)
    except Refused as refusal:
        return _refused(request, found, composer, str(refusal))
    except (actions.AlreadySent, actions.WrittenElsewhere) as by:
        return _overtaken(request, found, by, written)
    messages.success(request, _("Sent."))
    return redirect("cases:case", found.pk)


def _overtaken(
    request: PatientRequest, found: Case, by: actions.OtherWindow, written: actions.Written
) -> HttpResponse:
    def draw(apart: Apart, refused: list[str]) -> HttpResponse:
        now = _case(request, found.pk)
        composer = replace(_composer(now), apart=apart, refused=refused)
        return _draw(request, now, composer, HTTPStatus.CONFLICT)

    older = Older(
        request=request,
        case=found,
        written=written,
        page="cases:case",
        draw=draw,
        most=found.most_files,
    )
    return older.answer(by)


@patient_page("GET")
def file(request: PatientRequest, case_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files of the conversation."""
    return hand_out(request, _case(request, case_id), file_id)


@patient_page("GET")
def thumbnail(request: PatientRequest, case_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of its pictures in small."""
    return hand_out_thumbnail(request, _case(request, case_id), file_id)


@patient_page("POST")
def upload(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """A file for what one writes, in pieces."""
    found = _case(request, case_id)
    return receive(request, found, lambda: policies.check_may_write(request.acting, found))


@patient_page("GET", "POST")
def message(request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Something one has said and nobody has read yet: it can be taken back."""
    found = _case(request, case_id)
    said = message_queries.message_of(request.acting, found, message_id)
    if said is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.withdraw_message(said, acting=request.acting, at=request.at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is taken back."))
        return redirect("cases:case", found.pk)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    return render(request, "cases/message.html", {"case": found, "message": said})


def _case(request: PatientRequest, case_id: uuid.UUID) -> Case:
    return one_of(queries.case_with_clinic(request.acting, case_id=case_id))


def _composer(case: Case) -> Composer:
    """What the patient has written before and not sent."""
    kept: dict[str, Any] = next(iter(case.__dict__["draft"]), {})
    return Composer(
        form=ReplyForm(initial={"body": kept.get("body", "")}),
        files=composing.picked(kept.get("files", ()), case),
        most_files=case.most_files,
        **composing.as_read(kept),
    )


def _refused(request: PatientRequest, case: Case, composer: Composer, reason: str) -> HttpResponse:
    """Says why it is not sent; the text stays on the page, also where nothing can be sent."""
    if composing.is_by_script(request):
        return HttpResponse(reason, status=HTTPStatus.ACCEPTED)
    composer.form.add_error("body", reason)
    return _draw(request, case, composer, HTTPStatus.CONFLICT)


def _regarding(case: Case, request: PatientRequest) -> Regarding | None:
    """The visit that a conversation is about; a visit's own cases lead there by their button."""
    if not case.is_conversation:
        return None
    return about_of(case.subject_kind, case.subject_id, request.acting, today=request.today)


def _draw(
    request: PatientRequest, found: Case, composer: Composer, status: int = HTTPStatus.OK
) -> HttpResponse:
    subject = subject_of(found)
    before = request.GET.get("fore")
    thread, earlier = message_queries.thread_page(request.acting, case_id=found.pk, before=before)
    new = message_queries.new_for(request.acting, thread)
    subject.opened(found, new, request.acting, request.at)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    is_asked = found.is_waiting_for_patient
    if found.is_conversation:
        is_asked = is_asked and waits_for_form(request.acting, found)
    answers = subject.answer_address if is_asked else None
    context = {
        "case": found,
        "thread": thread,
        "earlier": earlier,
        "subject": subject,
        "subject_url": subject.address(found) if subject.address else "",
        "answer_url": answers(found) if answers else "",
        "composer": composer,
        "writer": request.acting.actor_id if found.is_conversation else "",
        **_told(request, found),
    }
    return render(request, "cases/case.html", context, status=status)


def _told(request: PatientRequest, found: Case) -> dict[str, Any]:
    """What stands above the conversation: who has it, who waits, and what it is about."""
    first, now = found.__dict__.get("first_clinic"), found.clinic.name
    return {
        "taken_over": taken_over_words(found, first, now),
        "waiting": waiting_words(found, today=request.today),
        "instead": instead_in(found, today=request.today),
        "regarding": _regarding(found, request),
        "onward": onward_from(found, request.acting, today=request.today),
    }
