"""The patient answers the form that the clinic has sent in a conversation."""

import uuid

from django.http import HttpResponse, HttpResponseBase

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.cases.answer_way import reach
from samplan.forms.answering import files, pages, sending


@patient_page("GET")
def asked(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """To the questions that the clinic has asked last, where one left off."""
    return sending.enter(request, reach(request, case_id))


@patient_page("GET")
def questions(request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Where one left off."""
    return sending.enter(request, reach(request, case_id, message_id))


@patient_page("GET", "POST")
def question_page(
    request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID, page_id: str
) -> HttpResponse:
    """One page of questions."""
    return pages.answer_page(request, reach(request, case_id, message_id), page_id)


@patient_page("GET", "POST")
def review(request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Look through and send."""
    return sending.look_through(request, reach(request, case_id, message_id))


@patient_page("GET")
def receipt(request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """What was sent."""
    return sending.receipt(request, reach(request, case_id, message_id))


@patient_page("GET")
def file(
    request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponseBase:
    """One of the files among the answers."""
    return files.hand_out(request, reach(request, case_id, message_id), file_id)


@patient_page("POST")
def upload(request: PatientRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    return files.receive(request, reach(request, case_id, message_id))
