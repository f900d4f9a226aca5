"""How a person is told, and the code that is on its way."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac

from samplan.notifications.models import AddressProof, Preference
from samplan.patients.models import Patient

HOLDS: Final = timedelta(minutes=15)
TRIES: Final = 5
CODES: Final = 1_000_000  # six digits


def preference_of(person_id: uuid.UUID) -> Preference:
    """What the person has chosen, or the usual, not yet saved."""
    found = Preference.objects.filter(patient_id=person_id).first()
    return found or Preference(patient_id=person_id)


def person_of(person_id: uuid.UUID) -> Patient:
    """The person, with addresses and language."""
    return Patient.objects.get(pk=person_id)


def standing_proof(person_id: uuid.UUID, *, at: datetime) -> AddressProof | None:
    """The person's latest code, while it still holds and is not used."""
    latest = AddressProof.objects.filter(patient_id=person_id).order_by("-sent_at", "-id").first()
    if latest is None or latest.proved_at is not None or latest.sent_at + HOLDS <= at:
        return None
    return latest


def code_of(proof: AddressProof) -> str:
    """The six digits: made from the proof's key and the installation's secret, kept nowhere."""
    digest = salted_hmac("samplan.address", str(proof.pk), algorithm="sha256").digest()
    return f"{int.from_bytes(digest) % CODES:06}"
