"""Handing over what waits in the outbox."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from samplan.common.dates import local
from samplan.notifications import texts
from samplan.notifications.channels.choosing import channel_of
from samplan.notifications.channels.interface import Outcome
from samplan.notifications.models import AddressProof, Delivery, DeliveryState, Preference, Way
from samplan.notifications.queries import HOLDS, code_of
from samplan.notifications.recipients import people_to_tell, routes_of
from samplan.notifications.refusals import note_refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

STATES = {Outcome.HANDED_OVER: DeliveryState.SENT, Outcome.REFUSED: DeliveryState.REFUSED}
DECIDED = ["tries", "state", "sent_at", "channel", "address", "language", "not_before"]
TOGETHER: Final = 100  # notices in one message

HOUR: Final = timedelta(hours=1)  # in which codes are counted


class NotTaken(Exception):
    """The other side could not be reached, or could not say: the message still waits."""


@transaction.atomic
def hand_over(delivery_id: uuid.UUID, *, at: datetime) -> DeliveryState | None:
    """Give one message to its channel, unless someone else has or is just doing so.

    Whether, where to and when is decided anew: consent, guardians, addresses and choices may have
    changed since the notice was made. The row is held while the other side answers: a message can
    be doubled only when this process dies between their OK and the commit, and then with the same
    Message-ID. Raises NotTaken where it is to be tried again. With a message a day, all that is
    due for the same address goes in this one.
    """
    has_digest = _hold_digest(delivery_id)
    delivery = _waiting().filter(pk=delivery_id).first()
    if delivery is None:
        return None
    group = [delivery]
    if _decide(delivery, at=at) and has_digest:
        group += _along_with(delivery, at=at)
    if delivery.state == DeliveryState.WAITING and not _is_later(delivery, at):
        _carry_all(group, at=at)
    Delivery.objects.bulk_update(group, DECIDED)
    if delivery.state == DeliveryState.REFUSED:
        note_refusal(delivery, at=at)
    return DeliveryState(delivery.state)


def _carry_all(group: list[Delivery], *, at: datetime) -> None:
    """One message for the group, by another way where the first is gone."""
    first = group[0]
    outcome = _carry(first)
    if outcome == Outcome.GONE:
        for each in group:
            _decide(each, at=at)
        if first.state != DeliveryState.WAITING or _is_later(first, at):
            return
        outcome = _carry(first)
    if outcome not in STATES:
        raise NotTaken(f"The message goes by {first.channel} another time.")
    for each in group:
        each.tries, each.state = each.tries + 1, STATES[outcome]
        each.sent_at = at if outcome == Outcome.HANDED_OVER else None


def _hold_digest(delivery_id: uuid.UUID) -> bool:
    """Whether its person gets a message a day; then nobody else hands over to them meanwhile."""
    persons = Delivery.objects.filter(pk=delivery_id).values("person_id")
    daily = Preference.objects.filter(patient_id__in=persons, digest_hour__isnull=False)
    return bool(list(daily.select_for_update()))


def _waiting() -> "QuerySet[Delivery]":
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("notice").filter(state=DeliveryState.WAITING)


def _decide(delivery: Delivery, *, at: datetime) -> bool:
    """Whether the person is to be told now, and where; else it waits on or is dropped."""
    if delivery.person_id is None:
        return True
    people = people_to_tell([delivery.patient_id], local(at).date())[delivery.patient_id]
    still = [each for each in people if each.patient.pk == delivery.person_id]
    routes = routes_of(delivery.notice, still, at=at)
    if not routes:
        delivery.state = DeliveryState.DROPPED
        return False
    (route,) = routes
    delivery.channel, delivery.address, delivery.language = route.way, route.address, route.language
    delivery.not_before = route.due_at if route.due_at > at else None
    return not _is_later(delivery, at)


def _is_later(delivery: Delivery, at: datetime) -> bool:
    return delivery.not_before is not None and delivery.not_before > at


def _along_with(first: Delivery, *, at: datetime) -> list[Delivery]:
    """What else waits for the same person, is due, and goes to the same address."""
    is_due = Q(not_before=None) | Q(not_before__lte=at)
    others = _waiting().filter(is_due, person_id=first.person_id).exclude(pk=first.pk)
    along = [each for each in others.order_by("id")[:TOGETHER] if _decide(each, at=at)]
    return [each for each in along if each.address == first.address]


def _carry(delivery: Delivery) -> Outcome:
    parcel = texts.something_new(
        address=delivery.address, language=delivery.language, message_id=delivery.message_id
    )
    return channel_of(Way(delivery.channel)).carry(parcel)


def send_proof(proof_id: uuid.UUID, *, at: datetime) -> None:
    """Send the code of one proof, while it holds. Raises NotTaken where it is to be tried again."""
    proof = AddressProof.objects.select_related("patient").filter(pk=proof_id).first()
    if proof is None or proof.sent_at + HOLDS <= at:
        return
    parcel = texts.code(
        code_of(proof),
        address=proof.address,
        language=proof.patient.language,
        message_id=f"<{proof.pk}@samplan.invalid>",
    )
    outcome = channel_of(Way(proof.way)).carry(parcel)
    if outcome == Outcome.TRY_AGAIN:
        raise NotTaken("The code goes another time.")
    if outcome == Outcome.REFUSED:
        AddressProof.objects.filter(pk=proof_id).update(is_refused=True)


def forget_proofs(*, at: datetime) -> None:
    """Throw away the codes that no longer count, and the addresses they went to."""
    AddressProof.objects.filter(sent_at__lte=at - HOUR).delete()
