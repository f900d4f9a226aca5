"""Who is told: the patient, or the guardians of a younger child."""

from dataclasses import dataclass
from datetime import date

from samplan.access.reach import guardians_who_can_act, is_represented, why_unreachable
from samplan.patients.models import Patient


@dataclass(frozen=True)
class Recipient:
    """A mail address and the language to write in."""

    address: str
    language: str


def recipients_for(patient: Patient, day: date) -> list[Recipient]:
    """Those to tell on `day`; nobody where the patient cannot be reached digitally."""
    if why_unreachable(patient, day) is not None:
        return []
    people = [patient]
    if is_represented(patient, day):
        people = [row.guardian for row in guardians_who_can_act(patient.pk, day)]
    return [Recipient(person.email, person.language) for person in people if person.email]
