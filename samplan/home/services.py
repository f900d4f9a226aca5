"""What one may do at a clinic here: the one place that its services come from."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from samplan.access.acting import PatientActing, StaffActing
from samplan.cases.gates import services_of, services_offered
from samplan.cases.models import GoesTo, Offering
from samplan.cases.waiting import within_days_words
from samplan.common.addresses import address_of
from samplan.organisations.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Service:
    """Something one can do here at a clinic: what it is for, and when one gets an answer.

    `title` is the name that the clinic's phone choice has too. Staff have no `url`: they look.
    """

    title: str
    what_for: str
    answered: "StrOrPromise"
    url: str
    icon: str
    group: "StrOrPromise" = ""


def services_at(
    acting: PatientActing | StaffActing, clinic: Organisation, *, on: date
) -> list[Service]:
    """What the acting may do at the clinic on a day, in the clinic's order, each group together.

    Staff see all that the clinic offers any patient.
    """
    return services_by_clinic(acting, [clinic], on=on).get(clinic.pk, [])


def services_by_clinic(
    acting: PatientActing | StaffActing, clinics: Iterable[Organisation], *, on: date
) -> dict[uuid.UUID, list[Service]]:
    """As `services_at` for several clinics, by their keys, in one statement."""
    keys = [clinic.pk for clinic in clinics]
    if isinstance(acting, PatientActing):
        found = services_of(acting, acting.patient_id, on=on).filter(clinic__in=keys)
    else:
        found = services_offered(keys)
    listed: dict[uuid.UUID, list[Service]] = {}
    for offering in found:
        listed.setdefault(offering.clinic_id, []).append(_service(offering, acting))
    return listed


def _service(offering: Offering, acting: PatientActing | StaffActing) -> Service:
    version, language = offering.version, get_language() or "sv"
    promise = within_days_words(version.answer_days)
    is_mine = isinstance(acting, PatientActing)
    return Service(
        title=version.said("title", language),
        what_for=version.said("what_for", language),
        answered=promise if offering.is_active else offering.pause_words,
        url=address_of("cases:service", offering.pk) if is_mine else "",
        icon="message-circle-heart" if version.goes_to == GoesTo.CONTACT else "message-circle",
        group=offering.group,
    )


def grouped(services: list[Service]) -> list[tuple[str, list[Service]]]:
    """The services under their groups, in the same order."""
    groups = groupby(services, key=attrgetter("group"))
    return [(str(name), list(found)) for name, found in groups]
