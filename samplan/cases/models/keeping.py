"""How long ended cases are kept: a region's decisions, what is held back, what was removed."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.case_kinds import CaseKind
from samplan.cases.models.cases import Case
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField

FEWEST_DAYS = 90


class RemovedKind(models.TextChoices):
    """The cases that a region decides about. A visit's own go with the visit."""

    SERVICE = CaseKind.SERVICE.value, _("Started by the patient")
    SENT = CaseKind.SENT.value, _("Sent by the clinic")


class RetentionDecisionQuerySet(models.QuerySet["RetentionDecision"]):
    """Decisions by when they hold."""

    def in_force(self, day: date) -> Self:
        """For each region and kind the one that holds on `day`."""
        begun = self.filter(from_on__lte=day).order_by("region", "kind", "-from_on", "-id")
        return begun.distinct("region", "kind")


class RetentionDecision(models.Model):
    """A region's decision to remove cases of a kind so many days after they were ended.

    It is never changed, only followed by a newer one (a trigger). With `after_days` of None,
    from that day on nothing of the kind is removed.
    """

    id = KeyField()
    region = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RemovedKind)
    after_days = models.PositiveIntegerField(null=True)
    from_on = models.DateField()
    reference = models.TextField()  # of the decision in the region's own register
    decided_by = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.TextField()

    objects = RetentionDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(after_days=None) | Q(after_days__gte=FEWEST_DAYS),
                name="retention_is_longer_than_a_case_can_be_reopened",
            ),
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(decided_by=""),
                name="retention_decision_says_where_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "kind", "-from_on", "-id"], name="retention_in_force")
        ]


class RemovalLog(models.Model):
    """One batch of removed cases: how many of what, their keys, by which decision. No content,
    and never changed (a trigger)."""

    id = KeyField()
    decision = models.ForeignKey(RetentionDecision, models.PROTECT, related_name="removals")
    case_ids = ArrayField(models.UUIDField())
    counts = models.JSONField()  # {what: number}
    removed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["decision", "-removed_at"], name="removal_by_decision")]


class PreservationQuerySet(PatientOwnedQuerySet["Preservation"]):
    """What is held back from removal."""

    def standing(self) -> Self:
        """Not released."""
        return self.filter(released_at=None)


class Preservation(PatientOwned):
    """Someone at the clinic holds a case back from removal, and why. Patients do not see it."""

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    reason = models.TextField()
    held_at = models.DateTimeField()
    held_by = models.TextField()
    released_at = models.DateTimeField(null=True)
    released_by = models.TextField(blank=True)

    objects = PreservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "case"],
                condition=Q(released_at=None),
                name="case_is_held_back_once",
            ),
            at_and_by_go_together("preservation", "released"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> PreservationQuerySet:
        """Those that `acting` reaches: staff of the clinic, and no patient."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.none()
