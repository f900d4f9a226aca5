"""Nation > region > clinic, each with its one canonical name and how it is found."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.common.folding import Folded, PlainWords
from samplan.common.keys import KeyField


class OrganisationKind(models.TextChoices):
    """The levels of the care system, from the top."""

    NATION = "nation", _("Nation")
    REGION = "region", _("Region")
    CLINIC = "clinic", _("Clinic")


class Organisation(models.Model):
    """A nation, a region (or municipality) or a clinic, with its one canonical name."""

    id = KeyField()
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    hsa_id = models.TextField(unique=True)
    slug = models.SlugField(unique=True)
    name = models.TextField(unique=True)
    phone = models.TextField(blank=True)
    phone_hours = models.TextField(blank=True)
    address = models.TextField(blank=True)
    directions = models.TextField(blank=True)
    fees = models.TextField(blank=True)
    opening_hours = models.TextField(blank=True)
    welcome = models.TextField(blank=True)
    care_kind = models.TextField(blank=True)  # in plain words: "Hjärtmottagning"
    town = models.TextField(blank=True)
    is_open_on_holidays = models.BooleanField(default=False)
    sort_name = models.GeneratedField(
        expression=Folded("name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    search_words = models.GeneratedField(
        expression=PlainWords("name", "care_kind", "town"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="nation", parent__isnull=True)
                | (~Q(kind="nation") & Q(parent__isnull=False)),
                name="only_the_nation_stands_alone",
            )
        ]
        indexes = [
            models.Index(fields=["parent", "sort_name", "id"], name="organisation_by_name"),
            GinIndex(
                fields=["search_words"], opclasses=["gin_trgm_ops"], name="organisation_by_word"
            ),
        ]
