"""Copies of all of a patient's own data, each there to fetch for a week."""

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField

KEPT_FOR: Final = timedelta(days=7)
MADE_WITHIN: Final = timedelta(days=1)


class CopyState(models.TextChoices):
    """The few states of a copy; see `TRANSITIONS`."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready to fetch")
    REMOVED = "removed", _("Removed")
    FAILED = "failed", _("Could not be made")


TRANSITIONS: dict[CopyState, frozenset[CopyState]] = {
    CopyState.WAITING: frozenset({CopyState.READY, CopyState.FAILED}),
    CopyState.READY: frozenset({CopyState.REMOVED}),
    CopyState.REMOVED: frozenset(),
    CopyState.FAILED: frozenset(),
}


class DataCopyQuerySet(PatientOwnedQuerySet["DataCopy"]):
    """Copies by state."""

    def ready(self, at: datetime) -> Self:
        """There to fetch."""
        return self.filter(state=CopyState.READY, kept_until__gt=at)

    def overdue(self, at: datetime) -> Self:
        """Ready ones whose time has passed, and those that nobody has managed to make."""
        passed = Q(state=CopyState.READY, kept_until__lte=at)
        return self.filter(passed | Q(state=CopyState.WAITING, asked_at__lte=at - MADE_WITHIN))


class DataCopy(PatientOwned):
    """One copy, asked for by the patient or a guardian and reached by nobody else.

    Its `clinic` is asked for help where the notice does not come through, and does not reach it.
    """

    id = KeyField()
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=10)  # the kind of acting
    made_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    content = models.FileField(upload_to="copies/", blank=True)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(state="waiting"),
                name="one_copy_at_a_time_is_made_of_a_patient",
            ),
            models.CheckConstraint(
                condition=(Q(state="ready") & ~Q(content="") & Q(kept_until__isnull=False))
                | (~Q(state="ready") & Q(content="")),
                name="copy_has_its_content_while_it_is_ready",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-asked_at"], name="copy_of_patient")]

    @classmethod
    def within(cls, acting: Acting) -> DataCopyQuerySet:
        """The patient's copies, for the patient and those who act for one; no staff."""
        reached = cls.objects.within(acting)
        return reached.none() if acting.kind == "staff" else reached

    @property
    def is_waiting(self) -> bool:
        """It is being made."""
        return self.state == CopyState.WAITING

    @property
    def has_failed(self) -> bool:
        """It could not be made."""
        return self.state == CopyState.FAILED

    def is_ready(self, at: datetime) -> bool:
        """It is there to fetch."""
        is_kept = self.kept_until is not None and self.kept_until > at
        return self.state == CopyState.READY and is_kept

    def move_to(self, state: CopyState) -> None:
        """Change state along TRANSITIONS; raises ValueError outside them."""
        if state not in TRANSITIONS[CopyState(self.state)]:
            raise ValueError(f"A copy cannot go from {self.state} to {state}.")
        self.state = state
