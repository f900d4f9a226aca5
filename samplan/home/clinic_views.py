"""Clinics for patients: finding one, its page, and what it tells."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.home import queries
from samplan.home.clinic_page import ClinicPage
from samplan.home.documents import hand_out
from samplan.home.finding import finding_of
from samplan.home.service_shortcuts import offers_among
from samplan.home.services import services_in
from samplan.organisations.models import Organisation
from samplan.organisations.queries import clinics as every_clinic
from samplan.shortcuts import actions


@patient_page("GET")
def clinics(request: PatientRequest) -> HttpResponse:
    """One's own clinics, and a way to find others."""
    finding = finding_of(request)
    own = [] if finding.is_asked else queries.own_clinics(request.acting)
    if own:
        trail.read("clinics.read", acting=request.acting, patient_id=request.acting.patient_id)
    else:
        trail.read_nobody()
    return render(request, "home/clinics/list.html", {"finding": finding, "own": own})


@patient_page("GET")
def clinic(request: PatientRequest, slug: str) -> HttpResponse:
    """All about one clinic."""
    found = one_of(queries.clinic_to_read(request.acting, slug=slug, today=request.today))
    trail.read(
        "clinic.read", acting=request.acting, patient_id=request.acting.patient_id, about=found
    )
    page = ClinicPage(
        clinic=found,
        services=services_in(found.__dict__["service_list"], is_mine=True),
        address=lambda name, key: reverse(f"home:{name}", args=[found.slug, key]),
        at=request.at,
        today=request.today,
    )
    offers = offers_among(page.services, besides=found.__dict__["service_shortcuts"])
    context = {"page": page, "clinic": found, "offers": offers}
    return render(request, "home/clinics/clinic.html", context)


@patient_page("GET")
def information(request: PatientRequest, slug: str, page_id: uuid.UUID) -> HttpResponse:
    """One page of information."""
    found = _clinic(slug)
    page = get_object_or_404(queries.pages_at(found), pk=page_id)
    context = {
        "clinic": found,
        "page": page,
        "back_url": reverse("home:clinic", args=[found.slug]),
    }
    return render(request, "home/clinics/information.html", context)


@patient_page("GET")
def document(request: PatientRequest, slug: str, document_id: uuid.UUID) -> HttpResponseBase:
    """One document to save."""
    return hand_out(get_object_or_404(queries.documents_at(_clinic(slug)), pk=document_id))


@patient_page("POST")
def choose(request: PatientRequest, slug: str) -> HttpResponse:
    """Have the clinic among one's own, or no longer."""
    found = _clinic(slug)
    if request.POST.get("choose") == "no":
        actions.leave_clinic(found, acting=request.acting)
        messages.success(request, _("The clinic is no longer one you have chosen."))
    else:
        actions.choose_clinic(found, acting=request.acting, at=request.at)
        messages.success(request, _("The clinic is among your clinics now."))
    return redirect("home:clinic", found.slug)


def _clinic(slug: str) -> Organisation:
    found = every_clinic().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
