"""Checking files apart from any page: large ones as they come, and again where nobody answered."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.attachments import cleaning, taking_in, telling
from samplan.attachments.keeping import store, stored, throw_away
from samplan.attachments.models import (
    Attachment,
    FileState,
    ScanState,
)
from samplan.attachments.room import give_room_back
from samplan.audit import trail

CHECKER: Final = SystemActing(job="file check")
LATE: Final = timedelta(minutes=15)
BATCH: Final = 100


def check(file_id: uuid.UUID, *, at: datetime) -> None:
    """Make safe what waits to be checked, or refuse it. Once, however often it is called."""
    file = _waiting(file_id)
    if file is None:
        return
    is_from_care = file.uploaded_by_kind == "staff"
    clean = taking_in.clean_upload_from_care if is_from_care else taking_in.clean_upload
    with TemporaryDirectory(prefix="samplan-check-") as folder, file.original.open("rb") as given:
        upload = UploadedFile(given, name=file.name, size=file.size)
        try:
            cleaned = clean(upload, Path(folder))
        except cleaning.RefusedFile as refusal:
            refuse(file, refusal, at=at)
        else:
            _make_ready(file, cleaned)


def _waiting(file_id: uuid.UUID) -> Attachment | None:
    files = Attachment.within(CHECKER).listed()
    return files.filter(pk=file_id, state=FileState.CHECKING).first()


@transaction.atomic
def _make_ready(file: Attachment, cleaned: taking_in.CleanUpload) -> None:
    held = _held(file)
    if held is None:
        return
    throw_away([held.original])
    held.original = ""
    store(held.content, cleaned.file.path)
    if cleaned.file.thumbnail is not None:
        store(held.thumbnail, cleaned.file.thumbnail)
    give_room_back(held.patient_id, held.size - cleaned.file.size)
    held.size, held.sha256 = cleaned.file.size, cleaned.file.sha256
    held.state, held.scan = FileState.READY, cleaned.scan
    held.save()
    trail.record("file.checked", acting=CHECKER, patient_id=held.patient_id, about=held)


@transaction.atomic
def refuse(file: Attachment, refusal: cleaning.RefusedFile, *, at: datetime) -> None:
    """Take away the content of a file, and leave a row that says why. Both sides read it there;
    where it was sent, the one who sent it is told besides."""
    held = _held(file)
    if held is None:
        return
    throw_away(stored(held))
    held.content = held.thumbnail = held.original = ""
    held.state = FileState.REFUSED
    held.refusal = {"code": refusal.code, "params": refusal.params}
    held.save()
    give_room_back(held.patient_id, held.size)
    trail.record("file.refused", acting=CHECKER, patient_id=held.patient_id, about=held)
    if held.sent_at is not None:
        telling.tell(held, CHECKER, at)


def _held(file: Attachment) -> Attachment | None:
    """The row as it stands, locked, unless it has become another since it was read."""
    same = Attachment.within(CHECKER).listed().select_for_update(of=("self",))
    return same.filter(pk=file.pk, state=file.state).first()


@transaction.atomic
def tell(file_id: uuid.UUID, *, at: datetime) -> None:
    """Tell the one who sent a file that it was refused."""
    refused = Attachment.within(CHECKER).listed().filter(state=FileState.REFUSED)
    for file in refused.filter(pk=file_id, sent_at__isnull=False):
        telling.tell(file, CHECKER, at)


def late(*, at: datetime) -> list[uuid.UUID]:
    """Those that should have been checked by now, whatever became of their jobs."""
    files = Attachment.within(CHECKER).listed().order_by("id")
    found = files.filter(state=FileState.CHECKING, uploaded_at__lt=at - LATE)
    return list(found.values_list("pk", flat=True)[:BATCH])


def scan_again(*, at: datetime) -> None:
    """Ask the scanner about files that it did not answer about, until it is away again."""
    files = Attachment.within(CHECKER).kept().order_by("id")
    for file in files.filter(scan=ScanState.UNAVAILABLE)[:BATCH]:
        if not _scan_again(file, at=at):
            break


def _scan_again(file: Attachment, *, at: datetime) -> bool:
    """Scan what is kept, which is what is handed out. False where the scanner is still away."""
    with file.content.open("rb") as content:
        found = cleaning.scan(content.file, settings.SAMPLAN_CLAMD)
    if found.state is cleaning.ScanState.INFECTED:
        refuse(file, cleaning.RefusedFile("infected"), at=at)
    elif found.state is not cleaning.ScanState.UNAVAILABLE:
        _note(file, ScanState(found.state.value))
    return found.state is not cleaning.ScanState.UNAVAILABLE


@transaction.atomic
def _note(file: Attachment, scan: ScanState) -> None:
    held = _held(file)
    if held is not None:
        held.scan = scan
        held.save(update_fields=["scan"])
        trail.record("file.checked", acting=CHECKER, patient_id=held.patient_id, about=held)
