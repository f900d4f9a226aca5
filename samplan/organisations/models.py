"""Nation > region > clinic, the staff, and who has which role where and when."""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField
from samplan.organisations.areas import OLDEST, ServiceArea, Sex

__all__ = [
    "OLDEST",
    "ServiceArea",
    "Sex",
]


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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="nation", parent__isnull=True)
                | (~Q(kind="nation") & Q(parent__isnull=False)),
                name="only_the_nation_stands_alone",
            )
        ]


class StaffMember(models.Model):
    """Someone who works in care, known by HSA-id."""

    id = KeyField()
    user = models.OneToOneField("accounts.User", models.PROTECT, null=True)
    hsa_id = models.TextField(unique=True)
    given_name = models.TextField()
    family_name = models.TextField()
    title = models.TextField()
    signs_as_clinic = models.BooleanField(default=False)

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


class Role(models.TextChoices):
    """What an assignment gives the right to do."""

    RECEIVER = "receiver", _("Case receiver")
    HANDLER = "handler", _("Case handler")
    THERAPIST = "therapist", _("Therapist")
    LOCAL_ADMINISTRATOR = "local_administrator", _("Local administrator")
    REGIONAL_ADMINISTRATOR = "regional_administrator", _("Regional administrator")
    NATIONAL_ADMINISTRATOR = "national_administrator", _("National administrator")
    LOG_REVIEWER = "log_reviewer", _("Log reviewer")
    IMPROVEMENT_LEAD = "improvement_lead", _("Improvement lead")


ROLE_MEANS: Final = {
    Role.RECEIVER: _(
        "For those who receive and share out: you see patients and visits, plan visits, "
        "send summonses and read answers."
    ),
    Role.HANDLER: _(
        "For those who prepare and hold visits: you see patients and visits, plan visits, "
        "send summonses and read answers."
    ),
    Role.THERAPIST: _(
        "For those who treat: you see patients and visits, plan visits, send summonses and "
        "read answers."
    ),
    Role.LOCAL_ADMINISTRATOR: _(
        "You look after the clinic's texts, staff, forms and visit types. You see no patients."
    ),
    Role.REGIONAL_ADMINISTRATOR: _(
        "You look after the region's clinics, staff and forms. You see no patients."
    ),
    Role.NATIONAL_ADMINISTRATOR: _(
        "You look after the regions, their clinics and the national forms. You see no patients."
    ),
    Role.LOG_REVIEWER: _("For those who review the log. It has no pages of its own here yet."),
    Role.IMPROVEMENT_LEAD: _(
        "For those who improve how you work. It has no pages of its own here yet."
    ),
}


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by time."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those in force on `day`, both ends included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Assignment(models.Model):
    """A staff member's role at an organisation, from a day, to a day or until further notice."""

    id = KeyField()
    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["staff", "organisation", "role", "starts_on"],
                name="assignment_stands_once",
            ),
        ]

    @property
    def means(self) -> str:
        """What one may do with the role, in a line."""
        return str(ROLE_MEANS[Role(self.role)])
