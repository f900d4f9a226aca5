"""All conversations of one patient at the clinic."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from samplan.access.gates import staff_page
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import patient_cases, staff_queries
from samplan.cases.policies import READING_ROLES, sees_only_own
from samplan.common.paging import moment_after_in


@staff_page("GET", roles=READING_ROLES)
def cases(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Open and ended ones, latest first, a page at a time; one's own alone for staff who do not
    share in the queue."""
    acting = request.acting
    patient = get_object_or_404(patients_of_clinic(acting), pk=patient_id)
    found = patient_cases.page_of(acting, patient.pk, after=moment_after_in(request))
    shown = found[: patient_cases.PAGE]
    trail.read("cases.of_patient_read", acting=acting, patient_id=patient.pk, about=patient)
    context = {
        "patient": patient,
        "cases": shown,
        "today": request.today,
        "begun": staff_queries.begun_before_handed_on(acting, patient.pk),
        "shares": not sees_only_own(acting),
        "next_url": f"{request.path}?efter={shown[-1].place}" if len(found) > len(shown) else "",
    }
    return render(request, "cases/staff/of_patient.html", context)
