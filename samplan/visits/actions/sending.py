"""Sending the summons with or without questions; taking it back; correcting it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.access.reach import why_unreachable
from samplan.audit import trail
from samplan.bookings import actions as bookings
from samplan.bookings.models import Resource
from samplan.cases import actions as cases
from samplan.cases.models import Case, CaseKind, MessageKind
from samplan.common.dates import local
from samplan.forms.actions import start_response
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, ActivityState, Phase, Responsible
from samplan.visits import policies
from samplan.visits.models import Send, Visit, VisitState
from samplan.visits.summons import summons_text


@transaction.atomic
def send_visit(visit: Visit, *, acting: Acting, at: datetime) -> Visit:
    """Send what the visit says is to be sent, and put it in the patient's plan.

    Where the patient cannot be reached digitally, a paper task is made at once instead.
    Raises Refused where it has been sent already or the time has passed.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if not visit.is_planned:
        raise Refused(_("The summons has already been sent."))
    if visit.starts_at <= at:
        raise Refused(_("That time has passed. Choose a later one."))
    day = local(at).date()
    visit.is_on_paper = why_unreachable(visit.patient, day) is not None
    visit.move_to(VisitState.SENT)
    visit.sent_at, visit.sent_by = at, acting.actor_name
    with translation.override(visit.language):
        _start_questions(visit, at=at)
        _open_cases(visit, acting=acting, at=at)
    _register(visit, at=at)
    visit.save()
    trail.record("visit.sent", acting=acting, patient_id=visit.patient_id, about=visit)
    if not visit.is_on_paper:
        notifications.tell(visit, NoticeKind.NEW, due_on=day, at=at)
    return visit


def locked(visit: Visit) -> Visit:
    """The visit as it stands now, held until the transaction ends."""
    return (
        Visit.objects.select_for_update(of=("self",))
        .select_related("patient", "clinic", "visit_type", "appointment")
        .get(pk=visit.pk)
    )


def _start_questions(visit: Visit, *, at: datetime) -> None:
    questionnaire = visit.visit_type.questionnaire
    if visit.send == Send.SUMMONS or questionnaire is None:
        return
    visit.response = start_response(questionnaire, about=visit, at=at)
    day = local(visit.starts_at).date()
    due = day - timedelta(days=visit.visit_type.answer_days_before)
    visit.answer_by = max(due, local(at).date())


def _open_cases(visit: Visit, *, acting: Acting, at: datetime) -> None:
    body = summons_text(visit)
    kind = CaseKind.SUMMONS_WITH_QUESTIONS if _is_merged(visit) else CaseKind.SUMMONS
    visit.summons = cases.open_case(
        kind,
        title=_("Summons: %(name)s") % {"name": visit.name},
        body=body,
        about=visit,
        acting=acting,
        at=at,
    )
    if visit.response is None:
        return
    visit.questions = visit.summons if _is_merged(visit) else _open_questions(visit, acting, at)


def _is_merged(visit: Visit) -> bool:
    return visit.send == Send.MERGED and visit.response is not None


def _open_questions(visit: Visit, acting: Acting, at: datetime) -> Case:
    return cases.open_case(
        CaseKind.QUESTIONS,
        title=_("Questions before: %(name)s") % {"name": visit.name},
        body=_("Your answers help us prepare. We read them before the visit."),
        about=visit,
        acting=acting,
        at=at,
    )


def _register(visit: Visit, *, at: datetime) -> None:
    """The visit with its preparation as children in the plan."""
    visit.activity = plans.register(
        ActivityKind.VISIT,
        responsible=Responsible.CARE,
        about=visit,
        at=at,
        phase=Phase.DURING,
        title=visit.name,
        detail=visit.purpose,
        starts_at=visit.starts_at,
        due_on=local(visit.starts_at).date(),
    )
    if visit.is_on_paper:
        _child(visit, ActivityKind.PAPER, Responsible.CARE, at=at)
    else:
        _child(visit, ActivityKind.READ_SUMMONS, Responsible.PATIENT, at=at)
    if visit.response is not None:
        _child(visit, ActivityKind.ANSWER_QUESTIONS, Responsible.PATIENT, at=at)


def _child(visit: Visit, kind: ActivityKind, responsible: Responsible, *, at: datetime) -> Activity:
    is_answering = kind == ActivityKind.ANSWER_QUESTIONS
    return plans.register(
        kind,
        responsible=responsible,
        about=visit,
        at=at,
        parent=visit.activity,
        due_on=visit.answer_by if is_answering else local(visit.starts_at).date(),
    )


def open_children(visit: Visit, kind: ActivityKind) -> list[Activity]:
    """The visit's open preparation of one kind."""
    found = Activity.objects.filter(
        patient_id=visit.patient_id,
        parent_id=visit.activity_id,
        kind=kind,
        state=ActivityState.OPEN,
    )
    return list(found.order_by("id"))


@transaction.atomic
def withdraw_visit(visit: Visit, *, acting: Acting, at: datetime) -> Visit:
    """Take everything back while the patient has opened none of it, and free the time.

    Raises Refused where something has been opened.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if not visit.can_be_withdrawn():
        raise Refused(_("It has been opened. Correct the visit, or cancel it."))
    for case in {visit.summons, visit.questions} - {None}:
        if case is not None:
            cases.withdraw(case, acting=acting, at=at)
    end_visit(visit, VisitState.WITHDRAWN, acting=acting, at=at)
    trail.record("visit.withdrawn", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


def end_visit(visit: Visit, state: VisitState, *, acting: Acting, at: datetime) -> None:
    """Free the time and close what was to be done. The caller records the event."""
    bookings.cancel(visit.appointment, acting=acting, at=at)
    if visit.activity is not None:
        plans.cancel(visit.activity, acting=acting, at=at)
    visit.move_to(state)
    visit.save(update_fields=["state"])


@transaction.atomic
def correct_visit(
    visit: Visit,
    *,
    changes: dict[str, Any],
    acting: Acting,
    at: datetime,
    resource: Resource | None = None,
    starts_at: datetime | None = None,
) -> Visit:
    """Change a sent visit. The patient is told what it says now; answers follow along.

    `changes` holds fields of the visit. Raises Refused where it has begun or the new time is
    taken or past.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if not visit.can_be_corrected(at):
        raise Refused(_("This visit can no longer be changed."))
    for name, value in changes.items():
        setattr(visit, name, value)
    moved = (resource, starts_at, visit.minutes) != (None, None, visit.appointment.minutes)
    if moved:
        _move(visit, resource, starts_at or visit.starts_at, acting=acting, at=at)
    visit.save()
    _tell_of_correction(visit, acting=acting, at=at)
    trail.record("visit.corrected", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


def _move(
    visit: Visit, resource: Resource | None, starts_at: datetime, *, acting: Acting, at: datetime
) -> None:
    visit.appointment = bookings.move(
        visit.appointment,
        resource=resource or visit.appointment.resource,
        starts_at=starts_at,
        minutes=visit.minutes,
        acting=acting,
        at=at,
    )
    visit.starts_at = starts_at
    if visit.activity is not None:
        day = local(starts_at).date()
        Activity.objects.filter(pk=visit.activity_id).update(starts_at=starts_at, due_on=day)


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
    if visit.is_on_paper and not open_children(visit, ActivityKind.PAPER):
        _child(visit, ActivityKind.PAPER, Responsible.CARE, at=at)
    elif not visit.is_on_paper:
        notifications.tell(visit, NoticeKind.CHANGED, due_on=local(at).date(), at=at)
