"""What is sent in, made safe: at once, or left for a job."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from samplan.attachments import cleaning
from samplan.attachments.models import LARGEST_FILE, LARGEST_FROM_CARE, FileState, ScanState

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class CleanUpload:
    """A file made safe, still in a temporary folder, and what the virus scanner said of it.

    One that is being checked (`state`) is as it came, and is made safe by a job.
    """

    file: cleaning.CleanFile
    scan: ScanState
    state: FileState = FileState.READY


def take_in(
    upload: "UploadedFile[Any]", folder: Path, *, is_from_care: bool = False
) -> CleanUpload:
    """What was sent in, made safe at once where it is small; a large one is left for a job, so
    that no page waits for it.

    Size and kind are asked at once. Raises RefusedFile as `clean_upload` or, of care's files,
    `clean_upload_from_care`.
    """
    largest = LARGEST_FROM_CARE if is_from_care else LARGEST_FILE
    _check_size(upload, largest)
    if (upload.size or 0) > settings.SAMPLAN_CLEAN_AT_ONCE_MB * MEGABYTE:
        return _to_check(upload, folder, largest)
    clean = clean_upload_from_care if is_from_care else clean_upload
    return clean(upload, folder)


def _to_check(upload: "UploadedFile[Any]", folder: Path, largest: int) -> CleanUpload:
    copy = folder / secrets.token_hex(16)
    with copy.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    file = cleaning.as_claimed(copy, upload.name or "", cleaning.Limits(max_bytes=largest))
    return CleanUpload(file, ScanState.AWAITED, FileState.CHECKING)


def clean_upload(
    upload: "UploadedFile[Any]", folder: Path, *, largest: int | None = None
) -> CleanUpload:
    """Scan and clean what was sent in, leaving the safe copy in `folder`. Writes nothing else.

    At most `largest` bytes, or as many as any file. May take seconds: call it outside of a
    transaction. Raises RefusedFile with what the person can do instead.
    """
    largest = largest or LARGEST_FILE
    _check_size(upload, largest)
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


def _check_size(upload: "UploadedFile[Any]", largest: int) -> None:
    if (upload.size or 0) > largest:
        raise cleaning.RefusedFile("too_large", megabytes=largest // MEGABYTE)


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
