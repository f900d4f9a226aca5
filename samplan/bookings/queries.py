"""Reads of what is booked."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet

from samplan.bookings.models import Occupancy


def taken_spans(
    resource_ids: Collection[uuid.UUID],
    *,
    start: datetime,
    end: datetime,
    besides: QuerySet[Any],
) -> dict[uuid.UUID, list[tuple[datetime, datetime]]]:
    """When each resource is taken between the moments: spans that do not overlap, by time.

    `besides` gives the occupancies that do not count.
    """
    found = Occupancy.objects.filter(
        resource__in=resource_ids, is_freed=False, during__overlap=DateTimeTZRange(start, end)
    ).exclude(pk__in=besides)
    spans: dict[uuid.UUID, list[tuple[datetime, datetime]]] = {}
    for key, during in found.order_by("during").values_list("resource_id", "during"):
        spans.setdefault(key, []).append((during.lower, during.upper))
    return spans
