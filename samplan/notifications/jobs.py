"""Deliveries as jobs, and a sweep for those whose job was lost."""

import uuid
from datetime import UTC, datetime

from samplan.jobs.queue import every, job
from samplan.notifications.models import Delivery, DeliveryState
from samplan.notifications.outbox import hand_over

SWEPT = 500  # deliveries in one sweep


@job("notifications.deliver")
def deliver(delivery_id: str) -> None:
    """Hand over one message."""
    hand_over(uuid.UUID(delivery_id), at=datetime.now(UTC))


@every("*/10 * * * *", "notifications.sweep")
def sweep(timestamp: int) -> None:
    """Hand over what still waits, whatever became of its job."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING).order_by("id")
    for key in list(waiting.values_list("pk", flat=True)[:SWEPT]):
        hand_over(key, at=datetime.fromtimestamp(timestamp, UTC))
