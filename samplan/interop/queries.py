"""Reads of copies."""

import uuid
from datetime import datetime

from samplan.access.acting import PatientActing
from samplan.interop.models import DataCopy


def newest_copy(acting: PatientActing) -> DataCopy | None:
    """The last one that was asked for."""
    return DataCopy.within(acting).order_by("-asked_at", "-id").first()


def ready_copy(acting: PatientActing, copy_id: uuid.UUID, *, at: datetime) -> DataCopy | None:
    """The copy, while it is there to fetch."""
    return DataCopy.within(acting).ready(at).filter(pk=copy_id).first()


def patient_of_copy(copy_id: uuid.UUID) -> uuid.UUID | None:
    """Whose the copy is."""
    return DataCopy.objects.filter(pk=copy_id).values_list("patient_id", flat=True).first()
