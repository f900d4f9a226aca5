"""Putting a made copy where it can be fetched, and taking it away again."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.attachments.removing import remove_stored
from samplan.audit import trail
from samplan.common.dates import local
from samplan.interop.models import KEPT_FOR, CopyState, DataCopy
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind

COPYING: Final = SystemActing("own data")


@transaction.atomic
def keep(copy: DataCopy, path: Path, *, at: datetime) -> bool:
    """Let the patient fetch the copy at `path`, and tell of it. False where another worker was
    first.

    The name in the store is the copy's own, so that what a killed worker left is written over.
    """
    held = DataCopy.objects.select_for_update().get(pk=copy.pk)
    if not held.is_waiting:
        return False
    name = f"copies/{held.pk.hex}"
    default_storage.delete(name)
    with path.open("rb") as content:
        held.content.name = default_storage.save(name, File(content))
    held.move_to(CopyState.READY)
    held.made_at, held.kept_until, held.size = at, at + KEPT_FOR, path.stat().st_size
    held.save()
    trail.record("copy.made", acting=COPYING, patient_id=held.patient_id, about=held)
    notifications.tell(held, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return True


@transaction.atomic
def fail(copy: DataCopy) -> None:
    """Say that it could not be made, so that one can ask again."""
    held = DataCopy.objects.select_for_update().get(pk=copy.pk)
    if held.is_waiting:
        held.move_to(CopyState.FAILED)
        held.save()
        trail.record("copy.failed", acting=COPYING, patient_id=held.patient_id, about=held)


def remove_overdue(*, at: datetime) -> int:
    """Take away every copy whose time has passed, each in a transaction of its own; gives how
    many."""
    keys = list(DataCopy.objects.overdue(at).values_list("pk", flat=True))
    return sum(_removed(key, at) for key in keys)


@transaction.atomic
def _removed(key: uuid.UUID, at: datetime) -> bool:
    held = DataCopy.objects.select_for_update().overdue(at).filter(pk=key).first()
    if held is None:
        return False
    if held.is_waiting:
        fail(held)
        return True
    name, held.content = held.content.name, ""
    held.move_to(CopyState.REMOVED)
    held.save()
    remove_stored([name])
    trail.record("copy.removed", acting=COPYING, patient_id=held.patient_id, about=held)
    return True
