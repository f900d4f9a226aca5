"""Where an ended conversation leads on to, so that nobody stands at its end."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.cases.gates import services_to_ask
from samplan.cases.models import Case, GoesTo, Offering
from samplan.cases.queries import service_for_contacts
from samplan.contacts.models import CareContact

_all_services: Final[list[Callable[[], str]]] = []
_asking: Final[list[Callable[[uuid.UUID], str]]] = []


def register_services(address: Callable[[], str]) -> None:
    """Say where all services stand: a page of an app above."""
    _all_services[:] = [address]


def register_asking(address: Callable[[uuid.UUID], str]) -> None:
    """Say where one asks a clinic for a fixed care contact: a page of an app above."""
    _asking[:] = [address]


def where_to_ask(clinic_id: uuid.UUID) -> str:
    """That address; empty where no app above has it."""
    return _asking[0](clinic_id) if _asking else ""


@dataclass(frozen=True)
class Onward:
    """One way on: what its button says, and where it leads."""

    words: str
    url: str


def onward_from(case: Case, acting: PatientActing, *, today: date) -> Onward | None:
    """From an ended conversation to the one it was joined with, to the contact, or to a new one.

    None for what is not ended, or only tells something. No way is shown that the next page refuses.
    """
    if case.merged_into_id is not None:
        there = reverse("cases:case", args=[case.merged_into_id])
        return Onward(_("To the conversation it is joined with"), there)
    if case.closed_at is None or case.only_tells or not case.is_conversation:
        return None
    return _to_contact(case, acting, today) or _to_clinic(case, acting, today)


def _to_contact(case: Case, acting: PatientActing, today: date) -> Onward | None:
    if case.contact_id is None:
        return None
    standing = CareContact.within(acting).on(today).select_related("staff", "clinic")
    contact = standing.filter(pk=case.contact_id).first()
    if contact is None or service_for_contacts(acting, contact, today=today) is None:
        return None
    words = _("Write to %(name)s") % {"name": contact.staff.given_name}
    return Onward(words, reverse("cases:write", args=[contact.pk]))


def _to_clinic(case: Case, acting: PatientActing, today: date) -> Onward | None:
    """The clinic's general question; where it has none, all services."""
    service = general_service(acting, case.clinic_id, today=today)
    if service is not None:
        return Onward(_("Start a new case"), reverse("cases:service", args=[service.pk]))
    return Onward(_("Start a new case"), _all_services[0]()) if _all_services else None


def general_service(acting: PatientActing, clinic_id: uuid.UUID, *, today: date) -> Offering | None:
    """By which one asks the clinic itself about anything; None where one cannot."""
    services = services_to_ask(acting, acting.patient_id, on=today)
    return services.filter(clinic_id=clinic_id, version__goes_to=GoesTo.QUEUE).first()
