"""Taking in files, and taking them away."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.attachments import cleaning
from samplan.attachments.models import (
    LARGEST_FILE,
    LARGEST_FROM_CARE,
    MOST_FILES,
    Attachment,
    ScanState,
)
from samplan.attachments.room import NoRoom, give_room_back, take_room
from samplan.audit import trail


@dataclass(frozen=True)
class CleanUpload:
    """A file made safe, still in a temporary folder, and what the virus scanner said of it."""

    file: cleaning.CleanFile
    scan: ScanState


def clean_upload(
    upload: "UploadedFile[Any]", folder: Path, *, largest: int | None = None
) -> CleanUpload:
    """Scan and clean what was sent in, leaving the safe copy in `folder`. Writes nothing else.

    At most `largest` bytes, or as many as any file. May take seconds: call it outside of a
    transaction. Raises RefusedFile with what the person can do instead.
    """
    largest = largest or LARGEST_FILE
    if (upload.size or 0) > largest:
        raise cleaning.RefusedFile("too_large", megabytes=largest // (1024 * 1024))
    content = cast("BinaryIO", upload.file)
    content.seek(0)
    found = cleaning.scan(content, settings.SAMPLAN_CLAMD)
    if found.state is cleaning.ScanState.INFECTED:
        raise cleaning.RefusedFile("infected")
    content.seek(0)
    target = folder / secrets.token_hex(16)
    limits = cleaning.Limits(max_bytes=largest)
    name = upload.name or ""
    clean = cleaning.clean_in_sandbox(content, target, claimed_name=name, limits=limits)
    return CleanUpload(clean, ScanState(found.state.value))


def clean_upload_from_care(upload: "UploadedFile[Any]", folder: Path) -> CleanUpload:
    """As clean_upload, of what care gives to a patient: smaller, and a PDF can be read aloud.

    It is announced by its name, since cleaning takes its title away. Raises RefusedFile too for a
    PDF without tags or language.
    """
    cleaned = clean_upload(upload, folder, largest=LARGEST_FROM_CARE)
    if cleaned.file.kind is not cleaning.Kind.PDF:
        return cleaned
    cleaning.check_is_accessible(cleaned.file)
    return replace(cleaned, file=cleaning.titled(cleaned.file, Path(cleaned.file.name).stem))


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
    take_room(about.patient_id, cleaned.file.size)
    attachment = _described(cleaned, about, field, acting=acting, at=at)
    try:
        _store(attachment.content, cleaned.file.path)
        if cleaned.file.thumbnail is not None:
            _store(attachment.thumbnail, cleaned.file.thumbnail)
        attachment.save(force_insert=True)
    except Exception:
        for stored in _stored(attachment):
            stored.delete(save=False)
        raise
    trail.record("file.added", acting=acting, patient_id=about.patient_id, about=attachment)
    return attachment


def _store(kept: FieldFile, path: Path) -> None:
    with path.open("rb") as content:
        kept.save(secrets.token_hex(16), File(content), save=False)


def _stored(attachment: Attachment) -> list[FieldFile]:
    return [each for each in (attachment.content, attachment.thumbnail) if each]


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
    for stored in _stored(held):
        transaction.on_commit(partial(stored.storage.delete, stored.name or ""))
    give_room_back(held.patient_id, held.size)
    trail.record("file.removed", acting=acting, patient_id=held.patient_id, about=held)
    return True


def mark_sent(ids: Iterable[str], *, at: datetime) -> None:
    """Note that the files were sent: from now on the other side may open them."""
    keys = list(ids)
    if keys:
        Attachment.objects.filter(pk__in=keys, sent_at=None).update(sent_at=at)


def move_files(owner_kind: str, owner_ids: Sequence[str], clinic_id: uuid.UUID) -> None:
    """Let another clinic answer for the files of rows that were handed on to it."""
    owned = Attachment.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids)
    owned.update(clinic_id=clinic_id)
