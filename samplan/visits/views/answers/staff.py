"""Staff enter answers for a patient, from phone or paper."""

import uuid

from django.http import HttpResponse, HttpResponseBase

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.forms.answering import files, pages, sending
from samplan.visits.views.answers.ways import reach


@staff_page("GET", roles=CARE_ROLES)
def questions(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, visit_id))


@staff_page("GET", "POST", roles=CARE_ROLES)
def question_page(request: StaffRequest, visit_id: uuid.UUID, page_id: str) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, visit_id), page_id)


@staff_page("GET", "POST", roles=CARE_ROLES)
def review(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, visit_id))


@staff_page("GET", roles=CARE_ROLES)
def receipt(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What was sent."""
    return sending.receipt(request, reach(request, visit_id))


@staff_page("GET", roles=CARE_ROLES)
def file(request: StaffRequest, visit_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files that belong to the answers."""
    return files.hand_out(request, reach(request, visit_id), file_id)


@staff_page("POST", roles=CARE_ROLES)
def upload(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, visit_id))
