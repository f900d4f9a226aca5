"""The patient's visit: before, during, after; and when the time does not suit."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.plans.rows import Row, row_of, with_one_primary
from samplan.visits import actions, queries
from samplan.visits.forms import TimeChangeForm
from samplan.visits.models import Visit, WishOutcome

SHOWN = 30  # visits in the list


@patient_page("GET")
def visits(request: PatientRequest) -> HttpResponse:
    """The patient's booked times."""
    coming = queries.coming(request.acting, at=request.at)[:SHOWN]
    trail.read("visit.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "visits/list.html", {"visits": list(coming)})


@patient_page("GET")
def visit(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """One visit with its preparation. Opening it opens the summons."""
    found = one_of(queries.visit_of_patient(request.acting, visit_id=visit_id, on=request.today))
    summons = found.summons
    if summons is not None and not actions.open_case(
        found, summons, acting=request.acting, at=request.at
    ):
        raise Http404
    trail.read("visit.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {
        "visit": found,
        "rows": _rows(found, request),
        "wishes": _wishes(found),
        "can_change": found.can_be_cancelled(request.at),
        "can_ask": found.__dict__["can_ask"],
        "questions": queries.questions_in(found),
        "open_change": _open_change(found),
        "said_of_time": _said_of_time(found),
    }
    return render(request, "visits/visit.html", context)


def _wishes(visit: Visit) -> list[dict[str, Any]]:
    """The patient's wishes to meet someone, each with what the clinic has decided in words."""
    wishes = queries.wishes_in(visit)
    return [wish | {"said": WishOutcome(wish["outcome"]).label} for wish in wishes]


def _open_change(visit: Visit) -> dict[str, Any] | None:
    changes = queries.changes_in(visit)
    return next((change for change in changes if change["answered_at"] is None), None)


def _said_of_time(visit: Visit) -> str:
    """What the clinic wrote last about the patient's wish for another time; may be empty."""
    said = [change["answer"] for change in queries.changes_in(visit) if change["answer"]]
    return str(said[-1]) if said else ""


def _rows(visit: Visit, request: PatientRequest) -> list[Row]:
    """The preparation, with who has read the answers."""
    shown = queries.preparations(request.acting, activity_id=visit.activity_id)
    return with_one_primary([row_of(child, today=request.today) for child in shown])


@patient_page("GET", "POST")
def change_time(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The time does not suit: cancel, or ask for another and keep this one until then."""
    reached = Visit.within(request.acting).select_related("clinic")
    found = get_object_or_404(reached, pk=visit_id)
    form = TimeChangeForm(request.POST or None)
    is_valid = form.is_valid()
    is_sure = is_valid and not form.is_to_confirm
    if is_sure and _changed(request, found, form):
        return redirect("visits:visit", found.pk)
    trail.read("visit.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {
        "visit": found,
        "form": form,
        "can_change": found.can_be_cancelled(request.at),
        "is_late": found.is_late_to_cancel(request.at),
    }
    page = "confirm_cancel" if is_valid and not is_sure else "change_time"
    return render(request, f"visits/{page}.html", context)


def _changed(request: PatientRequest, visit: Visit, form: TimeChangeForm) -> bool:
    """Do what the form asks; a refusal stands as an error in the form."""
    try:
        if form.is_cancelling:
            actions.cancel_visit_as_patient(
                visit, reason=form.reason_text, acting=request.acting, at=request.at
            )
            messages.success(request, _("The visit is cancelled. The clinic has been told."))
        else:
            actions.ask_for_another_time(
                visit,
                reason=form.reason_text,
                wishes=form.wishes_text,
                acting=request.acting,
                at=request.at,
            )
            messages.success(
                request, _("Your wish is sent. You keep your time until the clinic has answered.")
            )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@patient_page("POST")
def take_back(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Take back the wish for another time, until the clinic has answered it."""
    found = get_object_or_404(Visit.within(request.acting), pk=visit_id)
    try:
        actions.take_back_wish(found, acting=request.acting, at=request.at)
        messages.success(request, _("Your wish is taken back. Your time stands."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("visits:visit", found.pk)
