"""The patient's settings and the list of who has looked."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access import actions, queries
from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.audit.queries import PAGE, events_about
from samplan.audit.reading import Line, line_of
from samplan.common.paging import moment_place_in


@patient_page("GET")
def settings(request: PatientRequest) -> HttpResponse:
    """How one is reached: digital consent, given or withdrawn."""
    patient_id = request.acting.patient_id
    trail.read("consent.read", acting=request.acting, patient_id=patient_id)
    context = {"consent": queries.standing_consent(patient_id)}
    return render(request, "access/settings.html", context)


@patient_page("POST")
def give_consent(request: PatientRequest) -> HttpResponse:
    """Agree to be reached digitally."""
    actions.give_consent(acting=request.acting, at=request.at)
    messages.success(request, _("Saved. Your clinics can now reach you here."))
    return redirect("access:settings")


@patient_page("POST")
def withdraw_consent(request: PatientRequest) -> HttpResponse:
    """Be reached on paper from now on."""
    actions.withdraw_consent(acting=request.acting, at=request.at)
    messages.success(request, _("Saved. Your clinics now send you letters on paper."))
    return redirect("access:settings")


@patient_page("GET")
def who_has_looked(request: PatientRequest) -> HttpResponse:
    """The log, in plain words: who has seen or done what, and when. Newest first."""
    patient_id = request.acting.patient_id
    found = list(events_about(patient_id, before=_place(request)))
    shown = found[:PAGE]
    trail.read("log.read", acting=request.acting, patient_id=patient_id)
    lines: list[Line] = [line_of(event) for event in shown]
    last = shown[-1] if len(found) > PAGE else None
    return render(request, "access/who_has_looked.html", {"lines": lines, "last": last})


def _place(request: PatientRequest) -> tuple[datetime, uuid.UUID] | None:
    """The last event of the page before, from the address."""
    try:
        return moment_place_in(request.GET.get("efter"))
    except ValueError:
        raise Http404 from None
