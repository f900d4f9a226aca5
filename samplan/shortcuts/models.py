"""A patient's own shortcuts and clinics. Nobody in care sees them."""

from typing import Self, TypeVar

from django.db import models

from samplan.access.acting import Acting, PatientActing, SystemActing
from samplan.access.owned import PatientOwnedQuerySet
from samplan.common.keys import KeyField

MOST_SHORTCUTS = 12
Row = TypeVar("Row", bound=models.Model)


class OwnQuerySet(PatientOwnedQuerySet[Row]):
    """Rows that belong to a patient and to no clinic."""

    def within(self, acting: Acting) -> Self:
        """The patient's own, for whoever acts for the patient; none for staff."""
        match acting:
            case PatientActing() | SystemActing():
                return super().within(acting)
        return self.none()


class ShortcutQuerySet(OwnQuerySet["Shortcut"]):
    """Shortcuts."""


class ChosenClinicQuerySet(OwnQuerySet["ChosenClinic"]):
    """Chosen clinics."""


class Shortcut(models.Model):
    """One link on the start page: to the `key` of a kind in `registry`, in the patient's order."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    kind = models.TextField()
    key = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField()

    objects = ShortcutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "key"], name="one_shortcut_to_each_thing"
            ),
            models.UniqueConstraint(
                fields=["patient", "place"],
                name="one_shortcut_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(place__lt=MOST_SHORTCUTS), name="shortcuts_are_few"
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> ShortcutQuerySet:
        """The shortcuts that `acting` reaches."""
        return cls.objects.within(acting)


class ChosenClinic(models.Model):
    """A clinic that the patient wants first in the list."""

    id = KeyField()
    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    objects = ChosenClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "clinic"], name="a_clinic_is_chosen_once")
        ]

    @classmethod
    def within(cls, acting: Acting) -> ChosenClinicQuerySet:
        """The choices that `acting` reaches."""
        return cls.objects.within(acting)
