"""Who at a clinic shares the work, and who is away. A clinic's own, no patient's."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.contacts.models.days import DaysOf, on_day


class CareTeam(models.Model):
    """Several who share their patients. `description` is read by patients."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    name = models.TextField()
    description = models.TextField(blank=True)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="team_has_its_own_name")
        ]


class TeamMembership(models.Model):
    """A staff member of the clinic belongs to the team."""

    id = KeyField()
    team = models.ForeignKey(CareTeam, models.CASCADE, related_name="memberships")
    staff = models.ForeignKey("organisations.StaffMember", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "staff"], name="one_is_in_a_team_once")
        ]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences by time."""

    def on(self, day: date) -> "AbsenceQuerySet":
        """Those that hold on `day`, both ends included."""
        return self.filter(on_day(day, "from_on", "until_on"))


class Absence(models.Model):
    """Someone is away from a clinic, first and last day included. One that ended before it
    began ends the day before `from_on`, and holds on no day.

    Without `stand_in` the contact's team answers, else the clinic's queue.
    """

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.StaffMember", models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    stand_in = models.ForeignKey(
        "organisations.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()
    noted_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_is_away_once_at_a_time",
                expressions=[
                    ("clinic", RangeOperators.EQUAL),
                    ("staff", RangeOperators.EQUAL),
                    (DaysOf("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=~Q(stand_in=F("staff")), name="nobody_stands_in_for_themselves"
            ),
            at_and_by_go_together("absence", "ended"),
        ]

    def is_coming(self, day: date) -> bool:
        """Whether it begins later than `day`."""
        return self.from_on > day
