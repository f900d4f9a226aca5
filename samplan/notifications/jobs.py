"""Deliveries as jobs, and a sweep for those whose job was lost."""

import uuid
from datetime import UTC, datetime

from samplan.jobs.queue import every, job
from samplan.notifications.models import Delivery, DeliveryState
from samplan.notifications.outbox import NotTaken, hand_over

SWEPT = 500  # deliveries in one sweep


@job("notifications.deliver")
def deliver(delivery_id: str) -> None:
    """Hand over one message."""
    hand_over(uuid.UUID(delivery_id), at=datetime.now(UTC))


@every("*/10 * * * *", "notifications.sweep")
def sweep(timestamp: int) -> None:
    """Hand over what still waits, whatever became of its job.

    A channel whose other side does not answer is left alone until the next sweep: waiting for it
    hundreds of times would keep what goes another way.
    """
    at = datetime.fromtimestamp(timestamp, UTC)
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING).order_by("id")
    silent: set[str] = set()
    for key, way in list(waiting.values_list("pk", "channel")[:SWEPT]):
        if way in silent:
            continue
        try:
            hand_over(key, at=at)
        except NotTaken:
            silent.add(way)
