"""The patient's and the guardian's addresses of the questions before a visit."""

import uuid

from django.http import HttpResponse, HttpResponseBase

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.forms.answering import files, pages, sending
from samplan.visits.views.answers.ways import reach


@patient_page("GET")
def questions(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, visit_id))


@patient_page("GET", "POST")
def question_page(request: PatientRequest, visit_id: uuid.UUID, page_id: str) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, visit_id), page_id)


@patient_page("GET", "POST")
def review(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, visit_id))


@patient_page("GET")
def receipt(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What was sent."""
    return sending.receipt(request, reach(request, visit_id))


@patient_page("GET")
def file(request: PatientRequest, visit_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files that belong to the answers."""
    return files.hand_out(request, reach(request, visit_id), file_id)


@patient_page("POST")
def upload(request: PatientRequest, visit_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, visit_id))
