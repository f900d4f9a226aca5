"""What becomes of each line of a list, by what the clinic knows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from samplan.access.acting import StaffActing
from samplan.access.queries import patients_of_clinic
from samplan.audit import trail
from samplan.common.faults import PlainFault, gettext_noop
from samplan.contacts.importing.reading import Column, Line, Row, read_list
from samplan.contacts.models import CareContact, CareContactQuerySet, ContactKind
from samplan.contacts.queries import people_at
from samplan.organisations.models import StaffMember
from samplan.patients.models import Patient


class NotImported(PlainFault):
    """Why a row that can be read gives nobody a contact."""

    sentences = {
        "unknown_patient": gettext_noop(
            "Nobody at the clinic has this number. Check it, or look the patient up first."
        ),
        "unknown_staff": gettext_noop("Nobody with this HSA-id works with the clinic's patients."),
        "already": gettext_noop("This person is already the patient's contact of that kind."),
        "physician": gettext_noop("The patient already has a fixed physician."),
        "coordinator": gettext_noop("Someone already coordinates the patient's plan."),
    }


@dataclass(frozen=True)
class Verdict:
    """One line: whom it gives which contact, or the column and fault that stop it."""

    number: int
    row: Row | None = None
    patient: Patient | None = None
    staff: StaffMember | None = None
    column: str = ""
    fault: PlainFault | None = None

    @property
    def is_right(self) -> bool:
        """A contact is given by it."""
        return self.fault is None

    @property
    def sentence(self) -> str:
        """What stops it, in the language of the page."""
        fault = self.fault
        return f"{self.column}: {gettext(fault.message) % fault.params}" if fault else ""


def look_through(data: bytes, *, acting: StaffActing, today: date) -> list[Verdict]:
    """What would become of each line; each patient of the clinic that it names is logged.

    A number of someone else's patient reads as one that nobody has. Raises NotAContactList.
    """
    lines = read_list(data, today=today)
    judging = _Judging(_patients(lines, acting), _staff(acting, today))
    judging.know(CareContact.objects.filter(patient__in=judging.patients.values()), today)
    verdicts = [judging.verdict(line) for line in lines]
    people = {each.patient.pk: each.patient for each in verdicts if each.patient is not None}
    trail.record_many("contacts.checked", acting=acting, about=list(people.items()), detail={})
    if not people:
        trail.read_nobody()
    return verdicts


def _patients(lines: Collection[Line], acting: StaffActing) -> dict[str, Patient]:
    numbers = {line.row.identity.digits for line in lines if line.row is not None}
    found = patients_of_clinic(acting).filter(identity_number__in=numbers)
    return {patient.identity_number: patient for patient in found}


def _staff(acting: StaffActing, today: date) -> dict[str, StaffMember]:
    return {one.hsa_id.casefold(): one for one in people_at(acting.clinic_id, today)}


class _Judging:
    def __init__(self, patients: dict[str, Patient], staff: dict[str, StaffMember]) -> None:
        self.patients, self.staff = patients, staff
        self.taken: set[tuple[object, ...]] = set()

    def know(self, contacts: CareContactQuerySet, today: date) -> None:
        """What stands or is to come already, wherever."""
        for each in contacts.filter(Q(ends_on=None) | Q(ends_on__gte=today)):
            kind = ContactKind(each.kind)
            self.taken.update(_places(each.patient_id, each.staff_id, kind))
            if each.is_coordinator:
                self.taken.add((each.patient_id, "coordinator"))

    def verdict(self, line: Line) -> Verdict:
        """What becomes of the line; a right one takes its place before those below it."""
        row = line.row
        if row is None:
            return Verdict(line.number, column=line.column, fault=line.fault)
        patient = self.patients.get(row.identity.digits)
        staff = self.staff.get(row.hsa_id.casefold())
        column, fault = next(self._faults(row, patient, staff), ("", None))
        if patient is not None and staff is not None and fault is None:
            self.taken.update(_places(patient.pk, staff.pk, row.kind))
        return Verdict(line.number, row, patient, staff, column, fault)

    def _faults(
        self, row: Row, patient: Patient | None, staff: StaffMember | None
    ) -> Iterator[tuple[str, PlainFault]]:
        if patient is None:
            yield Column.IDENTITY.value, NotImported("unknown_patient")
        elif staff is None:
            yield Column.STAFF.value, NotImported("unknown_staff")
        else:
            codes = ("already", "physician", "coordinator")
            places = _places(patient.pk, staff.pk, row.kind)
            for place in places & self.taken:
                code = place[1] if place[1] in codes else "already"
                yield Column.KIND.value, NotImported(str(code))


def _places(patient_id: object, staff_id: object, kind: ContactKind) -> set[tuple[object, ...]]:
    """What only one contact at a time may have."""
    places: set[tuple[object, ...]] = {(patient_id, staff_id, kind)}
    if kind == ContactKind.FIXED_PHYSICIAN:
        places.add((patient_id, "physician"))
    if kind == ContactKind.COORDINATING:
        places.add((patient_id, "coordinator"))
    return places
