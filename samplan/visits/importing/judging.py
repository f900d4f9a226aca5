"""Looking through a day list: what each row would become."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from samplan.access.acting import Acting, StaffActing
from samplan.audit import trail
from samplan.common.faults import PlainFault
from samplan.patients.models import Patient
from samplan.patients.sorting import words_of
from samplan.visits.daylist import Column, DayList, Row, RowFault, parse_day_list
from samplan.visits.importing.books import Books, open_books, starts_at
from samplan.visits.importing.verdicts import NotImported, Outcome, Report, Verdict, fault_of


def look_through(data: bytes, *, acting: StaffActing, at: datetime) -> Report:
    """As `check_day_list`, and logs each person of the list that anyone here knows."""
    report = check_day_list(data, clinic_id=acting.clinic_id, at=at)
    log_people(report, acting=acting)
    return report


def log_people(report: Report, *, acting: Acting) -> None:
    """Log that the list's people have been looked up, also those whom it tells nothing about."""
    patients = {each.patient for each in report.verdicts if each.patient is not None}
    strangers = {each.stranger for each in report.verdicts if each.stranger is not None}
    for kind, people in (("visits.checked", patients), ("patient.looked_up", strangers)):
        about = [(person.pk, person) for person in sorted(people, key=lambda each: each.pk)]
        trail.record_many(kind, acting=acting, about=about, detail={})


def check_day_list(
    data: bytes, *, clinic_id: uuid.UUID, at: datetime, is_import: bool = False
) -> Report:
    """What would become of each row, without changing anything. Raises NotADayList.

    Only an import tells a number that belongs to someone else from one that nobody has.
    """
    day_list = parse_day_list(data)
    unread: dict[int, list[RowFault]] = {}
    for fault in day_list.faults:
        unread.setdefault(fault.line, []).append(fault)
    bad = [Verdict(line, Outcome.REFUSED, tuple(faults)) for line, faults in unread.items()]
    good = judge(day_list, day_list.rows, clinic_id=clinic_id, at=at, is_import=is_import)
    return Report(day_list, sorted([*bad, *good], key=lambda verdict: verdict.line))


def judge(
    day_list: DayList,
    rows: Sequence[Row],
    *,
    clinic_id: uuid.UUID,
    at: datetime,
    is_import: bool = False,
) -> list[Verdict]:
    """The verdict on each row, by what the clinic knows now; of two in each other's way the
    first counts."""
    judging = _Judging(day_list, open_books(rows, clinic_id, at), at, is_import)
    return [judging.verdict(row) for row in rows]


@dataclass
class _Judging:
    day_list: DayList
    books: Books
    at: datetime
    is_import: bool

    def verdict(self, row: Row) -> Verdict:
        """What becomes of one row, and who has its number outside the clinic."""
        stranger = self.books.strangers.get(row.identity.digits)
        return replace(self._verdict(row), stranger=stranger)

    def _verdict(self, row: Row) -> Verdict:
        """A row that becomes a visit takes its time."""
        made = self.books.visit_of(row)
        patient = self.books.patients.get(row.identity.digits)
        if made is not None:
            is_unsent = self.books.is_unsent(row)
            there = Verdict(row.line, Outcome.ALREADY, row=row, patient=patient, visit_id=made)
            return replace(there, is_unsent=is_unsent)
        faults = tuple(
            fault_of(self.day_list, row, column, fault) for column, fault in self._faults(row)
        )
        if faults:
            return Verdict(row.line, Outcome.REFUSED, faults, row=row, patient=patient)
        resource = self.books.resource_of(row)
        if resource is not None:
            start = starts_at(row)
            end = start + timedelta(minutes=row.minutes)
            self.books.spans[resource.pk].take(start, end, row.line)
        return Verdict(
            line=row.line,
            outcome=Outcome.NEW if patient is not None else Outcome.NEW_PATIENT,
            row=row,
            patient=patient,
            visit_type=self.books.type_of(row),
            resource=resource,
            starts_at=starts_at(row),
        )

    def _faults(self, row: Row) -> Iterator[tuple[Column, PlainFault]]:
        patient = self.books.patients.get(row.identity.digits)
        if patient is None and not (row.given_name or row.family_name):
            yield Column.IDENTITY, NotImported("unknown_patient")
        known = patient
        if known is None and self.is_import:
            known = self.books.strangers.get(row.identity.digits)
        if known is not None and _is_someone_else(known, row):
            yield Column.IDENTITY, NotImported("other_name")
        if self.books.type_of(row) is None:
            yield Column.PURPOSE, NotImported("unknown_type", text=row.purpose)
        yield from self._time_faults(row)

    def _time_faults(self, row: Row) -> Iterator[tuple[Column, PlainFault]]:
        start, resource = starts_at(row), self.books.resource_of(row)
        if start <= self.at:
            yield Column.TIME, NotImported("past")
        if resource is None:
            yield Column.RESOURCE, NotImported("unknown_resource", text=row.resource)
            return
        end = start + timedelta(minutes=row.minutes)
        line = self.books.spans[resource.pk].in_the_way(start, end)
        if line:
            yield Column.TIME, NotImported("overlap", resource=resource.name, line=line)
        elif line is not None:
            yield Column.TIME, NotImported("taken", resource=resource.name)


def _is_someone_else(patient: Patient, row: Row) -> bool:
    """Whether the list's name shares no word with the person's: then the number is likely wrong."""
    listed = set(words_of(f"{row.given_name} {row.family_name}"))
    return bool(listed) and not listed & set(words_of(patient.full_name))
