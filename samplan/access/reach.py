"""Whether someone can be reached digitally, and why not."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.access.models import AgeLimit, AgeRule, Guardianship
from samplan.access.queries import guardianships_on, standing_consent
from samplan.common.dates import age_on
from samplan.patients.models import Patient

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Unreachable(models.TextChoices):
    """Why someone gets paper."""

    NO_CONSENT = "no_consent", _("has not agreed to digital contact")
    NO_ACCOUNT = "no_account", _("has never signed in")
    NO_GUARDIAN = "no_guardian", _("has no guardian who can sign in")


def why_unreachable(patient: Patient, day: date) -> Unreachable | None:
    """None where the patient, or for a younger child a guardian, can be reached digitally."""
    if standing_consent(patient.pk) is None:
        return Unreachable.NO_CONSENT
    if is_represented(patient, day):
        has_someone = guardians_who_can_act(patient.pk, day).exists()
        return None if has_someone else Unreachable.NO_GUARDIAN
    return None if patient.user_id is not None else Unreachable.NO_ACCOUNT


def is_represented(patient: Patient, day: date) -> bool:
    """Whether guardians act for the patient on `day`: younger than the age in force."""
    limit = (
        AgeLimit.objects.filter(rule=AgeRule.GUARDIAN_UNTIL, from_on__lte=day)
        .order_by("-from_on")
        .first()
    )
    return limit is not None and age_on(patient.born_on, day) < limit.years


def guardians_who_can_act(patient_id: uuid.UUID, day: date) -> "QuerySet[Guardianship]":
    """The patient's guardians who can sign in."""
    return (
        guardianships_on(day)
        .filter(patient_id=patient_id, guardian__user__is_active=True)
        .select_related("guardian")
        .order_by("id")
    )
