"""What follows where a question is not answered: a reminder, then a task for staff to call."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.cases.models import RowState, Send, SendRow, WaitsFor
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind, Responsible

BATCH: Final = 500
MOST_DAYS: Final = 90
FOLLOWED_FOR: Final = timedelta(days=2 * MOST_DAYS)
FOLLOW_UPS: Final = SystemActing(job="send follow-ups")


def follow_up(*, at: datetime) -> tuple[int, int]:
    """Remind, and ask staff to call, wherever it is time; gives how many of each.

    Safe to run and to kill at any time: each row is reminded of once and called about once.
    """
    reminded = called = 0
    sends = Send.within(FOLLOW_UPS).filter(is_question=True, started_at__gt=at - FOLLOWED_FOR)
    for send in sends.defer("wrong").order_by("id"):
        if send.remind_after is not None:
            reminded += _all(_remind, send, send.remind_after, at=at)
        if send.call_after is not None:
            called += _all(_ask_to_call, send, send.call_after, at=at)
    return reminded, called


def _all(step: Callable[..., int], send: Send, days: int, *, at: datetime) -> int:
    count = 0
    while done := step(send, days, at=at):
        count += done
    return count


@transaction.atomic
def _remind(send: Send, days: int, *, at: datetime) -> int:
    rows = list(_unanswered(send, days, at=at).filter(reminded_at=None)[:BATCH])
    cases = [row.case for row in rows if row.case is not None]
    notifications.tell_all(cases, NoticeKind.UNANSWERED, due_on=local(at).date(), at=at)
    about = [(case.patient_id, case) for case in cases]
    trail.record_many("case.reminded", acting=FOLLOW_UPS, about=about, detail={})
    return send.receiver_rows.filter(pk__in=[row.pk for row in rows]).update(reminded_at=at)


@transaction.atomic
def _ask_to_call(send: Send, days: int, *, at: datetime) -> int:
    rows = list(_unanswered(send, days, at=at).filter(call_at=None)[:BATCH])
    cases = [row.case for row in rows if row.case is not None]
    kind, day = ActivityKind.CALL, local(at).date()
    plans.register_all(
        [
            plans.drawn_up(kind, responsible=Responsible.CARE, about=case, at=at, due_on=day)
            for case in cases
        ]
    )
    about = [(case.patient_id, case) for case in cases]
    trail.record_many("case.to_call", acting=FOLLOW_UPS, about=about, detail={})
    return send.receiver_rows.filter(pk__in=[row.pk for row in rows]).update(call_at=at)


def _unanswered(send: Send, days: int, *, at: datetime) -> QuerySet[SendRow]:
    """The rows of the send that have waited for the patient so many days, held."""
    late = send.receiver_rows.filter(
        state=RowState.SENT,
        done_at__lte=at - timedelta(days=days),
        case__waits_for=WaitsFor.PATIENT,
        case__closed_at=None,
        case__withdrawn_at=None,
    )
    held = late.select_for_update(of=("self",), skip_locked=True)
    return held.select_related("case").order_by("id")
