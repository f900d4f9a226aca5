"""Handing out the files of a conversation."""

import uuid

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments.models import Attachment
from samplan.audit import trail
from samplan.cases.models import Case
from samplan.cases.queries import keys_with_files


def hand_out(
    request: PatientRequest | StaffRequest, case: Case, file_id: uuid.UUID
) -> HttpResponseBase:
    """One file to save, never to be shown inside our own pages."""
    keys = keys_with_files(request.acting, case)
    reached = Attachment.within(request.acting).open_to(request.acting).kept()
    file = get_object_or_404(reached.filter(owner_id__in=keys), pk=file_id)
    trail.read("file.read", acting=request.acting, patient_id=file.patient_id, about=file)
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.kind
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
