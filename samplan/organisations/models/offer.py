"""When a clinic is open, and what one turns to it for: one offer, by phone and here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField
from samplan.organisations.models.places import Organisation


class HoursFor(models.TextChoices):
    """What the hours are for."""

    VISITS = "visits", _("Opening hours")
    PHONE = "phone", _("Phone hours")


def _hold_together() -> Q:
    """Closing at 00:00 is at the end of the day."""
    return Q(closes_at__gt=F("opens_at")) | Q(closes_at="00:00")


class OpeningHours(models.Model):
    """One span of a weekday, every week; Monday is 0. A closing time of 00:00 is midnight."""

    id = KeyField()
    clinic = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=HoursFor)
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_are_of_a_weekday"),
            models.CheckConstraint(condition=_hold_together(), name="hours_end_after_they_begin"),
            models.UniqueConstraint(
                fields=["clinic", "purpose", "weekday", "opens_at"], name="hours_stand_once"
            ),
        ]


class OtherHours(models.Model):
    """A day that is not as its weekday: closed, or open at another time, and why."""

    id = KeyField()
    clinic = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=HoursFor)
    day = models.DateField()
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None)
                | (Q(opens_at__isnull=False, closes_at__isnull=False) & _hold_together()),
                name="other_hours_end_after_they_begin",
            ),
            models.UniqueConstraint(
                fields=["clinic", "purpose", "day"], name="one_exception_per_day"
            ),
        ]


class Way(models.TextChoices):
    """How one gets something done quickest."""

    ONLINE = "online", _("here, when it suits you")
    PHONE = "phone", _("by phone")
    WALK_IN = "walk_in", _("come without a booked time")


class Errand(models.Model):
    """Something that one turns to the clinic for, under one name on the phone and here."""

    id = KeyField()
    clinic = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    name = models.TextField()
    what_for = models.TextField(blank=True)
    phone_key = models.CharField(max_length=1, blank=True)
    phone_hours = models.TextField(blank=True)  # where they are not those of the whole phone
    quickest = models.CharField(max_length=10, choices=Way)
    # Of the service that does the same here; where it is empty, the name says which.
    service_key = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "place"],
                name="one_errand_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["clinic", "phone_key"],
                condition=~Q(phone_key=""),
                name="one_errand_per_phone_key",
            ),
            models.CheckConstraint(
                condition=Q(phone_key="") | Q(phone_key__regex=r"^[0-9*#]$"),
                name="phone_key_stands_on_a_phone",
            ),
        ]
