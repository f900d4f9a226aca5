"""Handing out the files of a conversation."""

import uuid

from django.http import HttpResponseBase

from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import handing_out
from samplan.attachments.models import Attachment, AttachmentQuerySet
from samplan.cases.models import Case
from samplan.cases.queries import keys_with_files


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


def _files(request: PatientRequest | StaffRequest, case: Case) -> AttachmentQuerySet:
    keys = keys_with_files(request.acting, case)
    return Attachment.within(request.acting).filter(owner_id__in=keys)
