"""A clinic's page for its own people, just as patients see it."""

import uuid

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.home import queries
from samplan.home.clinic_page import ClinicPage
from samplan.home.documents import hand_out
from samplan.home.services import services_in

PAGES = {"information": "home:as-patient-information", "document": "home:as-patient-document"}


@staff_page("GET")
def as_patient(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """All about the clinic, with nothing that only a patient can do."""
    found = get_object_or_404(
        queries.clinic_of_staff_to_read(request.acting, clinic_id, today=request.today)
    )
    page = ClinicPage(
        clinic=found,
        services=services_in(found.__dict__["service_list"], is_mine=False),
        address=lambda name, key: reverse(PAGES[name], args=[found.pk, key]),
        at=request.at,
        today=request.today,
    )
    context = {"page": page, "clinic": found, "is_staff": True}
    return render(request, "home/clinics/clinic.html", context)


@staff_page("GET")
def information(request: StaffRequest, clinic_id: uuid.UUID, page_id: uuid.UUID) -> HttpResponse:
    """One page of information."""
    found = get_object_or_404(queries.clinic_of_staff(request.acting, clinic_id))
    context = {
        "clinic": found,
        "page": get_object_or_404(queries.pages_at(found), pk=page_id),
        "back_url": reverse("home:as-patient", args=[found.pk]),
    }
    return render(request, "home/clinics/information.html", context)


@staff_page("GET")
def document(
    request: StaffRequest, clinic_id: uuid.UUID, document_id: uuid.UUID
) -> HttpResponseBase:
    """One document to save."""
    found = get_object_or_404(queries.clinic_of_staff(request.acting, clinic_id))
    return hand_out(get_object_or_404(queries.documents_at(found), pk=document_id))
