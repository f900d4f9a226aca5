"""Who may use a clinic's services: one evaluator, that both lists them and guards them.

Three gates, as case types have nationally: open to everyone, to patients whom the clinic has
approved, or to those whom it has handed the service out to, until a day.
"""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from samplan.access.acting import Acting, PatientActing
from samplan.audit import trail
from samplan.cases.models import Direction, GoesTo, HandOut, Offering, OfferingState, OpensTo
from samplan.contacts.models import CareContact

GENERAL: Final = "stall-en-fraga"  # the national case type for questions of any kind


def services_of(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """The services that may be used for the patient by `acting` on a day, at any clinic.

    Those that are paused are among them, so that one is told why. Whoever acts for a patient
    reaches what is open to that patient, whatever else is asked for; staff, who enter cases for
    someone, what their own clinic offers that patient.
    """
    trail.touch()
    if isinstance(acting, PatientActing):
        return _open_to(acting.patient_id, on)
    services = _open_to(patient_id, on)
    return services.filter(clinic_id=acting.unit_id) if acting.kind == "staff" else services


def _open_to(patient_id: uuid.UUID, day: date) -> QuerySet[Offering]:
    handed = HandOut.objects.standing(day).filter(patient_id=patient_id, offering_id=OuterRef("pk"))
    is_open = Q(opens_to=OpensTo.EVERYONE) | Q(Exists(handed), opens_to=OpensTo.HANDED_OUT)
    return _started_by_patients().filter(is_open)


def _started_by_patients() -> QuerySet[Offering]:
    return (
        Offering.objects.filter(case_type__direction=Direction.PATIENT)
        .exclude(state=OfferingState.RETIRED)
        .select_related("version__questionnaire", "clinic")
        .order_by("group", "position", "id")
    )


def services_offered(clinic_ids: Collection[uuid.UUID]) -> QuerySet[Offering]:
    """All that clinics offer any of their patients: what staff see of it."""
    return _started_by_patients().filter(clinic__in=clinic_ids)


def services_for_contacts(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """Of `services_of`, those in use by which one writes to care contacts at their clinics."""
    services = services_of(acting, patient_id, on=on)
    return services.filter(version__goes_to=GoesTo.CONTACT, state=OfferingState.ACTIVE)


def services_to_ask(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """Of `services_of`, those in use by which one asks about anything: first to one's care contact
    at the clinic, where one has one, else by the general question."""
    contacts = CareContact.objects.on(on).filter(
        patient_id=patient_id, clinic_id=OuterRef("clinic_id")
    )
    to_contact = Q(Exists(contacts), version__goes_to=GoesTo.CONTACT)
    services = services_of(acting, patient_id, on=on).filter(state=OfferingState.ACTIVE)
    asked = services.filter(to_contact | Q(case_type__slug=GENERAL))
    return asked.order_by("version__goes_to", "position", "id")  # contact before queue
