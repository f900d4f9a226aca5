"""What a clinic knows that a day list must fit: looked up once for all rows."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from samplan.access.models import CareRelation
from samplan.bookings.models import LONGEST, Resource
from samplan.bookings.queries import taken_spans
from samplan.common.dates import at_local
from samplan.patients.models import Patient
from samplan.visits.daylist import Row
from samplan.visits.importing.spans import Spans
from samplan.visits.models import Visit, VisitType
from samplan.visits.models.visit import GONE

T = TypeVar("T")


def starts_at(row: Row) -> datetime:
    """The row's time as a moment."""
    return at_local(row.starts_at.date(), row.starts_at.time())


@dataclass
class Books:
    """Types and resources by folded name, people by number, what is there, what is taken."""

    types: dict[str, VisitType]
    resources: dict[str, Resource]
    patients: dict[str, Patient]  # the clinic's
    strangers: dict[str, Patient]  # others: what is known of them is not the clinic's to see
    made: dict[str, uuid.UUID]  # visits by source key
    standing: dict[tuple[str, datetime, uuid.UUID], uuid.UUID]  # by number, time, resource
    spans: dict[uuid.UUID, Spans] = field(default_factory=dict)
    unsent: set[str] = field(default_factory=set)  # source keys of visits still to be sent

    def resource_of(self, row: Row) -> Resource | None:
        """Whom or what the row names."""
        return self.resources.get(fold(row.resource))

    def type_of(self, row: Row) -> VisitType | None:
        """The clinic's visit type with the row's purpose as name."""
        return self.types.get(fold(row.purpose))

    def visit_of(self, row: Row) -> uuid.UUID | None:
        """The visit that the row, or one that says the same, has become before."""
        made = self.made.get(row.fingerprint)
        resource = self.resource_of(row)
        if made is not None or resource is None:
            return made
        return self.standing.get((row.identity.digits, starts_at(row), resource.pk))

    def is_unsent(self, row: Row) -> bool:
        """Whether the row itself has become a visit whose summons is still to be sent."""
        return row.fingerprint in self.unsent


def open_books(rows: Sequence[Row], clinic_id: uuid.UUID, at: datetime) -> Books:
    """Look up what the rows need, in five statements whatever their number.

    A time whose hold has run out is free, though it is not released yet.
    """
    numbers = {row.identity.digits for row in rows}
    resources = _resources(clinic_id)
    patients, strangers = _people(numbers, clinic_id)
    visits = Visit.objects.filter(
        Q(source_key__in=[row.fingerprint for row in rows])
        | Q(patient__identity_number__in=numbers, starts_at__in={starts_at(row) for row in rows}),
        clinic_id=clinic_id,
    ).select_related("patient", "appointment")
    books = Books(
        types=_types(clinic_id),
        resources=resources,
        patients=patients,
        strangers=strangers,
        made={},
        standing={},
        spans=_spans(rows, {resource.pk for resource in resources.values()}, at),
    )
    for visit in visits:
        if not visit.has_lapsed(at):
            _enter(books, visit, at)
    return books


def _enter(books: Books, visit: Visit, at: datetime) -> None:
    if visit.source_key is not None:
        books.made[visit.source_key] = visit.pk
        if visit.is_planned and visit.starts_at > at:
            books.unsent.add(visit.source_key)
    if visit.state not in GONE:
        number, resource_id = visit.patient.identity_number, visit.appointment.resource_id
        books.standing[number, visit.starts_at, resource_id] = visit.pk


def _people(
    numbers: Collection[str], clinic_id: uuid.UUID
) -> tuple[dict[str, Patient], dict[str, Patient]]:
    """The clinic's patients and others who have the numbers."""
    relations = CareRelation.objects.filter(
        patient_id=OuterRef("pk"), clinic_id=clinic_id, ended_at=None
    )
    found = Patient.objects.filter(identity_number__in=numbers).annotate(here=Exists(relations))
    people: tuple[dict[str, Patient], dict[str, Patient]] = ({}, {})
    for person in found:
        people[not person.__dict__["here"]][person.identity_number] = person
    return people


def _types(clinic_id: uuid.UUID) -> dict[str, VisitType]:
    found = VisitType.objects.filter(clinic_id=clinic_id, is_in_use=True)
    return _first_of((fold(each.name), each) for each in found.order_by("id"))


def _resources(clinic_id: uuid.UUID) -> dict[str, Resource]:
    """By own name; by staff member's name where only one resource stands for that name."""
    found = Resource.objects.filter(clinic_id=clinic_id, is_in_use=True).select_related("staff")
    resources = list(found.order_by("id"))
    by_person: dict[str, list[Resource]] = {}
    for each in resources:
        for name in _person_names(each):
            by_person.setdefault(name, []).append(each)
    known = {name: named[0] for name, named in by_person.items() if len(named) == 1}
    return known | _first_of((fold(each.name), each) for each in resources)


def _person_names(resource: Resource) -> set[str]:
    if resource.staff is None:
        return set()
    given, family = resource.staff.given_name, resource.staff.family_name
    return {fold(f"{given} {family}"), fold(f"{family}, {given}"), fold(f"{family} {given}")}


def _first_of(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    first: dict[str, T] = {}
    for name, thing in pairs:
        first.setdefault(name, thing)
    return first


def _spans(
    rows: Sequence[Row], resource_ids: set[uuid.UUID], at: datetime
) -> dict[uuid.UUID, Spans]:
    if not rows:
        return {}
    moments = [starts_at(row) for row in rows]
    end = max(moments) + timedelta(minutes=LONGEST)
    lapsed = Visit.objects.lapsed(at).values("appointment__occupancy_id")
    taken = taken_spans(resource_ids, start=min(moments), end=end, besides=lapsed)
    return {key: Spans(taken.get(key, [])) for key in resource_ids}


def fold(name: str) -> str:
    """A name without case and extra spaces."""
    return " ".join(name.split()).casefold()
