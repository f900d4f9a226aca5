"""Correcting a visit, and answering a wish for another time."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.bookings.models import Resource
from samplan.visits import actions, staff_queries
from samplan.visits.forms_planning import TimeAnswerForm, TimeForm, VisitForm
from samplan.visits.models import TimeChange, Visit
from samplan.visits.views.staff_planning import show_refusal
from samplan.visits.views.staff_summons import visit_of


@staff_page("GET", "POST", roles=CARE_ROLES)
def correct(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Change anything in a visit; where it is sent, the patient is told."""
    visit = visit_of(request, visit_id)
    form = _form(request, visit)
    if form.is_valid() and _corrected(request, visit, form):
        return redirect("visits:staff-summons", visit.pk)
    trail.read("visit.read", acting=request.acting, patient_id=visit.patient_id, about=visit)
    context = {
        "visit": visit,
        "form": form,
        "can_correct": visit.can_be_corrected(request.at),
        "seen": request.POST.get("seen") or actions.mark_of(visit),
    }
    return render(request, "visits/staff/plan/correct.html", context)


def _form(request: StaffRequest, visit: Visit) -> VisitForm:
    """The form of the visit; how it is sent and in which language only until it is."""
    form = VisitForm(
        request.POST or None,
        visit_type=visit.visit_type,
        initial=VisitForm.of_visit(visit),
        **_time_options(request, visit),
    )
    if not visit.is_planned:
        del form.fields["send"], form.fields["language"]
    return form


def _time_options(request: StaffRequest, visit: Visit) -> dict[str, Any]:
    booked = visit.appointment.resource_id
    resources = staff_queries.resources_in_use(request.acting, besides=booked)
    return {"at": request.at, "resources": resources}


def _corrected(request: StaffRequest, visit: Visit, form: VisitForm) -> bool:
    changes = form.texts() | _meeting(visit, form)
    if "language" in form.cleaned_data:
        changes["language"] = form.cleaned_data["language"]
    try:
        after = actions.correct_visit(
            visit,
            changes=changes,
            resource=form.chosen,
            starts_at=form.starts_at,
            seen=request.POST.get("seen", ""),
            acting=request.acting,
            at=request.at,
        )
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    told = _("Saved.") if after.is_planned else _("Saved. The patient is told of the change.")
    messages.success(request, told)
    return True


def _meeting(visit: Visit, form: TimeForm) -> dict[str, str]:
    """Whom one meets follows the booked one, where that changes."""
    is_same = form.chosen.pk == visit.appointment.resource_id
    return {} if is_same else {"meets": form.chosen.name}


@staff_page("GET", "POST", roles=CARE_ROLES)
def answer_time(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Give another time, or keep it with words about why."""
    change = get_object_or_404(staff_queries.open_changes(request.acting), visit_id=visit_id)
    visit = change.visit
    form = TimeAnswerForm(
        request.POST or None, initial=TimeForm.time_of(visit), **_time_options(request, visit)
    )
    if form.is_valid() and _answered(request, change, form):
        messages.success(request, _("The patient has your answer."))
        return redirect("visits:preparation", visit.pk)
    trail.read("visit.read", acting=request.acting, patient_id=visit.patient_id, about=visit)
    context = {"visit": visit, "change": change, "form": form}
    return render(request, "visits/staff/plan/answer_time.html", context)


def _answered(request: StaffRequest, change: TimeChange, form: TimeAnswerForm) -> bool:
    words = form.cleaned_data["answer"]
    try:
        if form.is_new:
            chosen: Resource = form.chosen
            is_same = chosen.pk == change.visit.appointment.resource_id
            actions.give_another_time(
                change,
                starts_at=form.starts_at,
                resource=None if is_same else chosen,
                answer=words,
                acting=request.acting,
                at=request.at,
            )
        else:
            actions.answer_time_change(change, answer=words, acting=request.acting, at=request.at)
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True
