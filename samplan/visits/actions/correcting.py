"""What was sent is taken back or corrected."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.bookings import actions as bookings
from samplan.bookings.models import Resource
from samplan.cases import actions as cases
from samplan.cases.models import MessageKind
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits import policies
from samplan.visits.actions.ending import end_visit
from samplan.visits.actions.holding import release_lapsed
from samplan.visits.actions.planning import FROM_TYPE
from samplan.visits.actions.sending import answer_day, locked, open_children, paper_task
from samplan.visits.models import Visit, VisitState
from samplan.visits.summons import summons_text


@transaction.atomic
def withdraw_visit(visit: Visit, *, acting: Acting, at: datetime) -> Visit:
    """Take everything back while the patient has opened none of it, and free the time.

    Raises Refused where something has been opened or posted.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if not visit.can_be_withdrawn():
        raise Refused(_("It has been opened. Correct the visit, or cancel it."))
    if visit.is_on_paper and not open_children(visit, ActivityKind.PAPER):
        raise Refused(_("It has been posted. Correct the visit, or cancel it."))
    for case in {visit.summons, visit.questions} - {None}:
        if case is not None:
            cases.withdraw(case, acting=acting, at=at)
    end_visit(visit, VisitState.WITHDRAWN, acting=acting, at=at)
    trail.record("visit.withdrawn", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


@transaction.atomic
def correct_visit(
    visit: Visit,
    *,
    changes: dict[str, Any],
    acting: Acting,
    at: datetime,
    resource: Resource | None = None,
    starts_at: datetime | None = None,
    seen: str = "",
) -> Visit:
    """Change a visit. Where it was sent, the patient is told what it says now.

    `changes` holds fields of the visit; answers follow along. Raises Refused where the visit has
    begun, the new time is taken or past, or the visit no longer has the mark `seen`.
    """
    visit = _correctable(visit, resource, acting=acting, at=at)
    _check_is_seen(visit, seen)
    changed = {name: value for name, value in changes.items() if getattr(visit, name) != value}
    for name, value in changed.items():
        setattr(visit, name, value)
    is_moved = _is_moved(visit, resource, starts_at)
    if is_moved:
        _move(visit, resource, starts_at or visit.starts_at, acting=acting, at=at)
    if not (changed or is_moved):
        return visit
    visit.save()
    _follow(visit, at=at)
    _tell_of_correction(visit, acting=acting, at=at)
    trail.record("visit.corrected", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


def _check_is_seen(visit: Visit, seen: str) -> None:
    if seen and seen != mark_of(visit):
        raise Refused(
            _("A colleague has changed the visit since you opened the page. Open it anew.")
        )


def _correctable(visit: Visit, resource: Resource | None, *, acting: Acting, at: datetime) -> Visit:
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if not visit.can_be_corrected(at):
        raise Refused(_("This visit can no longer be changed."))
    if resource is not None:
        policies.check_may_plan(acting, visit.visit_type, resource)
    return visit


def mark_of(visit: Visit) -> str:
    """A short mark of what can be corrected in the visit; another where any of it is."""
    said = [str(getattr(visit, name)) for name in (*FROM_TYPE, "meets", "language", "state")]
    booked = [visit.starts_at.timestamp(), str(visit.appointment.resource_id)]
    return hashlib.sha256(json.dumps([said, booked]).encode("ascii")).hexdigest()[:32]


def _is_moved(visit: Visit, resource: Resource | None, starts_at: datetime | None) -> bool:
    now = (visit.appointment.resource_id, visit.starts_at, visit.appointment.minutes)
    new_resource = resource.pk if resource is not None else now[0]
    return (new_resource, starts_at or visit.starts_at, visit.minutes) != now


def _move(
    visit: Visit, resource: Resource | None, starts_at: datetime, *, acting: Acting, at: datetime
) -> None:
    wanted = resource or visit.appointment.resource
    held = {wanted.pk, visit.appointment.resource_id}
    release_lapsed(held, besides=visit, at=at)
    visit.appointment = bookings.move(
        visit.appointment,
        resource=wanted,
        starts_at=starts_at,
        minutes=visit.minutes,
        acting=acting,
        at=at,
    )
    visit.starts_at = starts_at
    if visit.answer_by is not None:
        visit.answer_by = answer_day(visit, local(at).date())
        visit.save(update_fields=["answer_by"])


def _follow(visit: Visit, *, at: datetime) -> None:
    """Let the plan say the same as the visit."""
    if visit.activity_id is None:
        return
    day = local(visit.starts_at).date()
    Activity.objects.filter(pk=visit.activity_id).update(
        title=visit.name, detail=visit.purpose, starts_at=visit.starts_at, due_on=day
    )
    open_ones = Activity.objects.filter(parent_id=visit.activity_id, state=ActivityState.OPEN)
    open_ones.filter(kind=ActivityKind.ANSWER_QUESTIONS).update(due_on=visit.answer_by)
    with_the_day = [ActivityKind.READ_SUMMONS, ActivityKind.READ_ANSWERS]
    open_ones.filter(kind__in=with_the_day).update(due_on=day)


def _tell_of_correction(visit: Visit, *, acting: Acting, at: datetime) -> None:
    if visit.summons is None:
        return
    first = visit.summons.messages.order_by("id").first()
    with translation.override(visit.language):
        cases.say(
            visit.summons,
            MessageKind.INFORMATION,
            body=summons_text(visit),
            corrects=first,
            acting=acting,
            at=at,
        )
    tell_of_change(visit, at=at)


def tell_of_change(visit: Visit, *, at: datetime) -> None:
    """A notice that something has changed; on paper, something more to post."""
    if not visit.is_on_paper:
        notifications.tell(visit, NoticeKind.CHANGED, due_on=local(at).date(), at=at)
    elif not open_children(visit, ActivityKind.PAPER):
        plans.register_all([paper_task(visit, at=at)])
