"""Reads for staff's work with visits: patients, types, resources, papers."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samplan.access.acting import StaffActing
from samplan.access.queries import patients_of_clinic
from samplan.access.reach import with_reach
from samplan.bookings.models import Resource
from samplan.cases.models import Message
from samplan.cases.sends.selections import Span
from samplan.common.dates import day_bounds
from samplan.common.paging import page_after
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import sendable_from, told_apart
from samplan.patients.models import Patient
from samplan.patients.sorting import words_of
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.models import TimeChange, Visit, VisitQuerySet, VisitType

PAGE = 30
MOST_VISITS = 20  # of one patient on one page
MOST_CHOICES = 200  # visit types or resources in one choice


def patients(
    acting: StaffActing, *, name: str, with_coming: bool, after: uuid.UUID | None, at: datetime
) -> tuple[list[Patient], uuid.UUID | None]:
    """The clinic's patients by name, with `next_visit_at`; a page and where it goes on."""
    visits = Visit.within(acting).standing().filter(patient_id=OuterRef("pk"), starts_at__gte=at)
    found = patients_of_clinic(acting)
    for word in words_of(name):
        found = found.filter(sort_name__contains=word)
    if with_coming:
        found = found.filter(Exists(visits))
    first = Subquery(visits.order_by("starts_at").values("starts_at")[:1])
    return page_after(found.annotate(next_visit_at=first), by="sort_name", after=after, size=PAGE)


def patient_with_reach(acting: StaffActing, today: date) -> QuerySet[Patient]:
    """The clinic's patients with what `access.reach.reach_of` asks for."""
    return with_reach(patients_of_clinic(acting), today)


def coming_of(patient: Patient, acting: StaffActing, *, since: datetime) -> list[Visit]:
    """The patient's standing visits at the clinic, soonest first."""
    found = Visit.within(acting).standing().filter(patient=patient, starts_at__gte=since)
    return list(found.order_by("starts_at", "id")[:MOST_VISITS])


def visits_to_manage(acting: StaffActing) -> VisitQuerySet:
    """The clinic's visits with all that managing one needs."""
    return Visit.within(acting).select_related(
        "patient",
        "clinic",
        "visit_type",
        "appointment__resource",
        "summons",
        "response__version",
    )


def open_changes(acting: StaffActing) -> QuerySet[TimeChange]:
    """Wishes for another time that nobody has answered."""
    return (
        TimeChange.within(acting)
        .filter(answered_at=None)
        .select_related(
            "visit__patient", "visit__clinic", "visit__appointment__resource", "visit__summons"
        )
    )


def types_of(acting: StaffActing) -> QuerySet[VisitType]:
    """Every visit type of the acting's clinic."""
    return VisitType.objects.filter(clinic_id=acting.clinic_id)


@dataclass(frozen=True)
class ListedType:
    """A visit type in the list, and the version in use of the form that it sends."""

    visit_type: VisitType
    form: QuestionnaireVersion | None

    @property
    def form_name(self) -> str:
        """The form by name, owner and number; empty where none is sent."""
        return told_apart(self.form) if self.form else ""

    @property
    def lacks_form(self) -> bool:
        """It is to send questions, and there are none in use."""
        return self.visit_type.sends_questions and self.form is None


def with_forms(types: Collection[VisitType], acting: StaffActing) -> list[ListedType]:
    """The visit types in the same order, each with the form that it sends now."""
    keys = {each.questionnaire_id for each in types if each.sends_questions} - {None}
    versions = sendable_from(acting.clinic_id).filter(questionnaire__in=keys)
    forms = {version.questionnaire_id: version for version in versions} if keys else {}
    return [
        ListedType(each, forms.get(each.questionnaire_id) if each.sends_questions else None)
        for each in types
    ]


def resources_of(acting: StaffActing) -> QuerySet[Resource]:
    """All that the acting's clinic can book, or once could."""
    return Resource.objects.filter(clinic_id=acting.clinic_id).select_related("staff")


def types_in_use(acting: StaffActing) -> list[VisitType]:
    """The clinic's visit types to choose among, by name."""
    found = types_of(acting).filter(is_in_use=True)
    return list(found.order_by("name", "id")[:MOST_CHOICES])


def resources_in_use(acting: StaffActing, *, besides: uuid.UUID | None = None) -> list[Resource]:
    """Whom or what the clinic can book, by name; `besides` also where it is no longer in use."""
    chosen = resources_of(acting).filter(Q(is_in_use=True) | Q(pk=besides))
    return list(chosen.order_by("name", "id")[:MOST_CHOICES])


def papers(
    acting: StaffActing, *, day: date | None, after: uuid.UUID | None, size: int = PAGE
) -> tuple[list[Activity], uuid.UUID | None]:
    """What is to be printed and posted, by due day; a page and where it goes on."""
    tasks = Activity.within(acting).open().filter(kind=ActivityKind.PAPER, subject_kind="visit")
    if day is not None:
        tasks = tasks.filter(due_on=day)
    return page_after(tasks.select_related("patient"), by="due_on", after=after, size=size)


def patients_with_visits(acting: StaffActing, span: Span) -> QuerySet[Visit, uuid.UUID]:
    """The keys of patients with a standing visit in the span, of its type where it says one."""
    start, end = day_bounds(span.first)[0], day_bounds(span.last)[1]
    found = Visit.within(acting).standing().filter(starts_at__gte=start, starts_at__lt=end)
    if span.choice:
        found = found.filter(visit_type=uuid.UUID(span.choice))
    return found.values_list("patient_id", flat=True)


def visits_of(tasks: Iterable[Activity], acting: StaffActing) -> dict[str, Visit]:
    """The visits that tasks are about, by their keys as text."""
    keys = [task.subject_id for task in tasks if task.subject_kind == "visit"]
    return {str(visit.pk): visit for visit in visits_to_manage(acting).filter(pk__in=keys)}


def last_words(visits: Iterable[Visit], acting: StaffActing) -> dict[uuid.UUID | None, str]:
    """The last thing said in the summons of each cancelled visit, by the case's key."""
    keys = [visit.summons_id for visit in visits if visit.is_cancelled]
    if not keys:
        return {}
    said = Message.within(acting).filter(case__in=keys).order_by("case_id", "-id")
    return {message.case_id: message.body for message in said.distinct("case_id")}
