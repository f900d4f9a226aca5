"""Whether someone can be reached digitally, and why not."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from samplan.access.models import AgeRule, DigitalConsent
from samplan.access.queries import age_in_force, guardianships_on
from samplan.common.dates import age_on
from samplan.patients.models import Patient

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Unreachable(models.TextChoices):
    """Why someone gets paper."""

    NO_CONSENT = "no_consent", _("has not agreed to digital contact")
    NO_ACCOUNT = "no_account", _("has never signed in")
    NO_GUARDIAN = "no_guardian", _("has no guardian who can sign in")


def with_reach(patients: "QuerySet[Patient]", day: date) -> "QuerySet[Patient]":
    """The patients with what `reach_of` asks for: no further statement per patient."""
    consents = DigitalConsent.objects.filter(patient_id=OuterRef("pk"))
    standing = consents.filter(withdrawn_at=None)
    ended = consents.exclude(withdrawn_at=None).order_by("-withdrawn_at")
    guardians = guardianships_on(day).filter(
        patient_id=OuterRef("pk"), guardian__user__is_active=True
    )
    return patients.annotate(
        consented_at=Subquery(standing.values("given_at")[:1]),
        consent_is_guardians=Subquery(standing.values("is_by_guardian")[:1]),
        consent_ended_at=Subquery(ended.values("withdrawn_at")[:1]),
        guardians_until=age_in_force(AgeRule.GUARDIAN_UNTIL, day),
        has_guardian=Exists(guardians),
    )


def reach_of(patient: Patient, day: date) -> Unreachable | None:
    """As `why_unreachable`, for a patient that came through `with_reach`."""
    known = patient.__dict__
    grown_out = known["consent_is_guardians"] and not is_child(patient, day)
    if known["consented_at"] is None or grown_out:
        return Unreachable.NO_CONSENT
    if is_child(patient, day):
        return None if known["has_guardian"] else Unreachable.NO_GUARDIAN
    return None if patient.user_id is not None else Unreachable.NO_ACCOUNT


def why_unreachable(patient: Patient, day: date) -> Unreachable | None:
    """None where the patient, or for a younger child a guardian, can be reached digitally."""
    return reach_of(with_reach(Patient.objects.filter(pk=patient.pk), day).get(), day)


def is_child(patient: Patient, day: date) -> bool:
    """Whether guardians act for a patient that came through `with_reach`."""
    until: int | None = patient.__dict__["guardians_until"]
    return until is not None and age_on(patient.born_on, day) < until


def guardians_of(children: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, list[Patient]]:
    """Each child's guardians who can sign in."""
    if not children:
        return {}
    rows = guardianships_on(day).filter(patient__in=children, guardian__user__is_active=True)
    found: dict[uuid.UUID, list[Patient]] = {}
    for row in rows.select_related("guardian").order_by("id"):
        found.setdefault(row.patient_id, []).append(row.guardian)
    return found
