"""The files of a message that is being written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samplan.access.acting import Acting
from samplan.attachments import actions as attachments
from samplan.attachments import room
from samplan.attachments.models import Attachment, FileState
from samplan.cases.actions.windows import AlreadySent, nobody
from samplan.cases.models import Case, Message, MessageDraft
from samplan.common.faults import PlainFault
from samplan.forms.words import sentence

OWNER = "messagedraft"  # a draft has its message's key, and its files stay with that
Clean: TypeAlias = "Callable[[UploadedFile[Any], Path], attachments.CleanUpload]"


def files_of(draft: MessageDraft) -> list[Attachment]:
    """The files that are to go with the message, oldest first; also those that are being
    checked, and those that were refused."""
    return list(Attachment.objects.of(OWNER, str(draft.pk)).listed())


def send_files(draft: MessageDraft, case: Case, *, at: datetime) -> None:
    """Let the files go with the message: the clinic that has the case now answers for them."""
    attachments.move_files(OWNER, [str(draft.pk)], case.clinic_id)
    attachments.mark_sent([str(file.pk) for file in files_of(draft)], at=at)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """Files chosen for a message, how many it may have, and the key of one to take away."""

    files: "tuple[UploadedFile[Any], ...]" = ()
    most: int = 0
    removed: str = ""


def put_files(draft: MessageDraft, upload: Upload, *, acting: Acting, at: datetime) -> list[str]:
    """Clean and keep the files, and take one away. Gives a sentence for each that is refused.

    Cleaning takes seconds: call it outside of a transaction. Raises AlreadySent, with what is not
    among the files of the message, where another window has sent it meanwhile.
    """
    with TemporaryDirectory(prefix="samplan-upload-") as folder:
        clean = partial(attachments.take_in, is_from_care=acting.kind == "staff")
        cleaned, refused = _cleaned(upload.files, Path(folder), clean)
        with transaction.atomic():
            # The draft is held, so that two windows together keep no more than is allowed.
            held = MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()
            if held is None:
                raise AlreadySent(draft.pk, _not_among(_went_with(draft), cleaned), refused)
            before = files_of(held)
            _remove(held, upload.removed, acting=acting, at=at)
            for name, file in cleaned:
                try:
                    _add(held, file, most=upload.most, acting=acting, at=at)
                except room.NoRoom as fault:
                    refused.append(f"{name}: {sentence(fault)}")
            if files_of(held) != before:
                _note_change(held, draft)
    return refused


def _note_change(held: MessageDraft, draft: MessageDraft) -> None:
    """Other windows do not show the files that are there now. The draft at hand is as it is held,
    unless another window has done something to that since."""
    is_as_held = draft.window == held.window
    held.window, held.nth = nobody(), 0
    held.save(update_fields=["window", "nth"])
    if is_as_held:
        draft.window, draft.nth = held.window, held.nth


def _went_with(draft: MessageDraft) -> list[Attachment]:
    """The files of the message that the draft has become, where that is not taken back."""
    stands = Message.objects.filter(pk=draft.pk, withdrawn_at=None).exists()
    return files_of(draft) if stands else []


def _not_among(
    sent: Iterable[Attachment], cleaned: Iterable[tuple[str, attachments.CleanUpload]]
) -> list[str]:
    """The names of those that did not go with the message."""
    went = {(each.sha256, each.name) for each in sent}
    return [name for name, each in cleaned if (each.file.sha256, each.file.name) not in went]


def _cleaned(
    uploads: "Iterable[UploadedFile[Any]]", folder: Path, clean: Clean
) -> tuple[list[tuple[str, attachments.CleanUpload]], list[str]]:
    cleaned, refused = [], []
    for upload in uploads:
        name = upload.name or ""
        try:
            cleaned.append((name, clean(upload, folder)))
        except PlainFault as fault:
            refused.append(f"{name}: {sentence(fault)}")
    return cleaned, refused


def _add(
    draft: MessageDraft,
    file: attachments.CleanUpload,
    *,
    most: int,
    acting: Acting,
    at: datetime,
) -> None:
    """One file more; the same one twice is one."""
    own = files_of(draft)
    same = (file.file.sha256, file.file.name)
    if any((each.sha256, each.name) == same for each in own):
        return
    there = [each for each in own if each.state != FileState.REFUSED]
    attachments.check_room(len(there), most=most)
    attachments.add_file(file, about=draft, field="", acting=acting, at=at)


def _remove(draft: MessageDraft, key: str, *, acting: Acting, at: datetime) -> None:
    for file in files_of(draft):
        if str(file.pk) == key:
            attachments.remove_file(file, acting=acting, at=at)
