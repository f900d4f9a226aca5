"""Changing a send of which nothing has gone yet."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import Send, SendList, SendRow, SendState
from samplan.cases.sends.drawing_up import NewSend, drawn, listed_for, look_or_defer
from samplan.cases.sends.looking_through import NEXT_TRY
from samplan.cases.sends.reading import Named
from samplan.cases.sends.selections import Chosen
from samplan.cases.sends.steering import check_seen, held

CONTENT: Final = (
    *("offering", "type_version", "form", "title", "body", "is_question"),
    *("remind_after", "call_after", "acting_key"),
)


@transaction.atomic
def change_send(
    send_id: uuid.UUID,
    new: NewSend,
    to: Sequence[Named] | Chosen | uuid.UUID | None,
    *,
    acting: StaffActing,
    at: datetime,
    seen: int | None = None,
) -> Send | None:
    """Let a send say something else, or go to others; None where it is gone.

    With `to` None it is for the same people as before. They are looked through anew where another
    type is sent, as some may have that already. What was scheduled is to be scheduled again.
    Raises Refused as `draw_up`, where it has begun or is ended, and where it is changed since the
    revision that was `seen`.
    """
    send = held(send_id, acting)
    if send is None:
        return None
    _check_may_change(send, seen)
    sent_before = send.offering_id
    _say(send, drawn(new, acting=acting, at=at))
    trail.record("send.changed", acting=acting, patient_id=None, about=send)
    if to is not None:
        send.receivers, send.wrong = new.receivers, []
        return _look_anew(send, listed_for(to, acting), at=at)
    if send.offering_id != sent_before:
        return _look_anew(send, _same_people(send), at=at)
    _go_to(send, SendState.READING if send.is_reading else SendState.DRAFTED, at=at)
    return send


def _check_may_change(send: Send, seen: int | None) -> None:
    if not send.can_change:
        raise Refused(_("It can no longer be changed. Make a copy and change that."))
    check_seen(send, seen)


def _say(send: Send, other: Send) -> None:
    """Let the send say what was drawn up anew."""
    for name in CONTENT:
        setattr(send, name, getattr(other, name))
    send.revision += 1


def _go_to(send: Send, state: SendState, *, at: datetime) -> None:
    if send.state != state:
        send.move_to(state)
    send.try_at = at + NEXT_TRY if send.is_reading else None
    send.save()


def _same_people(send: Send) -> SendList:
    """Those it is for: the list that is being looked through, else the rows that it came to. What
    named nobody names nobody still."""
    listed = SendList.objects.filter(send=send).first()
    if listed is not None:
        listed.reached, send.wrong = None, []
        return listed
    rows = SendRow.objects.filter(send=send).select_related("patient").order_by("pk")
    people = [row.patient for row in rows.iterator(chunk_size=2000)]
    numbers = [
        [line, each.identity_number, each.masked_number, ""]
        for line, each in enumerate(people, start=1)
    ]
    return SendList(numbers=numbers, count=len(numbers))


def _look_anew(send: Send, listed: SendList, *, at: datetime) -> Send:
    SendRow.objects.filter(send=send).delete()
    SendList.objects.filter(send=send).delete()
    send.asked, send.looked, send.total, send.foreseen = listed.count, 0, 0, {}
    _go_to(send, SendState.READING, at=at)
    listed.send = send
    listed.save(force_insert=True)
    return look_or_defer(send, at=at)
