"""Handing out files: the one place that says how a browser is to take them."""

import uuid

from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.shortcuts import get_object_or_404

from samplan.access.acting import Acting
from samplan.attachments.models import AttachmentQuerySet, FileKind
from samplan.audit import trail


def hand_out(files: AttachmentQuerySet, file_id: uuid.UUID, *, acting: Acting) -> FileResponse:
    """One of `files` that the acting may open, and a trace of it; 404 for any other."""
    file = get_object_or_404(files.open_to(acting).kept(), pk=file_id)
    trail.read("file.read", acting=acting, patient_id=file.patient_id, about=file)
    return to_save(file.content, name=file.name, kind=file.kind)


def hand_out_thumbnail(
    files: AttachmentQuerySet, file_id: uuid.UUID, *, acting: Acting
) -> FileResponse:
    """As `hand_out`, the picture in small; 404 too for what has none."""
    file = get_object_or_404(files.open_to(acting).kept().exclude(thumbnail=""), pk=file_id)
    trail.read("file.read", acting=acting, patient_id=file.patient_id, about=file)
    return to_save(file.thumbnail, name="small.jpg", kind=FileKind.JPEG.value)


def to_save(content: FieldFile, *, name: str, kind: str) -> FileResponse:
    """A file to save, never to be shown inside our own pages. `kind` is its media type."""
    response = FileResponse(
        content.open("rb"), as_attachment=True, filename=name, content_type=kind
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
