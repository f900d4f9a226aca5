"""Selections of patients that a clinic uses again and again."""

from django.db import models

from samplan.access.acting import Acting, StaffActing
from samplan.common.keys import KeyField


class SavedSelectionQuerySet(models.QuerySet["SavedSelection"]):
    """Saved selections."""


class SavedSelection(models.Model):
    """Whom a clinic often sends to, by name: one of the selections (`key`), what it is narrowed to
    (`choice`, empty: all) and a period that moves with the day, never patients."""

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    name = models.TextField()
    key = models.TextField()
    choice = models.TextField(blank=True)
    period = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.TextField()

    objects = SavedSelectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "name"], name="selection_is_saved_once_by_its_name"
            )
        ]

    @classmethod
    def within(cls, acting: Acting) -> SavedSelectionQuerySet:
        """Those of the acting's clinic; patients and jobs have none."""
        if not isinstance(acting, StaffActing):
            return cls.objects.none()
        return cls.objects.filter(clinic_id=acting.clinic_id)
