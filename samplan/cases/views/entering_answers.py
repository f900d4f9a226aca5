"""Staff answer a form in a conversation for the patient, who has told it by phone or on paper."""

import uuid
from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.answer_way import PATIENT_HAS_BEGUN, reach
from samplan.cases.asked import asked_message, has_patient_begun, own_answers_to
from samplan.cases.forms import ToldByForm
from samplan.cases.models import Case, Message, ToldBy
from samplan.cases.policies import READING_ROLES
from samplan.cases.views.reached import case_of
from samplan.forms.answering import files, pages, sending
from samplan.forms.models import QuestionnaireVersion


@staff_page("GET", "POST", roles=READING_ROLES)
def told(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """How the patient told the answers; then to the questions."""
    found = case_of(request, case_id)
    asked, version = _asked(request, found, message_id)
    own = own_answers_to(request.acting, asked)
    form = ToldByForm(request.POST or None, initial={"told_by": own.told_by if own else ""})
    if request.method == "POST" and form.is_valid():
        told_by = ToldBy(form.cleaned_data["told_by"])
        try:
            actions.own_answers(asked, acting=request.acting, at=request.at, told_by=told_by)
        except Refused:
            raise Http404 from None
        return redirect("cases:staff-entry-questions", found.pk, asked.pk)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {"case": found, "form": form, "version": version}
    if has_patient_begun(asked):
        context["warning"] = PATIENT_HAS_BEGUN
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "cases/staff/told.html", context, status=status)


def _asked(
    request: StaffRequest, found: Case, message_id: uuid.UUID
) -> tuple[Message, QuestionnaireVersion]:
    """What asks for a form, and the form. Raises Http404 where that is not to be answered."""
    asked = asked_message(request.acting, found)
    if asked is None or asked.pk != message_id:
        raise Http404
    if asked.response is None or asked.response.sent_number:
        raise Http404
    try:
        actions.check_may_answer(request.acting, found)
    except Refused:
        raise Http404 from None
    return asked, asked.response.version


@staff_page("GET", roles=READING_ROLES)
def questions(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, case_id, message_id))


@staff_page("GET", "POST", roles=READING_ROLES)
def question_page(
    request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID, page_id: str
) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, case_id, message_id), page_id)


@staff_page("GET", "POST", roles=READING_ROLES)
def review(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, case_id, message_id))


@staff_page("GET", roles=READING_ROLES)
def receipt(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """What was entered."""
    return sending.receipt(request, reach(request, case_id, message_id))


@staff_page("GET", roles=READING_ROLES)
def file(
    request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponseBase:
    """One of the files among the answers."""
    return files.hand_out(request, reach(request, case_id, message_id), file_id)


@staff_page("POST", roles=READING_ROLES)
def upload(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, case_id, message_id))
