"""A question about a visit: to one's care contact at the clinic, else to the clinic."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.cases import actions
from samplan.cases.gates import services_to_ask
from samplan.cases.models import Offering
from samplan.contacts.models import CareContact
from samplan.contacts.queries import contacts_at
from samplan.visits.models import Visit


@patient_page("POST")
def ask(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Begin a question that is tied to the visit."""
    visit = get_object_or_404(Visit.within(request.acting), pk=visit_id)
    acting = request.acting
    services = services_to_ask(acting, acting.patient_id, on=request.today)
    service = services.filter(clinic_id=visit.clinic_id).first()
    if service is None:
        raise Http404
    start = actions.Start(
        patient_id=acting.patient_id,
        offering=service,
        contact=_contact(request, service),
        about=visit,
    )
    try:
        begun = actions.begin(start, acting=acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("visits:visit", visit.pk)
    return redirect("cases:new-questions", begun.pk)


def _contact(request: PatientRequest, service: Offering) -> CareContact | None:
    """Whom it goes to: the patient's contact at the clinic, the coordinator first."""
    if not service.version.is_for_contacts:
        return None
    here = contacts_at(request.acting, service.clinic_id, on=request.today)
    return next(iter(here), None)
