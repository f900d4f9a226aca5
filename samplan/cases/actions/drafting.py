"""What someone is writing in a case: kept as they write, with its files, until it is sent."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from samplan.access.acting import Acting, StaffActing
from samplan.attachments import actions as attachments
from samplan.attachments import room
from samplan.attachments.models import Attachment, FileState
from samplan.audit import trail
from samplan.cases.models import Case, Message, MessageDraft, MessageKind
from samplan.common.faults import PlainFault
from samplan.common.ids import uuid7
from samplan.forms.words import sentence

OWNER = "messagedraft"  # a draft has its message's key, and its files stay with that
Clean: TypeAlias = "Callable[[UploadedFile[Any], Path], attachments.CleanUpload]"


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a page says of a message that is being written."""

    body: str = ""
    intent: str = ""
    agreed: str = ""
    most_files: int = 0
    form_id: uuid.UUID | None = None  # of the form that a question asks by
    signs_as_clinic: bool = False


class AlreadySent(Exception):
    """What the page wrote has been sent: this is the same once more, or a save that came late.

    `key` is the message's, and `lost` names the files that came too late to go with it.
    """

    def __init__(self, key: uuid.UUID, lost: Iterable[str] = ()) -> None:
        super().__init__("The message has been sent.")
        self.key = key
        self.lost = list(lost)


def says(message: Message, written: "Written | MessageDraft") -> bool:
    """Whether the message says what is written, so that writing it again adds nothing."""
    agreed = written.agreed if written.intent == MessageKind.CLOSE else ""
    return (message.body, message.agreed) == (written.body, agreed)


@transaction.atomic
def save_draft(
    case: Case, written: Written, *, acting: Acting, at: datetime, key: uuid.UUID | None = None
) -> MessageDraft:
    """Keep what the acting has written in the case so far. The first time is logged.

    Staff have a draft of their own at each clinic, should the case be handed on between them.
    With the `key` that its page has, the page is sent once: raises AlreadySent afterwards, and
    leaves what is begun since as it is.
    """
    own = {"case": case, "author_kind": acting.kind, "author_id": acting.actor_id}
    first: dict[str, Any] = {
        "id": lambda: _key_to_have(key, own),
        "clinic_id": case.clinic_id,
        "author_name": acting.actor_name,
        "changed_at": at,
    }
    held = MessageDraft.objects.select_for_update()
    named = {"patient_id": case.patient_id, **own}
    if isinstance(acting, StaffActing):
        named["clinic_id"] = acting.clinic_id
    try:
        draft, is_new = held.get_or_create(**named, defaults=first)
    except IntegrityError:  # another window had one, and has sent it since
        draft, is_new = held.get_or_create(**named, defaults=first)
    page = draft.pk if is_new or key is None else key
    if Message.objects.filter(pk=page, **own).exists():
        raise AlreadySent(page)
    _write(draft, written, at=at)
    if is_new:
        trail.record("message.begun", acting=acting, patient_id=case.patient_id, about=draft)
    return draft


def _write(draft: MessageDraft, written: Written, *, at: datetime) -> None:
    draft.body, draft.intent, draft.agreed = written.body, written.intent, written.agreed
    draft.most_files, draft.signs_as_clinic = written.most_files, written.signs_as_clinic
    draft.form_id = written.form_id
    draft.changed_at = at
    draft.save()


def _key_to_have(key: uuid.UUID | None, own: dict[str, Any]) -> uuid.UUID:
    """The page's key, or another where that is somebody else's."""
    if key is None:
        return uuid7()
    others = Message.objects.filter(pk=key).exclude(**own)
    is_taken = others.exists() or MessageDraft.objects.filter(pk=key).exists()
    return uuid7() if is_taken else key


@transaction.atomic
def discard_draft(draft: MessageDraft, *, acting: Acting, at: datetime) -> None:
    """Throw away what was written and its files."""
    for file in files_of(draft):
        attachments.remove_file(file, acting=acting, at=at)
    trail.record("message.discarded", acting=acting, patient_id=draft.patient_id, about=draft)
    draft.delete()


def files_of(draft: MessageDraft) -> list[Attachment]:
    """The files that are to go with the message, oldest first; also those that are being
    checked, and those that were refused."""
    return list(Attachment.objects.of(OWNER, str(draft.pk)).listed())


def held_for_sending(draft: MessageDraft) -> list[Attachment]:
    """The files that are to go with the message; no more can come until it is sent."""
    MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()
    return files_of(draft)


def sent_already(draft: MessageDraft, acting: Acting) -> Message | None:
    """The message that the draft has become; None before it is sent. Raises AlreadySent where
    another window has sent other words than the draft's."""
    sent = Message.within(acting).filter(pk=draft.pk).first()
    if sent is not None and not says(sent, draft):
        raise AlreadySent(sent.pk)
    return sent


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
                raise AlreadySent(draft.pk, lost=_not_among(files_of(draft), cleaned))
            _remove(held, upload.removed, acting=acting, at=at)
            for name, file in cleaned:
                try:
                    _add(held, file, most=upload.most, acting=acting, at=at)
                except room.NoRoom as fault:
                    refused.append(f"{name}: {sentence(fault)}")
    return refused


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
