"""What one patient may use at the clinic: given, changed and ended on one page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.handing import rights
from samplan.cases.handing.forms import GiveForm
from samplan.cases.handing.rights import Approving, HandingOut, Right
from samplan.cases.policies import CASE_ROLES
from samplan.patients.models import Patient


@staff_page("GET", roles=CASE_ROLES)
def patient_services(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One patient's approval and handed-out services, and what has been."""
    patient = _patient(request, patient_id)
    services = rights.handed_out_at(request.acting)
    every: list[Right] = [Approving(), *(HandingOut(each) for each in services)]
    lines = [_line(request, right, patient) for right in every]
    trail.read("service.rights_read", acting=request.acting, patient_id=patient.pk)
    context = {
        "patient": patient,
        "approval": lines[0],
        "lines": lines[1:],
        "past": [(line["right"], row) for line in lines for row in line["past"]],
    }
    return render(request, "cases/staff/handing/patient.html", context)


def _line(request: StaffRequest, right: Right, patient: Patient) -> dict[str, Any]:
    rows = list(right.rows(request.acting).filter(patient=patient).order_by("-given_at", "-pk"))
    standing = next((row for row in rows if _stands(row, request)), None)
    initial = {"until_on": standing.until_on} if standing else {}
    return {
        "right": right,
        "row": standing,
        "past": [row for row in rows if row is not standing],
        "form": GiveForm(initial=initial, prefix=right.key),
        "reaches_nobody": _reaches_nobody(request, right, patient),
        "offering": getattr(right, "offering", None),
    }


def _reaches_nobody(request: StaffRequest, right: Right, patient: Patient) -> bool:
    return bool(right.who_reach_nobody([patient.pk], acting=request.acting, on=request.today))


def _stands(row: Any, request: StaffRequest) -> bool:
    is_over = row.until_on is not None and row.until_on < request.today
    return row.ended_at is None and not is_over


@staff_page("POST", roles=CASE_ROLES)
def give(request: StaffRequest, patient_id: uuid.UUID, offering_id: uuid.UUID) -> HttpResponse:
    """Hand a service out to the patient, or let it last until another day."""
    return _given(request, patient_id, _handing(request, offering_id))


@staff_page("POST", roles=CASE_ROLES)
def approve(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Approve the patient, or let it last until another day."""
    return _given(request, patient_id, Approving())


def _given(request: StaffRequest, patient_id: uuid.UUID, right: Right) -> HttpResponse:
    patient = _patient(request, patient_id)
    form = GiveForm(request.POST, prefix=right.key)
    if not form.is_valid():
        messages.error(request, _("Write the last day as a date."))
        return redirect("cases:patient-services", patient_id)
    try:
        _give_or_change(request, right, patient, form.cleaned_data["until_on"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved. It holds at once."))
        if _reaches_nobody(request, right, patient):
            messages.warning(request, _("The patient has no care contact here to write to yet."))
    return redirect("cases:patient-services", patient_id)


def _give_or_change(request: StaffRequest, right: Right, patient: Patient, until_on: Any) -> None:
    rows = right.rows(request.acting).filter(patient=patient)
    row = rights.standing(rows, request.today).first()
    if row is None:
        right.give([patient.pk], until_on=until_on, acting=request.acting, at=request.at)
    else:
        right.change(row, until_on, acting=request.acting, at=request.at)


@staff_page("POST", roles=CASE_ROLES)
def take_back(request: StaffRequest, patient_id: uuid.UUID, offering_id: uuid.UUID) -> HttpResponse:
    """Take the service back from the patient at once."""
    return _ended(request, patient_id, _handing(request, offering_id))


@staff_page("POST", roles=CASE_ROLES)
def end_approval(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """End the patient's approval at once."""
    return _ended(request, patient_id, Approving())


def _ended(request: StaffRequest, patient_id: uuid.UUID, right: Right) -> HttpResponse:
    patient = _patient(request, patient_id)
    rows = right.rows(request.acting).filter(patient=patient)
    keys = [row.pk for row in rights.standing(rows, request.today)]
    right.end(keys, acting=request.acting, at=request.at)
    trail.read("service.rights_read", acting=request.acting, patient_id=patient.pk)
    messages.success(request, _("It is ended, from now on."))
    return redirect("cases:patient-services", patient_id)


def _patient(request: StaffRequest, patient_id: uuid.UUID) -> Patient:
    return get_object_or_404(patients_of_clinic(request.acting), pk=patient_id)


def _handing(request: StaffRequest, offering_id: uuid.UUID) -> HandingOut:
    return HandingOut(get_object_or_404(rights.handed_out_at(request.acting), pk=offering_id))
