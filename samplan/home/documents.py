"""Handing out the documents of clinics."""

from django.http import FileResponse

from samplan.organisations.models import ClinicDocument


def hand_out(document: ClinicDocument) -> FileResponse:
    """The document to save, never to be shown inside our own pages."""
    response = FileResponse(
        document.content.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type="application/pdf",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
