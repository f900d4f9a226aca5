"""The summons as the patient gets it: look through, send, take back, cancel."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.reach import Unreachable, reach_of
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.visits import actions, staff_queries
from samplan.visits.forms_planning import CancelForm
from samplan.visits.models import Visit
from samplan.visits.outgoing import outgoing


@staff_page("GET", roles=CARE_ROLES)
def summons(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What goes to the patient, and how; what can be done with it now."""
    visit = visit_of(request, visit_id)
    unreachable = _why_on_paper(visit, request) if visit.is_planned else None
    letter = actions.newest_letter(visit) if visit.is_on_paper else None
    trail.read("visit.read", acting=request.acting, patient_id=visit.patient_id, about=visit)
    context = {
        "visit": visit,
        "posted": letter if letter is not None and actions.was_posted(letter) else None,
        "outgoing": outgoing(visit, today=request.today),
        "unreachable": unreachable,
        "is_on_paper": visit.is_on_paper or unreachable is not None,
        "has_passed": visit.starts_at <= request.at,
        "can_correct": visit.can_be_corrected(request.at),
        "can_withdraw": visit.can_be_withdrawn(),
        "can_cancel": visit.can_be_cancelled(request.at),
    }
    return render(request, "visits/staff/plan/summons.html", context)


def visit_of(request: StaffRequest, visit_id: uuid.UUID) -> Visit:
    """A visit of the acting's clinic with all that managing it needs; else 404."""
    return get_object_or_404(staff_queries.visits_to_manage(request.acting), pk=visit_id)


def _why_on_paper(visit: Visit, request: StaffRequest) -> Unreachable | None:
    reached = staff_queries.patient_with_reach(request.acting, request.today)
    return reach_of(reached.get(pk=visit.patient_id), request.today)


@staff_page("POST", roles=CARE_ROLES)
def send(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Send it, digitally or as a paper task."""
    visit = visit_of(request, visit_id)

    def act() -> str:
        sent = actions.send_visit(visit, acting=request.acting, at=request.at)
        if sent.is_on_paper:
            return _("The patient gets it on paper: it stands among what is to be posted.")
        return _("Sent. The patient is told that there is something new.")

    _try(request, act)
    return redirect("visits:staff-summons", visit.pk)


@staff_page("POST", roles=CARE_ROLES)
def keep(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Book the held time for good, to send later."""
    visit = visit_of(request, visit_id)

    def act() -> str:
        actions.keep_visit(visit, acting=request.acting)
        return _("The time is booked. The summons is not sent yet.")

    _try(request, act)
    return redirect("visits:staff-patient", visit.patient_id)


@staff_page("POST", roles=CARE_ROLES)
def withdraw(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Take back what nobody has opened; the time is free."""
    visit = visit_of(request, visit_id)

    def act() -> str:
        actions.withdraw_visit(visit, acting=request.acting, at=request.at)
        return _("Taken back. The time is free, and the patient sees nothing of it.")

    _try(request, act)
    return redirect("visits:staff-summons", visit.pk)


def _try(request: StaffRequest, act: Callable[[], str]) -> None:
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))


@staff_page("GET", "POST", roles=CARE_ROLES)
def cancel(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Cancel with a reason that the patient reads."""
    visit = visit_of(request, visit_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel_visit(
                visit, reason=form.cleaned_data["reason"], acting=request.acting, at=request.at
            )
            messages.success(request, _("The visit is cancelled, and the time is free."))
            return redirect("visits:staff-summons", visit.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    trail.read("visit.read", acting=request.acting, patient_id=visit.patient_id, about=visit)
    context = {"visit": visit, "form": form, "can_cancel": visit.can_be_cancelled(request.at)}
    return render(request, "visits/staff/plan/cancel.html", context)
