"""Sending summonses with or without questions: one, or a day's list of them at once."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.reach import reach_of, with_reach
from samplan.audit import trail
from samplan.cases import actions as cases
from samplan.cases.actions import NewCase
from samplan.cases.models import CaseKind
from samplan.common.dates import local
from samplan.forms.actions import begin_responses
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import published
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.patients.models import Patient
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, ActivityState, Phase, Responsible
from samplan.visits import policies
from samplan.visits.models import Send, Visit, VisitState
from samplan.visits.policies import NotSent
from samplan.visits.summons import summons_text

SENT_FIELDS = (
    *("is_on_paper", "state", "held_until", "sent_at", "sent_by", "response", "answer_by"),
    *("summons", "questions", "activity"),
)


@dataclass(frozen=True)
class Sending:
    """What became of several: those sent, and why each other could not be."""

    sent: list[Visit] = field(default_factory=list)
    refused: dict[uuid.UUID, NotSent] = field(default_factory=dict)


def send_visit(visit: Visit, *, acting: Acting, at: datetime) -> Visit:
    """Send what the visit says is to be sent, and put it in the patient's plan.

    Where the patient cannot be reached digitally, a paper task is made at once instead.
    Raises NotSent where it has been sent already or the time has passed.
    """
    sending = send_visits([visit.pk], acting=acting, at=at)
    if sending.refused:
        raise sending.refused[visit.pk]
    return sending.sent[0]


@transaction.atomic
def send_visits(keys: Iterable[uuid.UUID], *, acting: Acting, at: datetime) -> Sending:
    """Send many, in a number of statements that does not grow with them.

    One that cannot be sent does not stop the others.
    """
    sending = Sending()
    visits = _held(keys)
    versions = _versions(visits)
    for visit in visits:
        try:
            _check(visit, versions, acting=acting, at=at)
            sending.sent.append(visit)
        except NotSent as refusal:
            sending.refused[visit.pk] = refusal
    _mark(sending.sent, acting=acting, at=at)
    asked = [visit for visit in sending.sent if has_questions(visit)]
    begun = [(versions[visit.pk], visit) for visit in asked]
    for visit, response in zip(asked, begin_responses(begun, at=at), strict=True):
        visit.response, visit.answer_by = response, answer_day(visit, local(at).date())
    _open_cases(sending.sent, acting=acting, at=at)
    _register(sending.sent, at=at)
    Visit.objects.bulk_update(sending.sent, SENT_FIELDS)
    about = [(each.patient_id, each) for each in sending.sent]
    trail.record_many("visit.sent", acting=acting, about=about, detail={})
    reached = [visit for visit in sending.sent if not visit.is_on_paper]
    notifications.tell_all(reached, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return sending


def locked(visit: Visit) -> Visit:
    """The visit as it stands now, held until the transaction ends."""
    return _held_rows([visit.pk]).get()


def _held(keys: Iterable[uuid.UUID]) -> list[Visit]:
    return list(_held_rows(keys).order_by("id"))


def _held_rows(keys: Iterable[uuid.UUID]) -> QuerySet[Visit]:
    return (
        Visit.objects.select_for_update(of=("self",))
        .select_related("patient", "clinic", "visit_type", "appointment")
        .filter(pk__in=keys)
    )


def _versions(visits: Collection[Visit]) -> dict[uuid.UUID, QuestionnaireVersion]:
    """What would be asked before each visit, by the visit's key. A statement for each clinic."""
    forms = {visit.pk: visit.visit_type.questionnaire_id for visit in visits}
    found = {
        clinic_id: published(set(forms.values()) - {None}, clinic_id=clinic_id)
        for clinic_id in {visit.clinic_id for visit in visits}
    }
    return {
        visit.pk: found[visit.clinic_id][form_id]
        for visit in visits
        if (form_id := forms[visit.pk]) in found[visit.clinic_id]
    }


