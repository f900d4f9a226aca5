"""What someone is writing in a case: kept as they write until it is sent."""

import uuid
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
    Written,
    WrittenElsewhere,
    mark_of,
    says,
)
from samplan.cases.models import Case, Message, MessageDraft
from samplan.common.ids import uuid7
from samplan.forms.actions import Seen


@transaction.atomic
def save_draft(
    case: Case,
    written: Written,
    *,
    acting: Acting,
    at: datetime,
    key: uuid.UUID | None = None,
    seen: Seen | None = None,
) -> MessageDraft:
    """Keep what the acting has written in the case so far. The first time is logged.

    Staff have a draft of their own at each clinic, should the case be handed on between them.
    With the `key` that its page has, the page is sent once: raises AlreadySent afterwards, and
    leaves what is begun since as it is. With what its window has `seen`, it writes over no words
    that another has saved since: raises WrittenElsewhere.
    """
    own = {"case": case, "author_kind": acting.kind, "author_id": acting.actor_id}
    draft, is_new = _begun(case, own, key, acting=acting, at=at)
    page = draft.pk if is_new or key is None else key
    if Message.objects.filter(pk=page, **own).exists():
        raise AlreadySent(page)
    if seen is not None:
        _check_window(draft, written, seen)
    _write(draft, written, at=at)
    if is_new:
        trail.record("message.begun", acting=acting, patient_id=case.patient_id, about=draft)
    return draft


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


def _check_window(draft: MessageDraft, written: Written, seen: Seen) -> None:
    """Note which window writes. Raises WrittenElsewhere where another has saved other words."""
    before = mark_of(draft.body, draft.agreed)
    is_older = seen.is_older(before, window=draft.window, nth=draft.nth)
    if before not in {"", mark_of(written.body, written.agreed)} and is_older:
        raise WrittenElsewhere(draft)
    draft.window, draft.nth = seen.window, seen.order


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


def held_for_sending(draft: MessageDraft) -> list[Attachment]:
    """The files that are to go with the message; no more can come until it is sent.

    Raises WrittenElsewhere where another window has saved other words meanwhile.
    """
    held = MessageDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is not None and (held.body, held.agreed) != (draft.body, draft.agreed):
        raise WrittenElsewhere(held)
    return files_of(draft)


def sent_already(draft: MessageDraft, acting: Acting) -> Message | None:
    """The message that the draft has become; None before it is sent. Raises AlreadySent where
    another window has sent other words than the draft's."""
    sent = Message.within(acting).filter(pk=draft.pk).first()
    if sent is not None and not says(sent, draft):
        raise AlreadySent(sent.pk)
    return sent
