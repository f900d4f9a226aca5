"""Reminders: a week and a day before something open is due."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.common.dates import local
from samplan.notifications.actions import tell
from samplan.notifications.models import NoticeKind
from samplan.plans.models import Activity, Responsible

BATCH = 500
REMINDERS = SystemActing(job="reminders")
# How many days before the due day each kind is sent, and the last day it still makes sense.
WINDOWS = {NoticeKind.WEEK_BEFORE: (7, 2), NoticeKind.DAY_BEFORE: (1, 0)}


def remind(*, at: datetime) -> int:
    """Remind of everything open that is due in a week or tomorrow. Gives how many notices.

    Safe to run at any time and as often as one likes: each activity gets one notice of each kind
    and due day. What was registered after its reminder would have gone is not reminded of.
    """
    today = local(at).date()
    return sum(_remind(kind, today, at=at) for kind in WINDOWS)


def _remind(kind: NoticeKind, today: date, *, at: datetime) -> int:
    first, last = WINDOWS[kind]
    made = 0
    due = (
        Activity.within(REMINDERS)
        .open()
        .of(Responsible.PATIENT)
        .filter(due_on__lte=today + timedelta(days=first), due_on__gte=today + timedelta(days=last))
        .select_related("patient")
        .order_by("patient_id", "id")
    )
    for _patient, group in groupby(due.iterator(BATCH), key=lambda each: each.patient_id):
        wanted = [each for each in group if _was_known(each, first)]
        made += _tell(wanted, kind, at=at)
    return made


def _was_known(activity: Activity, days: int) -> bool:
    """Registered before the day its reminder goes."""
    if activity.due_on is None:
        return False
    return local(activity.registered_at).date() < activity.due_on - timedelta(days=days)


@transaction.atomic
def _tell(activities: list[Activity], kind: NoticeKind, *, at: datetime) -> int:
    """One patient's notices; the first new one carries the message for all."""
    made: list[Activity] = []
    for each in activities:
        if each.due_on and tell(each, kind, due_on=each.due_on, at=at, is_quiet=bool(made)):
            made.append(each)
    about = [(each.patient_id, each) for each in made]
    trail.record_many("activity.reminded", acting=REMINDERS, about=about, detail={"kind": kind})
    return len(made)