def _check(visit: Visit, asked: Collection[uuid.UUID], *, acting: Acting, at: datetime) -> None:
    if not policies.may_care_for(acting, visit):
        raise NotSent("may_not")
    policies.check_is_planned(visit)
    if visit.starts_at <= at:
        raise NotSent("past")
    if has_questions(visit) and visit.pk not in asked:
        raise NotSent("no_questions")


def has_questions(visit: Visit) -> bool:
    """Whether questions go with the summons."""
    return visit.send != Send.SUMMONS and visit.visit_type.questionnaire_id is not None


def answer_day(visit: Visit, today: date) -> date:
    """The day by which the patient is asked to answer; today at the earliest."""
    due = local(visit.starts_at).date() - timedelta(days=visit.visit_type.answer_days_before)
    return max(due, today)


def _mark(visits: list[Visit], *, acting: Acting, at: datetime) -> None:
    day = local(at).date()
    found = Patient.objects.filter(pk__in={visit.patient_id for visit in visits})
    reach = {patient.pk: reach_of(patient, day) for patient in with_reach(found, day)}
    for visit in visits:
        visit.is_on_paper = reach[visit.patient_id] is not None
        visit.move_to(VisitState.SENT)
        visit.sent_at, visit.sent_by = at, acting.actor_name


def _open_cases(visits: list[Visit], *, acting: Acting, at: datetime) -> None:
    """The summons of each, and the questions where they are a case of their own."""
    apart = [visit for visit in visits if visit.response and visit.send == Send.TWO]
    summonses = cases.open_cases([_summons(visit) for visit in visits], acting=acting, at=at)
    for visit, summons in zip(visits, summonses, strict=True):
        visit.summons = summons
        visit.questions = summons if visit.response else None
    for visit, questions in zip(
        apart,
        cases.open_cases([_questions(visit) for visit in apart], acting=acting, at=at),
        strict=True,
    ):
        visit.questions = questions


def _summons(visit: Visit) -> NewCase:
    is_merged = visit.send == Send.MERGED and visit.response is not None
    with translation.override(visit.language):
        return NewCase(
            kind=CaseKind.SUMMONS_WITH_QUESTIONS if is_merged else CaseKind.SUMMONS,
            title=_("Summons: %(name)s") % {"name": visit.name},
            body=summons_text(visit),
            about=visit,
        )


def _questions(visit: Visit) -> NewCase:
    with translation.override(visit.language):
        return NewCase(
            kind=CaseKind.QUESTIONS,
            title=_("Questions before: %(name)s") % {"name": visit.name},
            body=_("Your answers help us prepare. We read them before the visit."),
            about=visit,
        )


def _register(visits: list[Visit], *, at: datetime) -> None:
    """Each visit with its preparation as children in the plan."""
    for visit in visits:
        visit.activity = plans.drawn_up(
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
    plans.register_all([visit.activity for visit in visits if visit.activity is not None])
    plans.register_all([child for visit in visits for child in _preparation(visit, at=at)])


def _preparation(visit: Visit, *, at: datetime) -> list[Activity]:
    prepared = [paper_task(visit, at=at) if visit.is_on_paper else _reading(visit, at=at)]
    if visit.response is not None:
        kind = ActivityKind.ANSWER_QUESTIONS
        prepared.append(_child(visit, kind, Responsible.PATIENT, visit.answer_by, at=at))
    return prepared


def paper_task(visit: Visit, *, at: datetime) -> Activity:
    """Something to print and post the same day."""
    return _child(visit, ActivityKind.PAPER, Responsible.CARE, local(at).date(), at=at)


def _reading(visit: Visit, *, at: datetime) -> Activity:
    day = local(visit.starts_at).date()
    return _child(visit, ActivityKind.READ_SUMMONS, Responsible.PATIENT, day, at=at)


def _child(
    visit: Visit,
    kind: ActivityKind,
    responsible: Responsible,
    due_on: date | None,
    *,
    at: datetime,
) -> Activity:
    return plans.drawn_up(
        kind, responsible=responsible, about=visit, at=at, parent=visit.activity, due_on=due_on
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
