"""Making visits of a day list, a batch at a time."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from psycopg.errors import DeadlockDetected

from samplan.access.acting import Acting, StaffActing
from samplan.access.limits import take_look_ups
from samplan.audit import trail
from samplan.patients.actions import NewPatient, add_patients
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visits, send_visits
from samplan.visits.daylist import Column, DayList, Row
from samplan.visits.importing.judging import check_day_list, judge, log_people
from samplan.visits.importing.verdicts import NotImported, Outcome, Report, Verdict, fault_of
from samplan.visits.models import Visit

BATCH: Final = 500
T = TypeVar("T")


def import_day_list(
    data: bytes, *, clinic_id: uuid.UUID, acting: Acting, at: datetime, is_sent: bool = False
) -> Report:
    """Make a visit of each row that can become one, and send the summonses where `is_sent`.

    Importing the same list again makes nothing again, also at the same time; it sends what an
    import that was cut short, or did not send, has left unsent. Bad rows are named
    and do not stop the others. Raises NotADayList.
    """
    report = check_day_list(data, clinic_id=clinic_id, at=at, is_import=True)
    log_people(report, acting=acting)
    _limit(report, acting=acting, at=at)
    new = [verdict for verdict in report.verdicts if verdict.is_new]
    carrying = _CarryingOut(report, clinic_id, acting, at)
    done = {verdict.line: verdict for batch in _batches(new) for verdict in carrying.batch(batch)}
    report.verdicts = [done.get(verdict.line, verdict) for verdict in report.verdicts]
    if is_sent:
        _send(report, report.to_send(), acting=acting, at=at)
    trail.record(
        "visits.imported",
        acting=acting,
        patient_id=None,
        detail={"made": report.new_count, "refused": report.refused_count},
    )
    return report


def _limit(report: Report, *, acting: Acting, at: datetime) -> None:
    """Let nobody try whose numbers are known: wrong names cost look-ups; spent, nobody new comes.

    Then nobody outside the clinic is told from someone whom nobody knows.
    """
    new = {each.line for each in report.verdicts if each.is_of_nobody_here}
    if not new or not isinstance(acting, StaffActing):
        return
    wrong = {
        each.stranger.pk for each in report.verdicts if each.stranger and each.has("other_name")
    }
    if take_look_ups(len(wrong), acting=acting, at=at):
        return
    trail.record("look_ups.spent", acting=acting, patient_id=None)
    report.verdicts = [
        _spent(each, report.day_list, each.row) if each.line in new and each.row else each
        for each in report.verdicts
    ]


def _spent(verdict: Verdict, day_list: DayList, row: Row) -> Verdict:
    fault = fault_of(day_list, row, Column.IDENTITY, NotImported("look_ups_spent"))
    return Verdict(verdict.line, Outcome.REFUSED, (fault,), row=row)


def _send(report: Report, made: Sequence[Verdict], *, acting: Acting, at: datetime) -> None:
    for batch in _batches(made):
        lines = {verdict.visit_id: verdict.line for verdict in batch}
        sending = send_visits([key for key in lines if key is not None], acting=acting, at=at)
        report.sent_count += len(sending.sent)
        report.not_sent |= {lines[key]: why for key, why in sending.refused.items()}


def _batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[place : place + BATCH] for place in range(0, len(things), BATCH))


@dataclass
class _CarryingOut:
    report: Report
    clinic_id: uuid.UUID
    acting: Acting
    at: datetime

    def batch(self, verdicts: Sequence[Verdict], *, tries: int = 2) -> list[Verdict]:
        """The verdicts as they turned out. All at once; where something has come in between,
        looked through again; at last one by one, so that one does not stop the others."""
        try:
            with transaction.atomic():
                return self._made(verdicts)
        except IntegrityError:
            pass
        except OperationalError as fault:
            if not isinstance(fault.__cause__, DeadlockDetected):
                raise
        if not tries:
            return self._one_by_one(verdicts)
        again = self._judged_again(verdicts)
        still = [verdict for verdict in again if verdict.is_new]
        done = {verdict.line: verdict for verdict in self.batch(still, tries=tries - 1)}
        return [done.get(verdict.line, verdict) for verdict in again]

    def _one_by_one(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        if len(verdicts) > 1:
            return [each for one in verdicts for each in self.batch([one])]
        return [self._refused(verdict) for verdict in verdicts]

    def _judged_again(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        rows = [verdict.row for verdict in verdicts if verdict.row is not None]
        return judge(
            self.report.day_list, rows, clinic_id=self.clinic_id, at=self.at, is_import=True
        )

    def _refused(self, verdict: Verdict) -> Verdict:
        """Someone is always quicker: then the time is taken."""
        if verdict.row is None or verdict.resource is None:
            return verdict
        taken = NotImported("taken", resource=verdict.resource.name)
        fault = fault_of(self.report.day_list, verdict.row, Column.TIME, taken)
        return replace(verdict, outcome=Outcome.REFUSED, faults=(fault,))

    def _made(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        known = self._patients(verdicts)
        new = [visit for verdict in verdicts if (visit := _new_visit(verdict, known))]
        visits = {visit.source_key: visit for visit in self._planned(new)}
        return [_with_visit(verdict, visits) for verdict in verdicts]

    def _planned(self, new: Sequence[NewVisit]) -> list[Visit]:
        return plan_visits(new, acting=self.acting, at=self.at)

    def _patients(self, verdicts: Sequence[Verdict]) -> dict[str, Patient]:
        """Those of the rows by number; the unknown ones are made, each once."""
        numbers = {verdict.row.identity.digits for verdict in verdicts if verdict.row}
        found = Patient.objects.filter(identity_number__in=numbers)
        known = {patient.identity_number: patient for patient in found}
        unknown: dict[str, NewPatient] = {}
        for verdict in verdicts:
            row = verdict.row
            if row is not None and row.identity.digits not in known:
                person = NewPatient(
                    row.identity, row.given_name, row.family_name, row.language or "sv"
                )
                unknown.setdefault(row.identity.digits, person)
        ordered = [unknown[number] for number in sorted(unknown)]
        added = add_patients(ordered, acting=self.acting) if ordered else []
        return known | {patient.identity_number: patient for patient in added}


def _new_visit(verdict: Verdict, known: dict[str, Patient]) -> NewVisit | None:
    row, visit_type, resource = verdict.row, verdict.visit_type, verdict.resource
    if row is None or visit_type is None or resource is None or verdict.starts_at is None:
        return None
    patient = known[row.identity.digits]
    return NewVisit(
        patient=patient,
        visit_type=visit_type,
        resource=resource,
        starts_at=verdict.starts_at,
        language=row.language or patient.language,
        texts={"minutes": row.minutes},
        source_key=row.fingerprint,
    )


def _with_visit(verdict: Verdict, visits: dict[str | None, Visit]) -> Verdict:
    if verdict.row is None:
        return verdict
    visit = visits[verdict.row.fingerprint]
    return replace(verdict, visit_id=visit.pk, patient=visit.patient)
