"""Lists of contacts between being looked through and being carried out."""

from django.db import models

from samplan.common.keys import KeyField


class KeptContactList(models.Model):
    """An uploaded list, kept for the acting that uploaded it and for a short while only."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    acting_key = models.TextField()
    data = models.BinaryField()
    kept_until = models.DateTimeField(db_index=True)
