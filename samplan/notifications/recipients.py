"""Who is told: the patient, or the guardians of a younger child."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samplan.access.reach import guardians_of, is_child, reach_of, with_reach
from samplan.patients.models import Patient


@dataclass(frozen=True)
class Recipient:
    """A mail address and the language to write in."""

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
        found[key] = [Recipient(one.email, one.language) for one in named if one.email]
    return found
