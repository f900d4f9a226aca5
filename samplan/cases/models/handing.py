"""Services that a clinic has handed out to patients, one by one or by list."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField


class HandOutQuerySet(PatientOwnedQuerySet["HandOut"]):
    """Hand-outs by time."""

    def standing(self, day: date) -> Self:
        """Those that hold on `day`, the last day included."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), revoked_at=None)


class HandOut(PatientOwned):
    """A service that the clinic has handed out to one patient, until a day or further notice."""

    id = KeyField()
    offering = models.ForeignKey("cases.Offering", models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()
    handed_by = models.TextField()
    until_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(blank=True)

    objects = HandOutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "offering"],
                condition=Q(revoked_at=None),
                name="handed_out_once_at_a_time",
            ),
            at_and_by_go_together("hand_out", "revoked"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("handed_at")),
                name="hand_out_is_revoked_after_it_was_handed",
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "offering", "id"], name="hand_out_of_clinic"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> HandOutQuerySet:
        """The hand-outs that `acting` reaches."""
        return cls.objects.within(acting)
