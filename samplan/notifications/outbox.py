"""Handing over what waits in the outbox."""

import uuid
from datetime import datetime

from django.db import transaction

from samplan.notifications import texts
from samplan.notifications.channels.choosing import channel_of
from samplan.notifications.channels.interface import Outcome
from samplan.notifications.models import Delivery, DeliveryState, Way


class NotTaken(Exception):
    """The other side could not be reached, or could not say: the message still waits."""


@transaction.atomic
def hand_over(delivery_id: uuid.UUID, *, at: datetime) -> DeliveryState | None:
    """Give one message to its channel, unless someone else has or is just doing so.

    The row is held while the other side answers: a message can be doubled only when this process
    dies between their OK and the commit, and then with the same Message-ID. Raises NotTaken where
    it is to be tried again.
    """
    delivery = (
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(pk=delivery_id, state=DeliveryState.WAITING)
        .first()
    )
    if delivery is None:
        return None
    delivery.tries += 1
    outcome = _carry(delivery)
    if outcome == Outcome.TRY_AGAIN:
        raise NotTaken(f"The message goes by {delivery.channel} another time.")
    if outcome == Outcome.REFUSED:
        delivery.state = DeliveryState.REFUSED
    else:
        delivery.state, delivery.sent_at = DeliveryState.SENT, at
    delivery.save(update_fields=["tries", "state", "sent_at"])
    return DeliveryState(delivery.state)


def _carry(delivery: Delivery) -> Outcome:
    parcel = texts.something_new(
        address=delivery.address, language=delivery.language, message_id=delivery.message_id
    )
    return channel_of(Way(delivery.channel)).carry(parcel)
