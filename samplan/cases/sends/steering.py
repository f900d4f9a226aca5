"""Starting, scheduling, pausing, going on with and stopping a send."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.jobs import send_on
from samplan.cases.models import Send, SendList, SendState
from samplan.cases.sends.drawing_up import check_may_send
from samplan.cases.sends.looking_through import NEXT_TRY


@transaction.atomic
def start(
    send_id: uuid.UUID, *, acting: StaffActing, at: datetime, seen: int | None = None
) -> Send | None:
    """Send now, or go on with what was paused, in the acting's name; None where it is gone.

    Starting what is under way changes nothing. Raises Refused where it is ended or sends to
    nobody, and where it is changed since the revision that was `seen`; None for who made it now.
    """
    send = held(send_id, acting)
    if send is None or send.is_running:
        return send
    _check(send, SendState.RUNNING)
    check_seen(send, seen)
    send.move_to(SendState.RUNNING)
    send.started_at, send.try_at = send.started_at or at, at + NEXT_TRY
    send.acting_key, send.halted_for = acting.key, ""
    send.save(update_fields=["state", "started_at", "try_at", "acting_key", "halted_for"])
    trail.record("send.started", acting=acting, patient_id=None, about=send)
    send_on.defer(send_id=str(send.pk))
    return send


@transaction.atomic
def schedule(
    send_id: uuid.UUID,
    *,
    when: datetime,
    acting: StaffActing,
    at: datetime,
    seen: int | None = None,
) -> Send | None:
    """Let it go by itself at `when`; None where it is gone. Raises Refused as `start`, and for a
    moment that has passed."""
    send = held(send_id, acting)
    if send is None:
        return None
    if when <= at:
        raise Refused(_("Choose a time that has not passed."))
    _check(send, SendState.SCHEDULED)
    check_seen(send, seen)
    send.move_to(SendState.SCHEDULED)
    send.try_at, send.acting_key = when, acting.key
    send.save(update_fields=["state", "try_at", "acting_key"])
    trail.record("send.scheduled", acting=acting, patient_id=None, about=send)
    return send


@transaction.atomic
def pause(send_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> Send | None:
    """Let nothing more go until someone goes on; what has gone stands. None where it is gone."""
    send = held(send_id, acting)
    if send is None or send.state == SendState.PAUSED:
        return send
    _check(send, SendState.PAUSED)
    send.move_to(SendState.PAUSED)
    send.try_at = None
    send.save(update_fields=["state", "try_at"])
    trail.record("send.paused", acting=acting, patient_id=None, about=send)
    return send


@transaction.atomic
def stop(send_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> Send | None:
    """Let nothing more go, for good; what has gone stands. None where it is gone."""
    send = held(send_id, acting)
    if send is None or send.state == SendState.STOPPED:
        return send
    _check(send, SendState.STOPPED)
    send.move_to(SendState.STOPPED)
    send.try_at, send.ended_at, send.ended_by = None, at, acting.actor_name
    send.save(update_fields=["state", "try_at", "ended_at", "ended_by"])
    SendList.objects.filter(send=send).delete()
    trail.record("send.stopped", acting=acting, patient_id=None, about=send)
    return send


def held(send_id: uuid.UUID, acting: StaffActing) -> Send | None:
    """Held until the transaction ends: a batch that is under way is waited for."""
    check_may_send(acting)
    return Send.within(acting).select_for_update(of=("self",)).filter(pk=send_id).first()


def check_seen(send: Send, seen: int | None) -> None:
    """Raise Refused where a colleague has changed the send since."""
    if seen is not None and send.revision != seen:
        raise Refused(
            _("A colleague has changed the send since you opened it. Look it through again.")
        )


def _check(send: Send, state: SendState) -> None:
    if not send.can_become(state):
        raise Refused(_("The send has changed since you opened it. Look at how far it has come."))
    if state in {SendState.RUNNING, SendState.SCHEDULED} and not send.total:
        raise Refused(_("There is nobody to send to."))
