"""Handing out the files that belong to answers."""

import uuid

from django.http import HttpResponseBase

from samplan.attachments import handing_out
from samplan.attachments.models import Attachment
from samplan.forms.answering.ways import Request, Way


def hand_out(request: Request, way: Way, file_id: uuid.UUID) -> HttpResponseBase:
    """One file of the answers to save."""
    files = Attachment.within(request.acting).of("response", str(way.response.pk))
    return handing_out.hand_out(files, file_id, acting=request.acting)
