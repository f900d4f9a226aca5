"""Making a copy: everything that the patient reaches, read as the patient."""

import uuid
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils import translation

from samplan.access.acting import PatientActing
from samplan.access.own_data import parts
from samplan.access.queries import guardian_acting, self_acting
from samplan.common.dates import local
from samplan.interop.keeping import fail, keep
from samplan.interop.models import DataCopy
from samplan.interop.packing import Pack

LANGUAGE: Final = "sv"


def make(copy_id: uuid.UUID, *, at: datetime) -> None:
    """Make the copy that was asked for, and tell that it is ready. Safe to run twice.

    Where whoever asked may act for the patient no longer, it is not made.
    """
    copy = DataCopy.objects.get(pk=copy_id)
    if not copy.is_waiting:
        return
    acting = _acting_of(copy, local(at).date())
    if acting is None:
        fail(copy)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.zip"
        write_copy(path, Path(folder), acting=acting, at=at)
        keep(copy, path, at=at)


def write_copy(path: Path, folder: Path, *, acting: PatientActing, at: datetime) -> None:
    """Write the copy to `path`, with what it is put together from in `folder`."""
    with translation.override(LANGUAGE), Pack(path, folder, acting.patient_name, at) as pack:
        for part in parts():
            pack.add(part.key, str(part.heading), part.entries(acting))


def _acting_of(copy: DataCopy, day: date) -> PatientActing | None:
    if copy.asked_as == "guardian":
        return guardian_acting(copy.asked_by_id, copy.patient_id, day)
    acting = self_acting(copy.asked_by_id, day)
    return acting if acting is not None and acting.patient_id == copy.patient_id else None
