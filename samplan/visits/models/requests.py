"""What patients ask for around a visit: another time, someone more to meet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.visits.models.visit import Visit


class TimeChangeKind(models.TextChoices):
    """What to do with a time that does not suit."""

    CANCEL = "cancel", _("Cancel the visit")
    ANOTHER = "another", _("Ask for another time")


class TimeChangeQuerySet(PatientOwnedQuerySet["TimeChange"]):
    """Wishes to change a time."""


class TimeChange(PatientOwned):
    """The patient cancelled, or asked for another time and keeps the old one until then.

    Until the clinic has answered, the patient may take a wish back.
    """

    id = KeyField()
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="time_changes")
    kind = models.CharField(max_length=10, choices=TimeChangeKind)
    reason = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    was_late = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    is_taken_back = models.BooleanField(default=False)  # then by whom it was "answered"

    objects = TimeChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "visit"],
                condition=Q(answered_at=None),
                name="one_open_time_change_per_visit",
            ),
            at_and_by_go_together("time_change", "answered"),
            models.CheckConstraint(
                condition=Q(is_taken_back=False)
                | Q(kind="another", answered_at__isnull=False, answer=""),
                name="what_is_taken_back_gets_no_answer",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> TimeChangeQuerySet:
        """The wishes that `acting` reaches."""
        return cls.objects.within(acting)


class WishOutcome(models.TextChoices):
    """What became of a wish to meet someone more."""

    OPEN = "open", _("Waiting for the clinic")
    BOOKED = "booked", _("The clinic books it")
    DISCUSS = "discuss", _("You talk about it at the visit")
    DECLINED = "declined", _("Not now")


class WishQuerySet(PatientOwnedQuerySet["Wish"]):
    """Wishes to meet someone more."""


class Wish(PatientOwned):
    """A profession that the patient would like to meet, and what the clinic decided."""

    id = KeyField()
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="wishes")
    activity = models.OneToOneField("plans.Activity", models.PROTECT)
    code = models.TextField()
    words = models.TextField()
    outcome = models.CharField(max_length=10, choices=WishOutcome, default=WishOutcome.OPEN)
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "visit", "code"], name="one_wish_per_profession_and_visit"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", decided_at=None, decided_by="")
                | (~Q(outcome="open") & Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="wish_outcome_decided_at_and_by_go_together",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> WishQuerySet:
        """The wishes that `acting` reaches."""
        return cls.objects.within(acting)
