"""What someone is writing in a case: kept as they write until it is sent."""

import uuid
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from samplan.access.acting import Acting, StaffActing
from samplan.attachments import actions as attachments
from samplan.attachments.models import Attachment
from samplan.audit import trail
from samplan.cases.actions.draft_files import files_of
from samplan.cases.actions.windows import (
    AlreadySent,
    Page,
    Written,
    WrittenElsewhere,
    mark_of,
    nobody,
    says,
    written_in,
)
from samplan.cases.models import Case, Message, MessageDraft
from samplan.common.ids import uuid7


@transaction.atomic
def save_draft(
    case: Case,
    written: Written,
    *,
    acting: Acting,
    at: datetime,
    page: Page | None = None,
) -> MessageDraft:
    """Keep what the acting has written in the case so far. The first time is logged.

    Staff have a draft of their own at each clinic, should the case be handed on between them.
    A `page` is sent once: raises AlreadySent afterwards. One that is not the newest writes over
    nothing: raises WrittenElsewhere, and leaves what is kept as it is.
    """
    key = page.key if page is not None else None
    own = _own(case, acting)
    draft, is_new = _begun(case, own, key, acting=acting, at=at)
    sent = draft.pk if is_new or key is None else key
    if Message.objects.filter(pk=sent, **own).exists():
        raise AlreadySent(sent)
    if page is not None:
        _check_newest(draft, written, page, is_new=is_new)
        draft.window, draft.nth = page.seen.window, page.seen.order
    _write(draft, written, is_new=is_new, acting=acting, at=at)
    return draft


@transaction.atomic
def save_beside(case: Case, written: Written, *, acting: Acting, at: datetime) -> MessageDraft:
    """Keep what an older page has written where no words are kept since, so that it is not lost;
    files that are there stay. Raises WrittenElsewhere where there are words."""
    draft, is_new = _begun(case, _own(case, acting), None, acting=acting, at=at)
    if draft.has_words:
        raise WrittenElsewhere(draft)
    draft.window, draft.nth = nobody(), 0
    _write(draft, written, is_new=is_new, acting=acting, at=at)
    return draft


def mark_of_draft(draft: MessageDraft) -> str:
    """The mark of what is kept in the draft."""
    files = [(str(file.pk), file.shows) for file in files_of(draft)]
    return mark_of(draft.pk, written_in(draft), files, window=draft.window)


def _own(case: Case, acting: Acting) -> dict[str, Any]:
    return {"case": case, "author_kind": acting.kind, "author_id": acting.actor_id}


def _begun(
    case: Case, own: dict[str, Any], key: uuid.UUID | None, *, acting: Acting, at: datetime
) -> tuple[MessageDraft, bool]:
    """The acting's draft, held; and whether it is begun now."""
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
        return held.get_or_create(**named, defaults=first)
    except IntegrityError:  # another window had one, and has sent it since
        return held.get_or_create(**named, defaults=first)


def _check_newest(draft: MessageDraft, written: Written, page: Page, *, is_new: bool) -> None:
    """Raise WrittenElsewhere where the page is not the newest."""
    is_newest = page.may_begin if is_new else page.is_newest(draft, mark_of_draft(draft), written)
    if not is_newest:
        raise WrittenElsewhere(draft)


def _write(
    draft: MessageDraft, written: Written, *, is_new: bool, acting: Acting, at: datetime
) -> None:
    is_begun = is_new or (written.has_words and not draft.has_words)
    draft.body, draft.intent, draft.agreed = written.body, written.intent, written.agreed
    draft.most_files, draft.signs_as_clinic = written.most_files, written.signs_as_clinic
    draft.form_id = written.form_id
    draft.changed_at = at
    draft.save()
    if is_begun:
        trail.record("message.begun", acting=acting, patient_id=draft.patient_id, about=draft)


def _key_to_have(key: uuid.UUID | None, own: dict[str, Any]) -> uuid.UUID:
    """The page's key, or another where that is somebody else's."""
    if key is None:
        return uuid7()
    others = Message.objects.filter(pk=key).exclude(**own)
    is_taken = others.exists() or MessageDraft.objects.filter(pk=key).exists()
    return uuid7() if is_taken else key


@transaction.atomic
def discard_draft(draft: MessageDraft, *, seen: str, acting: Acting, at: datetime) -> None:
    """Throw away what was written and its files. Its empty row stays, so that what comes late
    brings nothing back.

    `seen` is the mark of what the acting was asked about: raises WrittenElsewhere, and throws
    nothing away, where something else is kept by now.
    """
    held = MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        return
    if mark_of_draft(held) != seen:
        raise WrittenElsewhere(held)
    for file in files_of(held):
        attachments.remove_file(file, acting=acting, at=at)
    held.window, held.nth = nobody(), 0
    trail.record("message.discarded", acting=acting, patient_id=held.patient_id, about=held)
    for name, empty in asdict(Written()).items():
        setattr(held, name, empty)
    held.changed_at = at
    held.save()


def begin_anew(draft: MessageDraft, *, at: datetime) -> None:
    """An empty draft takes the place of what was sent, so that what pages that were drawn before
    say late, under whatever key, is known to be late."""
    MessageDraft.objects.filter(pk=draft.pk).delete()
    MessageDraft.objects.create(
        patient_id=draft.patient_id,
        clinic_id=draft.clinic_id,
        case_id=draft.case_id,
        author_kind=draft.author_kind,
        author_id=draft.author_id,
        author_name=draft.author_name,
        window=nobody(),
        changed_at=at,
    )


def held_for_sending(draft: MessageDraft) -> list[Attachment]:
    """The files that are to go with the message; no more can come until it is sent.

    Raises WrittenElsewhere where another window has saved, attached or removed something since
    the draft was saved.
    """
    held = MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is not None and not _is_as_held(draft, held):
        raise WrittenElsewhere(held)
    return files_of(draft)


def _is_as_held(draft: MessageDraft, held: MessageDraft) -> bool:
    """Nothing has been done since the draft was saved: files that come or go leave their mark in
    the window's name."""
    return draft.window == held.window and written_in(draft).is_same_as(held)


def sent_already(draft: MessageDraft, acting: Acting) -> Message | None:
    """The message that the draft has become; None before it is sent. Raises AlreadySent where
    another window has sent something else than the draft says, or chooses."""
    sent = Message.within(acting).filter(pk=draft.pk).first()
    if sent is None:
        return None
    if not says(sent, draft) or written_in(draft).chooses_otherwise(sent):
        raise AlreadySent(sent.pk)
    return sent
