"""Handing out the files that belong to answers."""

import uuid

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from samplan.attachments.models import Attachment
from samplan.audit import trail
from samplan.forms.answering.ways import Request, Way


def hand_out(request: Request, way: Way, file_id: uuid.UUID) -> HttpResponseBase:
    """One file to save, never to be shown inside our own pages."""
    mine = (
        Attachment.within(request.acting)
        .open_to(request.acting)
        .of("response", str(way.response.pk))
    )
    file = get_object_or_404(mine, pk=file_id)
    trail.read("file.read", acting=request.acting, patient_id=file.patient_id, about=file)
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.kind
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
