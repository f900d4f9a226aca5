"""Handing out the files of a conversation."""

import uuid
from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase

from samplan.access.policies import Refused
from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import handing_out, receiving_pieces
from samplan.attachments.models import Attachment, AttachmentQuerySet
from samplan.cases.message_queries import keys_with_files
from samplan.cases.models import Case


def hand_out(
    request: PatientRequest | StaffRequest, case: Case, file_id: uuid.UUID
) -> HttpResponseBase:
    """One file of the case to save."""
    return handing_out.hand_out(_files(request, case), file_id, acting=request.acting)


def hand_out_thumbnail(
    request: PatientRequest | StaffRequest, case: Case, file_id: uuid.UUID
) -> HttpResponseBase:
    """One picture of the case in small."""
    return handing_out.hand_out_thumbnail(_files(request, case), file_id, acting=request.acting)


def receive(
    request: PatientRequest | StaffRequest, case: Case, check: Callable[[], None]
) -> HttpResponse:
    """A file for a message of the case, in pieces, where `check` lets one write."""
    try:
        check()
    except Refused as refusal:
        return receiving_pieces.refused(str(refusal))
    return receiving_pieces.answer(request, case)


def _files(request: PatientRequest | StaffRequest, case: Case) -> AttachmentQuerySet:
    keys = keys_with_files(request.acting, case)
    return Attachment.within(request.acting).filter(owner_id__in=keys)
