"""The log: who did and who read what. Append-only, text references only, chained by hash."""

from django.db import models

from samplan.common.paging import place_at


class Event(models.Model):
    """One thing that someone did with a patient's data. Written by `audit_append` alone.

    `body` is what the hash covers: kind, actor, unit, patient, what it is about. The other
    columns repeat parts of it for look-ups, and `verify` compares them.
    """

    id = models.UUIDField(primary_key=True)
    shard = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.TextField()
    patient = models.TextField(null=True)
    unit = models.TextField(null=True)
    body = models.JSONField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shard", "number"], name="event_has_its_own_place")
        ]
        indexes = [
            models.Index(fields=["patient", "-at", "-id"], name="event_by_patient"),
            models.Index(fields=["unit", "-at", "-id"], name="event_by_unit"),
        ]

    @property
    def place(self) -> str:
        """Its place in the log, for the address of the next page."""
        return place_at(self.at, self.pk)


class Head(models.Model):
    """The end of one chain: how many events it has and the hash of the last one."""

    shard = models.PositiveSmallIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField()
