"""A form as the patient will see it, before it is sent with a question."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.policies import READING_ROLES
from samplan.cases.views.reached import case_of
from samplan.forms.drawing.showing import shown_pages
from samplan.forms.queries import own_sendable


@staff_page("GET", roles=READING_ROLES)
def form(request: StaffRequest, case_id: uuid.UUID, version_id: uuid.UUID) -> HttpResponse:
    """Every page of one of the clinic's forms, with nothing answered."""
    found = case_of(request, case_id)
    version = get_object_or_404(own_sendable(found.clinic_id), pk=version_id)
    _form, pages = shown_pages(version)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {
        "case": found,
        "version": version,
        "pages": pages,
        "is_conditional": any(page.is_conditional for page in pages),
    }
    return render(request, "cases/staff/form.html", context)
