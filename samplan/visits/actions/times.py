"""The time does not suit: cancelling, and asking for another."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.bookings.models import Resource
from samplan.cases import actions as cases
from samplan.cases.models import MessageKind
from samplan.common.dates import local
from samplan.common.working_days import add_working_days
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind, Responsible
from samplan.visits import policies
from samplan.visits.actions.correcting import correct_visit, tell_of_change
from samplan.visits.actions.ending import end_visit
from samplan.visits.actions.sending import locked, open_children
from samplan.visits.models import TimeChange, TimeChangeKind, Visit, VisitState

ANSWER_DAYS: Final = 2  # working days in which the clinic answers a wish for another time


@transaction.atomic
def cancel_visit_as_patient(
    visit: Visit, *, reason: str, acting: PatientActing, at: datetime
) -> TimeChange:
    """The patient cancels; the time is free at once. Notes whether it was late."""
    visit = _cancellable(visit, at)
    _drop_wish(visit, acting=acting, at=at)
    change = _change(visit, TimeChangeKind.CANCEL, reason, "", acting=acting, at=at)
    change.answered_at, change.answered_by = at, acting.actor_name
    change.save(update_fields=["answered_at", "answered_by"])
    end_visit(visit, VisitState.CANCELLED, acting=acting, at=at)
    _close_cases(visit, acting=acting, at=at)
    trail.record("visit.cancelled", acting=acting, patient_id=visit.patient_id, about=visit)
    return change


@transaction.atomic
def ask_for_another_time(
    visit: Visit, *, reason: str, wishes: str, acting: PatientActing, at: datetime
) -> TimeChange:
    """Ask the clinic for another time; the old one is kept until it has answered.

    Raises Refused where one has already asked.
    """
    visit = _cancellable(visit, at)
    if TimeChange.objects.filter(visit=visit, answered_at=None).exists():
        raise Refused(_("You have already asked for another time. The clinic will answer you."))
    change = _change(visit, TimeChangeKind.ANOTHER, reason, wishes, acting=acting, at=at)
    plans.register(
        ActivityKind.TIME_CHANGE,
        responsible=Responsible.CARE,
        about=visit,
        at=at,
        parent=visit.activity,
        due_on=min(local(visit.starts_at).date(), add_working_days(local(at).date(), ANSWER_DAYS)),
    )
    trail.record("time_change.asked", acting=acting, patient_id=visit.patient_id, about=change)
    return change


@transaction.atomic
def take_back_wish(visit: Visit, *, acting: PatientActing, at: datetime) -> TimeChange:
    """Take back the wish for another time: the booked one stands.

    Raises Refused where the clinic has answered, or there is no wish.
    """
    visit = locked(visit)
    wishes = TimeChange.objects.select_for_update().filter(visit=visit, answered_at=None)
    wish = wishes.filter(kind=TimeChangeKind.ANOTHER).first()
    if wish is None:
        raise Refused(_("Your wish has already been answered or taken back."))
    wish.answered_at, wish.answered_by, wish.is_taken_back = at, acting.actor_name, True
    wish.save(update_fields=["answered_at", "answered_by", "is_taken_back"])
    for activity in open_children(visit, ActivityKind.TIME_CHANGE):
        plans.cancel(activity, acting=acting, at=at)
    trail.record("time_change.taken_back", acting=acting, patient_id=wish.patient_id, about=wish)
    return wish


@transaction.atomic
def answer_time_change(
    change: TimeChange, *, answer: str, acting: StaffActing, at: datetime
) -> TimeChange:
    """Tell the patient what became of the wish. A new time is given with `correct_visit`.

    Raises Refused where a colleague has answered or the patient has taken the wish back.
    """
    policies.check_may_care_for(acting, change.visit)
    held = TimeChange.objects.select_for_update().get(pk=change.pk)
    if held.is_taken_back:
        raise Refused(_("The patient has taken back the wish. The visit stays as it is."))
    if held.answered_at is not None:
        raise Refused(_("A colleague has already answered."))
    held.answer, held.answered_at, held.answered_by = answer, at, acting.actor_name
    held.save(update_fields=["answer", "answered_at", "answered_by"])
    for activity in open_children(change.visit, ActivityKind.TIME_CHANGE):
        plans.finish(activity, evidence=held, acting=acting, at=at)
    if change.visit.summons is not None:
        cases.say(change.visit.summons, MessageKind.INFORMATION, body=answer, acting=acting, at=at)
        tell_of_change(change.visit, at=at)
    trail.record("time_change.answered", acting=acting, patient_id=held.patient_id, about=held)
    return held


@transaction.atomic
def give_another_time(
    change: TimeChange,
    *,
    starts_at: datetime,
    resource: Resource | None,
    answer: str,
    acting: StaffActing,
    at: datetime,
) -> TimeChange:
    """Move the visit as the patient wished, and say so.

    Raises Refused as `correct_visit`, and where the time is the one that does not suit.
    """
    if starts_at == change.visit.starts_at:
        raise Refused(_("That is the time the patient has. Choose another, or keep the time."))
    with translation.override(change.visit.language):
        words = answer or _("You have a new time for your visit.")
    answered = answer_time_change(change, answer=words, acting=acting, at=at)
    meets = {"meets": resource.name} if resource is not None else {}
    correct_visit(
        change.visit, changes=meets, resource=resource, starts_at=starts_at, acting=acting, at=at
    )
    return answered


@transaction.atomic
def cancel_visit(visit: Visit, *, reason: str, acting: StaffActing, at: datetime) -> Visit:
    """The clinic cancels, and the patient is told why; by post where the summons was posted."""
    policies.check_may_care_for(acting, visit)
    visit = _cancellable(visit, at)
    was_sent = visit.is_sent
    was_waiting = bool(open_children(visit, ActivityKind.PAPER))
    _drop_wish(visit, acting=acting, at=at)
    end_visit(visit, VisitState.CANCELLED, acting=acting, at=at)
    if was_sent and visit.summons is not None:
        with translation.override(visit.language):
            body = _("The visit is cancelled. %(reason)s") % {"reason": reason}
        cases.say(visit.summons, MessageKind.INFORMATION, body=body, acting=acting, at=at)
        _close_cases(visit, acting=acting, at=at)
        if not (visit.is_on_paper and was_waiting):
            tell_of_change(visit, at=at)
    trail.record("visit.cancelled", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


def _cancellable(visit: Visit, at: datetime) -> Visit:
    visit = locked(visit)
    if not visit.can_be_cancelled(at):
        raise Refused(_("This visit can no longer be changed. Call the clinic."))
    return visit


def _drop_wish(visit: Visit, *, acting: Acting, at: datetime) -> None:
    """With the visit goes the wish for another time."""
    wishes = TimeChange.objects.filter(visit=visit, answered_at=None)
    wishes.update(answered_at=at, answered_by=acting.actor_name)


def _change(
    visit: Visit,
    kind: TimeChangeKind,
    reason: str,
    wishes: str,
    *,
    acting: PatientActing,
    at: datetime,
) -> TimeChange:
    return TimeChange.objects.create(
        patient_id=visit.patient_id,
        clinic_id=visit.clinic_id,
        visit=visit,
        kind=kind,
        reason=reason,
        wishes=wishes,
        was_late=visit.is_late_to_cancel(at),
        made_at=at,
        made_by=acting.actor_name,
    )


def _close_cases(visit: Visit, *, acting: Acting, at: datetime) -> None:
    for case in {visit.summons, visit.questions}:
        if case is not None:
            cases.close(case, acting=acting, at=at)
