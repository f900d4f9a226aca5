"""Deliveries as jobs, and a sweep for those whose job was lost."""

import logging
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import Q

from samplan.jobs.queue import every, job
from samplan.notifications.models import Delivery, DeliveryState
from samplan.notifications.outbox import NotTaken, forget_proofs, hand_over, send_proof

logger = logging.getLogger(__name__)
SWEPT = 500  # deliveries in one sweep


@job("notifications.deliver")
def deliver(delivery_id: str) -> None:
    """Hand over one message."""
    hand_over(uuid.UUID(delivery_id), at=datetime.now(UTC))


def defer(deliveries: Iterable[Delivery]) -> None:
    """One job for each, at its time. As many statements as there are times: hours of a day."""
    by_time: dict[datetime | None, list[dict[str, str]]] = {}
    for delivery in deliveries:
        by_time.setdefault(delivery.not_before, []).append({"delivery_id": str(delivery.pk)})
    for moment, keys in by_time.items():
        deliver.configure(schedule_at=moment).batch_defer(*keys)


@job("notifications.send_code")
def send_code(proof_id: str) -> None:
    """Send the code that proves an address."""
    send_proof(uuid.UUID(proof_id), at=datetime.now(UTC))


@every("*/10 * * * *", "notifications.sweep")
def sweep(timestamp: int) -> None:
    """Hand over what is due and still waits, whatever became of its job.

    A channel whose other side does not answer is left alone until the next sweep: waiting for it
    hundreds of times would keep what goes another way.
    """
    at = datetime.fromtimestamp(timestamp, UTC)
    is_due = Q(not_before=None) | Q(not_before__lte=at)
    waiting = Delivery.objects.filter(is_due, state=DeliveryState.WAITING).order_by("id")
    silent: set[str] = set()
    for key, way in list(waiting.values_list("pk", "channel")[:SWEPT]):
        if way in silent:
            continue
        try:
            hand_over(key, at=at)
        except NotTaken:
            silent.add(way)
        except Exception:  # whatever it is, the others are not to wait for it
            logger.exception("The delivery %s failed.", key)


@every("20 * * * *", "notifications.forget_proofs")
def forget_old_proofs(timestamp: int) -> None:
    """Each hour: codes that no longer hold, and the addresses they went to."""
    forget_proofs(at=datetime.fromtimestamp(timestamp, UTC))
