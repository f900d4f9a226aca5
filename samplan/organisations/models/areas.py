"""Service areas: whom a clinic is there for."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField

OLDEST: Final = 150  # years: nobody is older


class Sex(models.TextChoices):
    """The sexes that an identity number can say."""

    FEMALE = "female", _("Women")
    MALE = "male", _("Men")


class ServiceArea(models.Model):
    """Whom a clinic is there for: by region, municipality, sex and age, as far as each is said.

    Several rows mean any of them; a clinic without rows is there for everyone. Ages are whole
    years, both included.
    """

    id = KeyField()
    clinic = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="service_areas"
    )
    region = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    municipality = models.TextField(blank=True)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="service_area_ends_at_an_age_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(Q(age_from=None) | Q(age_from__lte=OLDEST))
                & (Q(age_to=None) | Q(age_to__lte=OLDEST)),
                name="service_area_is_of_ages_that_people_reach",
            ),
        ]
