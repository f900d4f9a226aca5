"""Registering activities and closing them by evidence."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.audit import trail
from samplan.audit.actor import Thing
from samplan.plans.models import Activity, ActivityKind, ActivityState, Phase, Responsible


def register(
    kind: ActivityKind,
    *,
    responsible: Responsible,
    about: OwnedThing,
    at: datetime,
    parent: Activity | None = None,
    phase: Phase = Phase.BEFORE,
    title: str = "",
    detail: str = "",
    starts_at: datetime | None = None,
    due_on: date | None = None,
) -> Activity:
    """Put one thing in the plan of the patient that `about` belongs to; the caller logs it."""
    activity = drawn_up(
        kind,
        responsible=responsible,
        about=about,
        at=at,
        parent=parent,
        phase=phase,
        title=title,
        detail=detail,
        starts_at=starts_at,
        due_on=due_on,
    )
    register_all([activity])
    return activity


def register_all(activities: list[Activity]) -> None:
    """Put many things that `drawn_up` gave in their patients' plans, in one statement."""
    Activity.objects.bulk_create(activities)


def drawn_up(
    kind: ActivityKind,
    *,
    responsible: Responsible,
    about: OwnedThing,
    at: datetime,
    parent: Activity | None = None,
    phase: Phase = Phase.BEFORE,
    title: str = "",
    detail: str = "",
    starts_at: datetime | None = None,
    due_on: date | None = None,
) -> Activity:
    """One thing to do, not in any plan yet: `register_all` puts it there."""
    return Activity(
        kind=kind,
        patient_id=about.patient_id,
        clinic_id=about.clinic_id,
        responsible=responsible,
        parent=parent,
        phase=phase,
        title=title,
        detail=detail,
        starts_at=starts_at,
        due_on=due_on,
        registered_at=at,
        subject_kind=type(about).__name__.lower(),
        subject_id=str(about.pk),
    )


def come_as_far(activities: Sequence[Activity], *, done: int, total: int) -> None:
    """Say how many parts of open activities are done; the caller logs what was done."""
    held = Activity.objects.filter(pk__in=[each.pk for each in activities])
    held.filter(state=ActivityState.OPEN).update(done=min(done, total), total=total)


@transaction.atomic
def finish(
    activity: Activity, *, acting: Acting, at: datetime, evidence: Thing | None = None
) -> bool:
    """Close an open activity as done, by what shows it. False where it already was closed."""
    locked = _locked(activity)
    if not locked.is_open:
        return False
    locked.move_to(ActivityState.DONE, by=acting.actor_name, at=at)
    if evidence is not None:
        locked.evidence_kind = type(evidence).__name__.lower()
        locked.evidence_id = str(evidence.pk)
    locked.save()
    trail.record("activity.done", acting=acting, patient_id=locked.patient_id, about=locked)
    return True


@transaction.atomic
def finish_all(
    found: Sequence[tuple[Activity, Thing]], *, acting: Acting, at: datetime
) -> list[Activity]:
    """As `finish` for many (activity, evidence), in a few statements. Gives those it closed."""
    evidence = {activity.pk: thing for activity, thing in found}
    held = Activity.objects.select_for_update().filter(pk__in=evidence, state=ActivityState.OPEN)
    closed = list(held.order_by("id"))
    for activity in closed:
        thing = evidence[activity.pk]
        activity.move_to(ActivityState.DONE, by=acting.actor_name, at=at)
        activity.evidence_kind = type(thing).__name__.lower()
        activity.evidence_id = str(thing.pk)
    Activity.objects.bulk_update(
        closed, ["state", "closed_at", "closed_by", "evidence_kind", "evidence_id"]
    )
    about = [(each.patient_id, each) for each in closed]
    trail.record_many("activity.done", acting=acting, about=about, detail={})
    return closed


@transaction.atomic
def cancel(activity: Activity, *, acting: Acting, at: datetime) -> bool:
    """Close an open activity and its open children as not to be done."""
    locked = _locked(activity)
    if not locked.is_open:
        return False
    for each in [locked, *locked.children.filter(state=ActivityState.OPEN).select_for_update()]:
        each.move_to(ActivityState.CANCELLED, by=acting.actor_name, at=at)
        each.save()
    trail.record("activity.cancelled", acting=acting, patient_id=locked.patient_id, about=locked)
    return True


@transaction.atomic
def reopen(activity: Activity, *, acting: Acting, at: datetime) -> bool:
    """Open a done activity again, when what closed it no longer holds."""
    locked = _locked(activity)
    if not locked.is_done:
        return False
    locked.move_to(ActivityState.OPEN, by=acting.actor_name, at=at)
    locked.evidence_kind = locked.evidence_id = ""
    locked.save()
    trail.record("activity.reopened", acting=acting, patient_id=locked.patient_id, about=locked)
    return True


def _locked(activity: Activity) -> Activity:
    return Activity.objects.select_for_update().get(pk=activity.pk)


def forget(subject_kind: str, subject_ids: Sequence[str]) -> int:
    """Take away what is closed and was about rows that are no more; gives how many.

    In the caller's transaction, who logs it. What something else hangs on stays.
    """
    closed = Activity.objects.filter(subject_kind=subject_kind, subject_id__in=subject_ids)
    alone = closed.exclude(state=ActivityState.OPEN).filter(children=None)
    keys = list(alone.values_list("pk", flat=True))
    gone, _by_table = Activity.objects.filter(pk__in=keys).delete()
    return gone
