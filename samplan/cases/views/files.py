"""Handing out the files of a conversation."""

import uuid

from django.http import HttpResponseBase

from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import handing_out
from samplan.attachments.models import Attachment
from samplan.cases.models import Case
from samplan.cases.queries import keys_with_files


def hand_out(
    request: PatientRequest | StaffRequest, case: Case, file_id: uuid.UUID
) -> HttpResponseBase:
    """One file of the case to save."""
    keys = keys_with_files(request.acting, case)
    files = Attachment.within(request.acting).filter(owner_id__in=keys)
    return handing_out.hand_out(files, file_id, acting=request.acting)
