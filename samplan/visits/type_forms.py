"""Which forms the visit types send: what forms below are told of their use."""

import uuid
from collections.abc import Collection

from samplan.visits.models import VisitType


def types_that_send(questionnaire_ids: Collection[uuid.UUID]) -> int:
    """How many visit types in use send any of the forms."""
    types = VisitType.objects.filter(questionnaire_id__in=questionnaire_ids, is_in_use=True)
    return types.count()
