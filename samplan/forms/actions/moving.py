"""Answers that another clinic answers for from now on."""

import uuid
from collections.abc import Sequence

from samplan.forms.models import Response, ResponseVersion


def move_responses(response_ids: Sequence[uuid.UUID], clinic_id: uuid.UUID) -> None:
    """Let another clinic have the responses, with all that was sent in them."""
    Response.objects.filter(pk__in=response_ids).update(clinic_id=clinic_id)
    ResponseVersion.objects.filter(response__in=response_ids).update(clinic_id=clinic_id)
