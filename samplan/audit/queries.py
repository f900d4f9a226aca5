"""Reading the log."""

import uuid
from datetime import datetime

from django.db.models import Q, QuerySet

from samplan.audit.models import Event

PAGE = 50


def events_about(
    patient_id: uuid.UUID,
    *,
    before: tuple[datetime, uuid.UUID] | None = None,
    but_by: str = "",
) -> QuerySet[Event]:
    """The patient's events, newest first, one more than a page. `before` is the last one seen.

    `but_by` is an actor whose own doings are left out.
    """
    events = Event.objects.filter(patient=str(patient_id)).order_by("-at", "-id")
    if but_by:
        events = events.exclude(body__actor=but_by)
    if before is not None:
        at, key = before
        events = events.filter(Q(at__lt=at) | Q(at=at, id__lt=key))
    return events[: PAGE + 1]
