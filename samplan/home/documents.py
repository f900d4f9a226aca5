"""Handing out the documents of clinics."""

from django.http import FileResponse

from samplan.attachments.handing_out import to_save
from samplan.organisations.models import ClinicDocument


def hand_out(document: ClinicDocument) -> FileResponse:
    """The document to save."""
    return to_save(document.content, name=document.name, kind="application/pdf")
