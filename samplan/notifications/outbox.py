"""Handing over what waits in the outbox."""

import smtplib
import uuid
from datetime import datetime

from django.db import transaction

from samplan.notifications.mail import mail_of
from samplan.notifications.models import Delivery, DeliveryState


@transaction.atomic
def hand_over(delivery_id: uuid.UUID, *, at: datetime) -> DeliveryState | None:
    """Give one message to the mail server, unless someone else has or is just doing so.

    The row is held while the server answers: a message can be doubled only when this process
    dies between the server's OK and the commit, and then with the same Message-ID. Raises
    OSError or SMTPException where the server cannot be reached: the job is tried again.
    """
    delivery = (
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(pk=delivery_id, state=DeliveryState.WAITING)
        .first()
    )
    if delivery is None:
        return None
    delivery.tries += 1
    try:
        mail_of(delivery).send()
    except smtplib.SMTPRecipientsRefused:
        delivery.state = DeliveryState.REFUSED
    else:
        delivery.state, delivery.sent_at = DeliveryState.SENT, at
    delivery.save(update_fields=["tries", "state", "sent_at"])
    return DeliveryState(delivery.state)
