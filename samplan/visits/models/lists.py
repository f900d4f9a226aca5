"""Day lists between being looked through and being imported and sent."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from samplan.common.keys import KeyField


class KeptListQuerySet(models.QuerySet["KeptList"]):
    """Lists by what is left to do with them."""

    def done_with(self, at: datetime) -> Self:
        """Those that nobody needs any more."""
        return self.filter(kept_until__lt=at)

    def to_try(self, at: datetime) -> Self:
        """Those with summonses to send, whose next try is due."""
        return self.filter(try_at__lte=at)

    def unfinished(self) -> Self:
        """Those with summonses that wait, or that could not be sent and nobody has seen to."""
        return self.filter(kept_until=None)


class KeptList(models.Model):
    """An uploaded day list, kept for the acting that uploaded it and for a short while only.

    `report` is what each row would become, or has become once `imported_at` is set; the file
    itself is then gone. `to_send` holds the visits whose summonses are still to be sent, by the
    acting of `acting_key` and next at `try_at`. Without `kept_until` it is kept, and is the whole
    clinic's, until its summonses are sent or staff have seen to those that could not be.
    """

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    acting_key = models.TextField()
    data = models.BinaryField()
    report = models.JSONField()
    kept_until = models.DateTimeField(null=True, db_index=True)
    imported_at = models.DateTimeField(null=True)
    to_send = models.JSONField(default=list)
    tries = models.PositiveIntegerField(default=0)
    try_at = models.DateTimeField(null=True)

    objects = KeptListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(imported_at=None) | Q(data=b""), name="imported_list_keeps_no_file"
            ),
            models.CheckConstraint(
                condition=Q(to_send=[]) | Q(imported_at__isnull=False),
                name="only_an_imported_list_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(to_send=[], try_at=None)
                | (~Q(to_send=[]) & Q(try_at__isnull=False, kept_until=None)),
                name="list_is_kept_and_tried_until_all_is_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic"], condition=Q(kept_until=None), name="kept_list_unfinished"
            )
        ]

    @property
    def is_waiting(self) -> bool:
        """Summonses of it are still to be sent."""
        return bool(self.to_send)
