"""What the database holds to be true of fixed contacts."""

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from samplan.contacts.models.days import DaysOf

DAYS_IN_WEEK: Final = 7

CONTACT_CONSTRAINTS: Final[list[models.BaseConstraint]] = [
    ExclusionConstraint(
        name="one_coordinator_at_a_time",
        expressions=[
            ("patient", RangeOperators.EQUAL),
            (DaysOf("starts_on", "ends_on"), RangeOperators.OVERLAPS),
        ],
        condition=Q(is_coordinator=True),
    ),
    ExclusionConstraint(
        name="one_fixed_physician_at_a_time",
        expressions=[
            ("patient", RangeOperators.EQUAL),
            (DaysOf("starts_on", "ends_on"), RangeOperators.OVERLAPS),
        ],
        condition=Q(kind="fixed_physician"),
    ),
    ExclusionConstraint(
        name="one_is_the_same_contact_once_at_a_time",
        expressions=[
            ("patient", RangeOperators.EQUAL),
            ("clinic", RangeOperators.EQUAL),
            ("staff", RangeOperators.EQUAL),
            ("kind", RangeOperators.EQUAL),
            (DaysOf("starts_on", "ends_on"), RangeOperators.OVERLAPS),
        ],
    ),
    models.CheckConstraint(
        condition=~Q(kind="coordinating") | Q(is_coordinator=True),
        name="coordinating_contact_coordinates",
    ),
    models.CheckConstraint(
        condition=Q(hours__len=DAYS_IN_WEEK), name="contact_has_hours_for_seven_days"
    ),
    models.CheckConstraint(
        condition=Q(answer_days__gte=1, answer_days__lte=30),
        name="contact_answers_within_a_month",
    ),
    models.CheckConstraint(
        condition=Q(ended_at=None, ended_by="", end_reason="")
        | (Q(ended_at__isnull=False, ends_on__isnull=False) & ~Q(ended_by="") & ~Q(end_reason="")),
        name="contact_ended_at_and_by_and_why_go_together",
    ),
]
