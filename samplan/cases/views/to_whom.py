"""A service by which one writes to a care contact, where it is not plain to whom: there are
several at the clinic, or none."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases.models import BegunCase, Offering
from samplan.cases.onward import general_service, where_to_ask
from samplan.contacts.models import CareContact
from samplan.contacts.queries import clinics_to_ask, coming_contacts, requests_of
from samplan.organisations.links import page_for_patients


def to_whom(
    request: PatientRequest, found: Offering, contacts: Sequence[CareContact]
) -> HttpResponse:
    """Lets one choose among several contacts; says plainly that there is none, and what one can
    do instead."""
    trail.read("service.read", acting=request.acting, patient_id=request.acting.patient_id)
    context = {
        "service": found,
        "title": found.version.said("title", request.LANGUAGE_CODE),
        "clinic_url": page_for_patients(found.clinic),
        "contacts": contacts,
        **({} if contacts else _instead(request, found)),
    }
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "cases/to_whom.html", context, status=status)


def _instead(request: PatientRequest, found: Offering) -> dict[str, Any]:
    """Who is to come, what is asked already, where one asks, and how one writes to the clinic."""
    acting, clinic_id = request.acting, found.clinic_id
    coming = [
        each for each in coming_contacts(acting, after=request.today) if each.clinic_id == clinic_id
    ]
    is_asked = any(each.is_open and each.clinic_id == clinic_id for each in requests_of(acting))
    can_ask = any(each.pk == clinic_id for each in clinics_to_ask(acting))
    begun = BegunCase.within(acting).unsent().filter(offering=found, contact=None)
    return {
        "coming": coming,
        "is_asked": is_asked,
        "ask_url": where_to_ask(clinic_id) if can_ask and not (is_asked or coming) else "",
        "general": general_service(acting, clinic_id, today=request.today),
        "begun": begun.order_by("-id").first(),
    }
