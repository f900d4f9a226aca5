"""Adding people whom care has not met before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from samplan.audit import trail
from samplan.audit.actor import Actor
from samplan.common.identity import IdentityNumber
from samplan.patients.models import Patient


@dataclass(frozen=True)
class NewPatient:
    """A person as a clinic's list names them."""

    identity: IdentityNumber
    given_name: str
    family_name: str
    language: str


@transaction.atomic
def note_home(
    patients: Sequence[Patient], *, region: str, municipality: str, acting: Actor
) -> None:
    """Note where the patients are registered: the region's HSA-id, and the municipality's name."""
    Patient.objects.filter(pk__in=[patient.pk for patient in patients]).update(
        home_region=region, municipality=municipality
    )
    about = [(patient.pk, patient) for patient in patients]
    trail.record_many("patient.home_noted", acting=acting, about=about, detail={})


@transaction.atomic
def add_patients(new: Sequence[NewPatient], *, acting: Actor) -> list[Patient]:
    """Make the patients, in two statements. Raises IntegrityError where a number is taken."""
    patients = [
        Patient(
            identity_kind=each.identity.kind.value,
            identity_number=each.identity.digits,
            given_name=each.given_name,
            family_name=each.family_name,
            born_on=each.identity.born_on,
            language=each.language,
        )
        for each in new
    ]
    Patient.objects.bulk_create(patients)
    about = [(patient.pk, patient) for patient in patients]
    trail.record_many("patient.added", acting=acting, about=about, detail={})
    return patients


@transaction.atomic
def change_reach(
    patient_id: uuid.UUID,
    *,
    acting: Actor,
    email: str | None = None,
    phone: str | None = None,
    language: str | None = None,
) -> None:
    """Change what is given of mail address, phone number and language; empty takes it away."""
    given = {"email": email, "phone": phone, "language": language}
    changed = {name: value for name, value in given.items() if value is not None}
    patient = Patient.objects.get(pk=patient_id)
    Patient.objects.filter(pk=patient_id).update(**changed)
    trail.record(
        "patient.reached_changed",
        acting=acting,
        patient_id=patient_id,
        about=patient,
        detail={"what": sorted(changed)},
    )
