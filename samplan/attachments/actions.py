"""Taking in files, and taking them away."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.attachments.jobs import check_file, tell_of_refused
from samplan.attachments.keeping import store, stored, throw_away
from samplan.attachments.models import (
    MOST_FILES,
    Attachment,
    FileState,
)
from samplan.attachments.pieces import make_room
from samplan.attachments.room import NoRoom, give_room_back
from samplan.attachments.taking_in import (
    CleanUpload,
    clean_upload,
    clean_upload_from_care,
    take_in,
)
from samplan.audit import trail


def check_room(held: int, *, most: int = MOST_FILES) -> None:
    """Raise NoRoom where `held` files leave no room for one more."""
    if held >= most:
        raise NoRoom("one" if most == 1 else "many", most=most)


@transaction.atomic
def add_file(
    cleaned: CleanUpload, *, about: OwnedThing, field: str, acting: Acting, at: datetime
) -> Attachment:
    """Keep a cleaned file as an answer to `field` of the row that it is about.

    The caller holds that row and has asked `check_room`. It is stored under a name that says
    nothing. Raises NoRoom where the patient's files would take more than they may in all.
    """
    make_room(about.patient_id, cleaned.file.size, at=at)
    attachment = _described(cleaned, about, field, acting=acting, at=at)
    is_ready = cleaned.state is FileState.READY
    try:
        store(attachment.content if is_ready else attachment.original, cleaned.file.path)
        if is_ready and cleaned.file.thumbnail is not None:
            store(attachment.thumbnail, cleaned.file.thumbnail)
        attachment.save(force_insert=True)
    except Exception:
        for kept in stored(attachment):
            kept.delete(save=False)
        raise
    if not is_ready:
        check_file.defer(file_id=str(attachment.pk))
    trail.record("file.added", acting=acting, patient_id=about.patient_id, about=attachment)
    return attachment


def _described(
    cleaned: CleanUpload, about: OwnedThing, field: str, *, acting: Acting, at: datetime
) -> Attachment:
    return Attachment(
        patient_id=about.patient_id,
        clinic_id=about.clinic_id,
        owner_kind=type(about).__name__.lower(),
        owner_id=str(about.pk),
        field=field,
        name=cleaned.file.name,
        kind=cleaned.file.kind.value,
        size=cleaned.file.size,
        sha256=cleaned.file.sha256,
        scan=cleaned.scan,
        state=cleaned.state,
        uploaded_at=at,
        uploaded_by=acting.actor_name,
        uploaded_by_kind=acting.kind,
    )


@transaction.atomic
def remove_file(attachment: Attachment, *, acting: Acting, at: datetime) -> bool:
    """Throw away a file that was never sent. One that was sent stays: False."""
    held = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if held.sent_at is not None or held.removed_at is not None:
        return False
    held.removed_at, held.removed_by = at, acting.actor_name
    held.save(update_fields=["removed_at", "removed_by"])
    throw_away(stored(held))
    if held.state != FileState.REFUSED:
        give_room_back(held.patient_id, held.size)
    trail.record("file.removed", acting=acting, patient_id=held.patient_id, about=held)
    return True


def mark_sent(ids: Iterable[str], *, at: datetime) -> None:
    """Note that the files were sent: from now on the other side may open them.

    What is refused by then, unseen, is told of as what is refused later.
    """
    keys = list(ids)
    if not keys:
        return
    sent = Attachment.objects.filter(pk__in=keys)
    if sent.filter(sent_at=None).update(sent_at=at):
        for refused in sent.filter(sent_at=at, state=FileState.REFUSED):
            tell_of_refused.defer(file_id=str(refused.pk))


def move_files(owner_kind: str, owner_ids: Sequence[str], clinic_id: uuid.UUID) -> None:
    """Let another clinic answer for the files of rows that were handed on to it."""
    owned = Attachment.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids)
    owned.update(clinic_id=clinic_id)


__all__ = [
    "CleanUpload",
    "add_file",
    "check_room",
    "clean_upload",
    "clean_upload_from_care",
    "mark_sent",
    "move_files",
    "remove_file",
    "take_in",
]
