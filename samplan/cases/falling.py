"""Cases of people who are away or late fall to whoever answers instead; nothing waits unseen."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.cases.actions.following import follow_contacts
from samplan.cases.coordinating.actions import drop_unreadable
from samplan.cases.models import Case, WaitsFor
from samplan.cases.policies import READING_ROLES
from samplan.common.dates import local
from samplan.contacts.models import CareContact
from samplan.contacts.reaching import reached_on, with_reached
from samplan.organisations.models import Assignment

BATCH: Final = 200
FALLING = SystemActing(job="cases that fall on")


def fall_on(*, at: datetime) -> int:
    """Move the cases of those who have handed over to who has taken over, of those who are away to
    who steps in, and late ones and those of people who
    have left to the queue; let receivers watch those whose last day has come. Gives how many were
    moved. What contacts of other clinics have written is no task where nobody is a contact any
    more.

    Safe to run at any time and as often as one likes: what has fallen to someone who is here
    stays there. A late case goes to the queue once, where receivers see it; whoever takes it
    after that keeps it.
    """
    today = local(at).date()
    escalate(today, at=at)
    drop_unreadable(today, at=at)
    followed = follow_contacts(on=today, acting=FALLING)
    return followed + _away(today) + _late(today, at=at) + _left(today)


def escalate(today: date, *, at: datetime) -> int:
    """Let receivers watch what someone handles and has not answered on its last day: before it
    is late. Gives how many are new. In batches, each a transaction of its own: killed at any
    moment it leaves none watched without its line in the log, and goes on where it was."""
    count = 0
    while found := _escalate_batch(today, at=at):
        count += found
    return count


@transaction.atomic
def _escalate_batch(today: date, *, at: datetime) -> int:
    last_day = Case.objects.select_for_update(skip_locked=True).filter(
        closed_at=None, due_on__lte=today, handler__isnull=False, escalated_at=None
    )
    found = list(last_day.order_by("due_on", "id")[:BATCH])
    Case.objects.filter(pk__in=[each.pk for each in found]).update(escalated_at=at)
    about = [(each.patient_id, each) for each in found]
    trail.record_many("case.escalated", acting=FALLING, about=about, detail={})
    return len(found)


def _away(today: date) -> int:
    """Cases written to a contact whose person does not answer today."""
    contacts = Prefetch("contact", with_reached(CareContact.objects.all(), today))
    waiting = Case.objects.filter(
        closed_at=None, waits_for=WaitsFor.CARE, contact__isnull=False, handler__isnull=False
    ).prefetch_related(contacts)
    moved = 0
    for case in waiting.order_by("id").iterator(BATCH):
        if case.contact is None or case.handler_id != case.contact.staff_id:
            continue
        reached = reached_on(case.contact, today)
        if reached.staff_id != case.handler_id:
            moved += _moved(case, reached.staff_id)
    return moved


def _late(today: date, *, at: datetime) -> int:
    """Cases past the day of their promise that someone still has."""
    late = Case.objects.filter(
        closed_at=None, due_on__lt=today, handler__isnull=False, fell_at=None
    )
    moved = 0
    for case in late.order_by("due_on", "id").iterator(BATCH):
        moved += _moved(case, None, fell_at=at)
    return moved


def _left(today: date) -> int:
    """Cases of someone who no longer meets patients at the clinic: nobody else would look."""
    posts = Assignment.objects.on(today).filter(
        staff_id=OuterRef("handler_id"),
        organisation_id=OuterRef("clinic_id"),
        role__in=sorted(READING_ROLES),
    )
    waiting = Case.objects.filter(
        closed_at=None, due_on__isnull=False, waits_for=WaitsFor.CARE, handler__isnull=False
    )
    left = waiting.filter(~Exists(posts)).order_by("due_on", "id")
    return sum(_moved(case, None) for case in left.iterator(BATCH))


@transaction.atomic
def _moved(case: Case, staff_id: object, **facts: datetime) -> int:
    """1 where the case was still where it was, and is moved now."""
    still = Case.objects.filter(
        pk=case.pk, handler=case.handler_id, closed_at=None, waits_for=WaitsFor.CARE
    )
    if not still.update(handler=staff_id, **facts):
        return 0
    detail = {"to": str(staff_id or "")}
    trail.record("case.fell", acting=FALLING, patient_id=case.patient_id, about=case, detail=detail)
    return 1
