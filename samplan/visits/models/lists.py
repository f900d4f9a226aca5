"""Day lists between being looked through and being imported."""

from django.db import models
from django.db.models import Q

from samplan.common.keys import KeyField


class KeptList(models.Model):
    """An uploaded day list, kept for the acting that uploaded it and for a short while only.

    `report` is what each row would become, or has become once `imported_at` is set; the file
    itself is then gone. `to_send` holds the visits whose summonses a job has still to send.
    """

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    acting_key = models.TextField()
    data = models.BinaryField()
    report = models.JSONField()
    kept_until = models.DateTimeField(db_index=True)
    imported_at = models.DateTimeField(null=True)
    to_send = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(imported_at=None) | Q(data=b""), name="imported_list_keeps_no_file"
            ),
            models.CheckConstraint(
                condition=Q(to_send=[]) | Q(imported_at__isnull=False),
                name="only_an_imported_list_is_sent",
            ),
        ]
