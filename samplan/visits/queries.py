"""Reads of visits that several pages share."""

import uuid
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, TypeAlias, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.compiled import compiled
from samplan.cases.coordinating.queries import to_read
from samplan.cases.gates import services_to_ask
from samplan.cases.models import Case
from samplan.cases.waiting import State, state_of
from samplan.notifications.models import Notice, NoticeKind
from samplan.plans.models import Activity, ActivityKind, ActivityState, Responsible
from samplan.visits.models import TimeChange, TimeChangeKind, Visit, VisitQuerySet, Wish
from samplan.visits.surroundings import with_surroundings

BOARD_PAGE = 50
SOONEST = 4  # visits on the start page
IN_LISTS = (  # what the start page and the list of booked times show
    *("patient_id", "activity_id", "starts_at", "minutes", "name", "purpose", "cost"),
    *("clinic_id", "mode"),
    *("late_cancel_hours", "late_cancel_fee", "answers_number", "read_number", "read_at"),
    *("read_by", "read_title", "clinic__name", "clinic__address", "clinic__directions"),
    *("clinic__phone", "clinic__phone_hours"),
)
ON_BOARD = (
    *("patient_id", "clinic_id", "starts_at", "name", "state", "is_on_paper", "response_id"),
    "held_until",
    *("activity_id", "opened_at", "answers_number", "answers_count", "files_count", "matters"),
    *("read_number", "read_by", "patient__given_name", "patient__family_name"),
    *("patient__identity_number", "patient__has_protected_identity"),
)
TASKS_SHOWN = 20
QUESTIONS_SHOWN = 10
OF_QUESTION = ("id", "kind", "title", "waits_for", "closed_at")
CANCELLED_SHOWN = timedelta(days=7)  # so that who is off for some days sees it too

Place: TypeAlias = tuple[datetime, uuid.UUID]


def coming(acting: Acting, *, at: datetime) -> VisitQuerySet:
    """Standing visits that have not begun, soonest first."""
    return (
        Visit.within(acting)
        .standing()
        .filter(starts_at__gte=at)
        .select_related("clinic")
        .only(*IN_LISTS)
        .order_by("starts_at", "id")
    )


@compiled
def soonest(acting: Acting, *, at: datetime) -> VisitQuerySet:
    """The first few of `coming`."""
    return coming(acting, at=at)[:SOONEST]


@compiled
def visit_of_patient(acting: Acting, *, visit_id: uuid.UUID, on: date) -> VisitQuerySet:
    """The visit with its clinic, summons, what the patient asks for, what was asked about it, and
    whether one can ask the clinic here on a day; or none."""
    reached = Visit.within(acting).select_related("clinic", "summons").filter(pk=visit_id)
    patient = cast(PatientActing, acting).patient_id  # a patient's page: there is no other acting
    asked = services_to_ask(acting, patient, on=on).filter(clinic_id=OuterRef("clinic_id"))
    key = Cast(OuterRef("pk"), TextField())
    said = Case.within(acting).in_queue().filter(subject_kind="visit", subject_id=key)
    told = said.order_by("-id").values(json=JSONObject(**{name: name for name in OF_QUESTION}))
    return with_requests(reached).annotate(
        can_ask=Exists(asked), question_list=ArraySubquery(told[:QUESTIONS_SHOWN])
    )


@compiled
def visit_to_answer(acting: Acting, *, visit_id: uuid.UUID) -> VisitQuerySet:
    """The visit with its patient, clinic, answers so far and their form; or none."""
    beside = ("clinic", "patient", "response__version__questionnaire")
    found = Visit.within(acting).select_related(*beside)
    return found.defer("response__version__document").filter(pk=visit_id)


@compiled
def visit_to_prepare(acting: Acting, *, visit_id: uuid.UUID) -> VisitQuerySet:
    """The visit with its patient, clinic, what the patient asks for and what is around it."""
    beside = ("patient", "clinic", "response__version__questionnaire")
    reached = Visit.within(acting).select_related(*beside).filter(pk=visit_id)
    lean = reached.defer("response__draft", "response__staff_draft", "response__version__document")
    return with_surroundings(with_requests(lean), acting)


