"""Who is on a case, and where it has been."""

from django.db import models
from django.db.models import F, Q

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.cases import Case
from samplan.common.keys import KeyField


class PresenceQuerySet(PatientOwnedQuerySet["Presence"]):
    """Who has a case open."""


class Presence(PatientOwned):
    """Someone at the clinic had the case open a moment ago: colleagues see it."""

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.StaffMember", models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "case", "staff"], name="one_presence_per_case_and_person"
            )
        ]

    @classmethod
    def within(cls, acting: Acting) -> PresenceQuerySet:
        """Staff of the clinic see each other; patients do not."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.none()


class ForwardQuerySet(PatientOwnedQuerySet["Forward"]):
    """Where cases have been."""


class Forward(PatientOwned):
    """A case was handed on: from the clinic of this row to another one, and why."""

    id = KeyField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    to_clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    reason = models.TextField()
    forwarded_at = models.DateTimeField()
    forwarded_by = models.TextField()

    objects = ForwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(clinic=F("to_clinic")), name="a_case_is_forwarded_elsewhere"
            )
        ]
        indexes = [models.Index(fields=["case", "-id"], name="forward_of_case")]

    @classmethod
    def within(cls, acting: Acting) -> ForwardQuerySet:
        """The forwards that `acting` reaches: the old clinic keeps knowing where it went."""
        return cls.objects.within(acting)
