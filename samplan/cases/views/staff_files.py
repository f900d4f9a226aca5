"""The files of a conversation, for staff."""

import uuid

from django.http import HttpResponse, HttpResponseBase

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.cases import policies
from samplan.cases.policies import READING_ROLES
from samplan.cases.views.files import hand_out, hand_out_thumbnail, receive
from samplan.cases.views.reached import case_of


@staff_page("GET", roles=READING_ROLES)
def file(request: StaffRequest, case_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of the files of the conversation."""
    return hand_out(request, case_of(request, case_id), file_id)


@staff_page("GET", roles=READING_ROLES)
def thumbnail(request: StaffRequest, case_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One of its pictures in small."""
    return hand_out_thumbnail(request, case_of(request, case_id), file_id)


@staff_page("POST", roles=READING_ROLES)
def upload(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """A file for what one writes, in pieces."""
    found = case_of(request, case_id)
    return receive(request, found, lambda: policies.check_may_handle(request.acting, found))
