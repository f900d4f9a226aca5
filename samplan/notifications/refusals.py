"""Addresses where nobody takes our messages. The apps above say what care does about them."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from django.db import transaction

from samplan.access.acting import PatientActing
from samplan.notifications.models import Delivery, RefusedAddress, Way

Refused: TypeAlias = Callable[[RefusedAddress, datetime], None]
Mended: TypeAlias = Callable[[Sequence[RefusedAddress], PatientActing, datetime], None]
_answers: Final[list[tuple[Refused, Mended]]] = []


def register(refused: Refused, mended: Mended) -> None:
    """Let `refused` know of each new refused address, and `mended` of those changed since."""
    _answers.append((refused, mended))


@transaction.atomic
def note_refusal(delivery: Delivery, *, at: datetime) -> None:
    """Note that the receiver refused the message; once for each address until it is changed."""
    row, is_new = RefusedAddress.objects.get_or_create(
        patient_id=delivery.patient_id,
        person_id=delivery.person_id,
        address=delivery.address,
        mended_at=None,
        defaults={
            "clinic_id": delivery.clinic_id,
            "channel": delivery.channel,
            "refused_at": at,
        },
    )
    if is_new:
        for refused, _mended in _answers:
            refused(row, at)


@transaction.atomic
def mend(person_id: uuid.UUID, way: Way, *, acting: PatientActing, at: datetime) -> None:
    """The person has changed the address: what was refused there is no longer in the way."""
    standing = RefusedAddress.objects.filter(person_id=person_id, channel=way, mended_at=None)
    rows = list(standing.select_for_update())
    if not rows:
        return
    RefusedAddress.objects.filter(pk__in=[row.pk for row in rows]).update(mended_at=at)
    for _refused, mended in _answers:
        mended(rows, acting, at)
