"""What every patient-owned table shares: its patient, its clinic, and its one entrance."""

import uuid
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.models import CareRelation
from samplan.audit import trail
from samplan.audit.actor import Thing

Row = TypeVar("Row", bound=models.Model)


class PatientOwnedQuerySet(models.QuerySet[Row]):
    """Rows of patients, narrowed to what an acting reaches."""

    def within(self, acting: Acting) -> Self:
        """The rows that `acting` reaches.

        A patient, or the guardian acting for one: that patient's rows. Staff: the rows of their
        own clinic, of patients with whom it has a care relation. A job: all rows.
        """
        trail.touch()
        match acting:
            case PatientActing():
                return self.filter(patient_id=acting.patient_id)
            case StaffActing():
                return self.filter(_has_care_relation(), clinic_id=acting.clinic_id)
            case SystemActing():
                return self.all()


def _has_care_relation() -> Q:
    relations = CareRelation.objects.filter(
        patient_id=OuterRef("patient_id"), clinic_id=OuterRef("clinic_id"), ended_at=None
    )
    return Q(Exists(relations))


class OwnedThing(Thing, Protocol):
    """A patient-owned row of an app above, for those below who only need to point to it."""

    @property
    def patient_id(self) -> uuid.UUID:
        """Its patient."""

    @property
    def clinic_id(self) -> uuid.UUID:
        """The clinic that answers for it."""


class PatientOwned(models.Model):
    """A row that belongs to a patient and that one clinic answers for.

    Each subclass has its own queryset (a PatientOwnedQuerySet) and the entrance
    `within(acting)`; the architecture test asks for both.
    """

    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
