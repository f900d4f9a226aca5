"""Staff hand a case on, join two, and mend what they have said."""

import uuid
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
from samplan.cases.forms import CorrectForm, ForwardForm
from samplan.cases.handling_forms import MergeForm
from samplan.cases.models import Case, Message
from samplan.cases.policies import CASE_ROLES, READING_ROLES
from samplan.cases.views.reached import case_of, done


@staff_page("GET", "POST", roles=CASE_ROLES)
def forward(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """To another clinic, with words to the patient."""
    found = case_of(request, case_id)
    clinics = staff_queries.clinics_to_forward_to(request.acting, today=request.today)
    form = ForwardForm(request.POST or None, clinics=clinics)
    if form.is_valid() and _is_forwarded(request, found, form):
        return redirect("cases:queue")
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {
        "case": found,
        "form": form,
        "may": policies.may_distribute(request.acting, found),
        "has_clinics": clinics.exists(),
    }
    return render(request, "cases/staff/forward.html", context)


def _is_forwarded(request: StaffRequest, found: Case, form: ForwardForm) -> bool:
    """Hand it on, or say in the form why it cannot be."""
    to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
    try:
        actions.forward(found, to, reason=reason, acting=request.acting, at=request.at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(clinic)s has the case now.") % {"clinic": to.name})
    return True


@staff_page("POST", roles=CASE_ROLES)
def merge(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Join the case with another of the patient's."""
    found = case_of(request, case_id)
    others = staff_queries.cases_to_merge_into(
        request.acting, case_id=found.pk, patient_id=found.patient_id
    )
    form = MergeForm(request.POST, others=others)
    if not form.is_valid():
        messages.error(request, _("Choose another open case of the same patient."))
        return redirect("cases:staff-case", found.pk)
    return done(
        request,
        found,
        lambda: actions.merge(found, form.other(), acting=request.acting, at=request.at),
        _("They are joined. The patient is led on to the other one."),
    )


@staff_page("GET", "POST", roles=READING_ROLES)
def message(request: StaffRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Something one has said: taken back while it is unread, else corrected."""
    found = case_of(request, case_id)
    said = message_queries.message_of(request.acting, found, message_id)
    if said is None:
        raise Http404
    form = CorrectForm(request.POST or None, initial={"body": said.body})
    is_taken_back = request.POST.get("_verb") == "withdraw"
    if is_taken_back or form.is_valid():
        try:
            words = "" if is_taken_back else form.cleaned_data["body"]
            messages.success(request, _mended(request, said, words))
            return redirect("cases:staff-case", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {"case": found, "message": said, "form": form, **_mendable(request, said)}
    return render(request, "cases/staff/message.html", context)


def _mendable(request: StaffRequest, said: Message) -> dict[str, Any]:
    """Why it stands, where it cannot be taken back; and whether it can be corrected."""
    is_standing = said.withdrawn_at is None and not said.has_answers
    return {
        "stands": actions.why_it_stands(said, at=request.at),
        "can_be_corrected": is_standing and actions.can_be_mended(said.case, said),
    }


def _mended(request: StaffRequest, said: Message, words: str) -> str:
    """Correct what was said by `words`, or take it back where there are none; gives what is told of
    it. Raises Refused as the actions do."""
    if not words:
        actions.withdraw_message(said, acting=request.acting, at=request.at)
        return _("It is taken back.")
    actions.correct_message(said, words, acting=request.acting, at=request.at)
    return _("The patient has the correction.")
