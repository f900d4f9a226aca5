"""Handing out the files that belong to answers."""

import uuid

from django.http import HttpResponse, HttpResponseBase

from samplan.access.policies import Refused
from samplan.attachments import handing_out, receiving_pieces
from samplan.attachments.models import Attachment
from samplan.forms.answering.ways import Request, Way


def hand_out(request: Request, way: Way, file_id: uuid.UUID) -> HttpResponseBase:
    """One file of the answers to save."""
    files = Attachment.within(request.acting).of("response", str(way.response.pk))
    return handing_out.hand_out(files, file_id, acting=request.acting)


def receive(request: Request, way: Way) -> HttpResponse:
    """A file for one of the answers, in pieces."""
    try:
        way.check_answerable()
    except Refused as refusal:
        return receiving_pieces.refused(str(refusal))
    return receiving_pieces.answer(request, way.response)
