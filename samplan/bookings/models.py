"""Resources, what occupies them, and patients' appointments."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField

SHORTEST = 5  # minutes
LONGEST = 600  # minutes


class Resource(models.Model):
    """Someone or something at a clinic that can hold one visit at a time."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.StaffMember", models.PROTECT, null=True)
    name = models.TextField()
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="resource_has_its_own_name")
        ]


class Occupancy(models.Model):
    """A resource is taken during a span. Freed ones stay, as history."""

    id = KeyField()
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+")
    during = DateTimeRangeField()
    is_freed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="resource_holds_one_visit_at_a_time",
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_freed=False),
            )
        ]


class AppointmentState(models.TextChoices):
    """Booked until something ends it."""

    BOOKED = "booked", _("Booked")
    CANCELLED = "cancelled", _("Cancelled")


class AppointmentQuerySet(PatientOwnedQuerySet["Appointment"]):
    """Appointments of patients."""


class Appointment(PatientOwned):
    """A patient's booked time."""

    id = KeyField()
    occupancy = models.OneToOneField(Occupancy, models.PROTECT)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.TextField(blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST),
                name="appointment_has_a_sensible_length",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by="", state="booked")
                | (Q(cancelled_at__isnull=False, state="cancelled") & ~Q(cancelled_by="")),
                name="appointment_cancelled_at_and_by_go_together",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "starts_at"], name="appointment_of_patient"),
            models.Index(fields=["clinic", "starts_at"], name="appointment_at_clinic"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> AppointmentQuerySet:
        """The appointments that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return timedelta(minutes=self.minutes)
