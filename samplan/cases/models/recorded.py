"""What is a record of care: whether the record has it, and whether it is archived."""

from django.db import models


class Recorded(models.Model):
    """A row that is taken to the record as it stands, and taken there anew once it has changed."""

    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)  # to the record
    delivered_by = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_delivered(self) -> bool:
        """The record has it as it stands: nothing has happened in it since."""
        return self.delivered_at is not None and self.delivered_at >= self.changed_at
