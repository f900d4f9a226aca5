"""Staff start a case for a patient, from phone or paper, by the same pages as the patient."""

import uuid

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.gates import services_of
from samplan.cases.handling_forms import ServiceForm
from samplan.cases.models import Offering
from samplan.cases.policies import CASE_ROLES
from samplan.cases.ways import reach
from samplan.contacts.models import CareContact
from samplan.forms.answering import files, pages, sending
from samplan.patients.models import Patient


@staff_page("GET", "POST", roles=CASE_ROLES)
def choose(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """What the patient called or wrote about, among what the clinic offers that patient."""
    patient = get_object_or_404(patients_of_clinic(request.acting), pk=patient_id)
    services = services_of(request.acting, patient.pk, on=request.today)
    standing = CareContact.within(request.acting).on(request.today).filter(patient=patient)
    contact = standing.order_by("-is_coordinator", "id").first()
    form = ServiceForm(request.POST or None, services=services, has_contact=contact is not None)
    if form.is_valid():
        try:
            return _begun(request, patient, form.chosen(), contact)
        except Refused as refusal:
            form.add_error("service", str(refusal))
    trail.read("services.seen", acting=request.acting, patient_id=patient.pk, about=patient)
    context = {"patient": patient, "form": form, "has_services": bool(services)}
    status = 422 if form.errors else 200
    return render(request, "cases/staff/enter.html", context, status=status)


def _begun(
    request: StaffRequest, patient: Patient, service: Offering, contact: CareContact | None
) -> HttpResponse:
    """To the questions. Raises Refused where it cannot be begun."""
    whom = contact if service.version.is_for_contacts else None
    start = actions.Start(patient_id=patient.pk, offering=service, contact=whom)
    begun = actions.begin(start, acting=request.acting, at=request.at)
    return redirect("cases:staff-new-questions", begun.pk)


@staff_page("GET", roles=CASE_ROLES)
def questions(request: StaffRequest, begun_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, begun_id))


@staff_page("GET", "POST", roles=CASE_ROLES)
def question_page(request: StaffRequest, begun_id: uuid.UUID, page_id: str) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, begun_id), page_id)


@staff_page("GET", "POST", roles=CASE_ROLES)
def review(request: StaffRequest, begun_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, begun_id))


@staff_page("GET", roles=CASE_ROLES)
def receipt(request: StaffRequest, begun_id: uuid.UUID) -> HttpResponse:
    """What was entered."""
    return sending.receipt(request, reach(request, begun_id))


@staff_page("GET", roles=CASE_ROLES)
def file(request: StaffRequest, begun_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files among the answers."""
    return files.hand_out(request, reach(request, begun_id), file_id)


@staff_page("POST", roles=CASE_ROLES)
def upload(request: StaffRequest, begun_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, begun_id))