@compiled
def preparations(acting: Acting, *, activity_id: uuid.UUID | None) -> QuerySet[Activity]:
    """What the patient has to do before and after the visit that is `activity_id` in the plan."""
    children = Activity.within(acting).of(Responsible.PATIENT).filter(parent_id=activity_id)
    return children.exclude(state=ActivityState.CANCELLED).order_by("id")


def with_requests(visits: VisitQuerySet) -> VisitQuerySet:
    """The visits with wishes and time changes; `wishes_in` and `changes_in` read them."""
    wishes = Wish.objects.filter(visit_id=OuterRef("pk")).order_by("id")
    changes = TimeChange.objects.filter(visit_id=OuterRef("pk")).order_by("id")
    return visits.annotate(
        wish_list=ArraySubquery(
            wishes.values(
                json=JSONObject(
                    id="id", words="words", outcome="outcome", note="note", by="decided_by"
                )
            )
        ),
        change_list=ArraySubquery(
            changes.values(
                json=JSONObject(
                    id="id",
                    kind="kind",
                    reason="reason",
                    wishes="wishes",
                    answer="answer",
                    answered_at="answered_at",
                    made_by="made_by",
                    is_taken_back="is_taken_back",
                )
            )
        ),
    )


def wishes_in(visit: Visit) -> list[dict[str, Any]]:
    """The wishes that `with_requests` brought along."""
    return list(visit.__dict__["wish_list"])


def questions_in(visit: Visit) -> list[tuple[Case, State | None]]:
    """What the patient has asked about the visit that `visit_of_patient` gave, each with whose
    turn it is."""
    cases = [Case(**row) for row in visit.__dict__["question_list"]]
    return [(case, state_of(case)) for case in cases]


def changes_in(visit: Visit) -> list[dict[str, Any]]:
    """The wishes for another time that `with_requests` brought along."""
    return list(visit.__dict__["change_list"])


def board(
    acting: StaffActing, *, start: datetime, end: datetime, after: Place | None = None
) -> list[Visit]:
    """The clinic's standing visits in the span, by time, with patients and `reminded_at`.

    One more than a page where there are more; `after` is the last one seen.
    """
    at, key = after or (None, None)
    return _board(acting, start=start, end=end, after_at=at, after_key=key)


@compiled
def _board(
    acting: Acting,
    *,
    start: datetime,
    end: datetime,
    after_at: datetime | None,
    after_key: uuid.UUID | None,
) -> VisitQuerySet:
    questions = Activity.objects.filter(
        parent_id=OuterRef(OuterRef("activity_id")), kind=ActivityKind.ANSWER_QUESTIONS
    )
    reminders = Notice.objects.filter(
        patient_id=OuterRef("patient_id"),
        about_id__in=questions.values(key=Cast("pk", TextField())),
        kind__in=[NoticeKind.WEEK_BEFORE, NoticeKind.DAY_BEFORE],
    ).order_by("-made_at")
    visits = Visit.within(acting).standing().between(start, end).select_related("patient")
    if after_at is not None:
        visits = visits.filter(Q(starts_at__gt=after_at) | Q(starts_at=after_at, id__gt=after_key))
    visits = visits.annotate(reminded_at=Subquery(reminders.values("made_at")[:1]))
    return visits.only(*ON_BOARD)[: BOARD_PAGE + 1]


def cancelled_by_patients(acting: StaffActing, *, at: datetime) -> list[TimeChange]:
    """What patients themselves have cancelled lately of what was to come, newest first."""
    cancelled = TimeChange.within(acting).filter(
        kind=TimeChangeKind.CANCEL, made_at__gt=at - CANCELLED_SHOWN, visit__starts_at__gt=at
    )
    told = cancelled.select_related("visit", "patient")
    return list(told.order_by("-made_at", "-id")[:TASKS_SHOWN])


def care_tasks(acting: StaffActing, *, on: date, before: date) -> list[Activity]:
    """What the clinic itself has to do in its patients' plans, by due day; the first of many.

    What contacts of other clinics have written is there for those alone who may read it.
    """
    tasks = Activity.within(acting).open().of(Responsible.CARE).for_all_of_clinic()
    waiting = tasks.due_before(before).exclude(kind=ActivityKind.VISIT).select_related("patient")
    shared = waiting.order_by("due_on", "id")[:TASKS_SHOWN]
    every = [*shared, *to_read(acting, on=on, before=before)]
    return sorted(every, key=attrgetter("due_on"))[:TASKS_SHOWN]
