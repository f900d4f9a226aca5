"""Who is told, and which way: the patient, or the guardians of a younger child."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samplan.access.reach import guardians_of, is_child, reach_of, with_reach
from samplan.common.phones import mobile_number
from samplan.notifications.channels.choosing import is_open
from samplan.notifications.models import Way
from samplan.patients.models import Patient


@dataclass(frozen=True)
class Recipient:
    """The way to someone, the address there and the language to write in."""

    way: Way
    address: str
    language: str


def recipients_of(keys: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, list[Recipient]]:
    """Those to tell on `day` for each patient; nobody for one who gets paper."""
    patients = list(with_reach(Patient.objects.filter(pk__in=keys), day))
    reached = [patient for patient in patients if reach_of(patient, day) is None]
    children = {patient.pk for patient in reached if is_child(patient, day)}
    people = {patient.pk: [patient] for patient in reached if patient.pk not in children}
    people |= guardians_of(children, day)
    found: dict[uuid.UUID, list[Recipient]] = {key: [] for key in keys}
    for key, named in people.items():
        found[key] = [way for one in named if (way := _way_to(one))]
    return found


def _way_to(person: Patient) -> Recipient | None:
    """By mail, or by SMS to one who has given only a mobile number."""
    if person.email:
        return Recipient(Way.MAIL, person.email, person.language)
    number = mobile_number(person.phone) if person.phone and is_open(Way.SMS) else ""
    return Recipient(Way.SMS, number, person.language) if number else None
