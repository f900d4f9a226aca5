"""What two windows of one person say of the same message: nothing that is kept is written over.

One rule holds for all of it: a page that is not the newest never writes and never sends. It is
shown what is kept, beside what it says itself.
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from samplan.cases.actions.intents import Intent
from samplan.cases.models import Message, MessageDraft
from samplan.forms.actions import Seen

NOBODY: Final = "gone:"  # before what stands instead of a window's name: no window has it


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a page says of a message that is being written."""

    body: str = ""
    intent: str = ""
    agreed: str = ""
    most_files: int = 0
    form_id: uuid.UUID | None = None  # of the form that a question asks by
    signs_as_clinic: bool = False

    @property
    def has_words(self) -> bool:
        """Something is written, not only chosen."""
        return bool(self.body or self.agreed)

    def is_same_as(self, draft: MessageDraft) -> bool:
        """Whether the draft has the words and the choices."""
        return self == written_in(draft)

    def has_words_of(self, draft: MessageDraft) -> bool:
        """Whether the draft has the words, whatever is chosen."""
        return (self.body, self.agreed) == (draft.body, draft.agreed)

    def chooses_as(self, draft: MessageDraft) -> bool:
        """Whether the draft has the choices, whatever is written."""
        return self == replace(written_in(draft), body=self.body, agreed=self.agreed)

    def chooses_otherwise(self, message: Message) -> bool:
        """Whether something else is chosen than what the message was sent as. A patient chooses
        nothing, nor does a page that says no intent."""
        asks = self.intent == Intent.QUESTION
        chosen = replace(
            self,
            body=message.body,
            agreed=message.agreed,
            most_files=self.most_files if asks else 0,
            form_id=self.form_id if asks else None,
        )
        return bool(self.intent) and chosen != sent_as(message)


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page says of itself: the key of its message, and the mark of what was kept when it
    was drawn, empty where nothing was (`seen`).

    One that is `from_before` was drawn before pages said what they were drawn with.
    """

    seen: Seen
    key: uuid.UUID | None = None
    is_from_before: bool = False

    def is_newest(self, draft: MessageDraft, mark: str, written: Written) -> bool:
        """Whether nothing has been done since to the draft, which has that mark now, except by the
        page itself; and nothing later by that."""
        if self.key not in {None, draft.pk}:
            return False
        if self.is_from_before:
            return not draft.has_words or written.has_words_of(draft)
        if self.seen.window and self.seen.window == draft.window:
            return self.seen.order >= draft.nth
        return self.seen.digest == mark

    @property
    def may_begin(self) -> bool:
        """Nothing was kept when it was drawn, as nothing is now."""
        return self.is_from_before or not self.seen.digest


class AlreadySent(Exception):
    """What the page wrote has been sent: this is the same once more, or a save that came late.

    `key` is the message's; `lost` names the files that came too late to go with it, and `refused`
    says why others would not have.
    """

    def __init__(
        self, key: uuid.UUID, lost: Iterable[str] = (), refused: Iterable[str] = ()
    ) -> None:
        super().__init__("The message has been sent.")
        self.key = key
        self.lost = list(lost)
        self.refused = list(refused)


class WrittenElsewhere(Exception):
    """Something else is kept since the page was drawn: the page's own is neither kept nor sent.

    `draft` is what is kept.
    """

    def __init__(self, draft: MessageDraft) -> None:
        super().__init__("Something else is kept.")
        self.draft = draft


# Another window of the same person's has done something since the page was drawn.
OtherWindow: TypeAlias = AlreadySent | WrittenElsewhere


def nobody() -> str:
    """What stands as the draft's window where no window has seen what is kept now: of all pages
    that were drawn before, none is the newest. New each time."""
    return f"{NOBODY}{secrets.token_hex(16)}"


def says(message: Message, written: "Written | MessageDraft") -> bool:
    """Whether the message says what is written, so that writing it again adds nothing."""
    agreed = written.agreed if written.intent == Intent.CLOSE else ""
    return (message.body, message.agreed) == (written.body, agreed)


def sent_as(message: Message) -> Written:
    """What a message of staff's says, and what was chosen as it was sent."""
    intent = Intent.PARTIAL if message.is_partial else Intent(message.kind)
    asked_by = message.response.version.questionnaire_id if message.response else None
    return Written(
        body=message.body,
        intent=Intent.ENTERED if message.is_entered_by_staff else intent,
        agreed=message.agreed,
        most_files=message.most_files,
        form_id=asked_by,
        signs_as_clinic=bool(message.signed_as),
    )


def written_in(draft: MessageDraft) -> Written:
    """What the draft says."""
    return Written(
        body=draft.body,
        intent=draft.intent,
        agreed=draft.agreed,
        most_files=draft.most_files,
        form_id=draft.form_id,
        signs_as_clinic=draft.signs_as_clinic,
    )


def mark_of(
    key: object, written: Written, files: Iterable[tuple[str, str]] = (), *, window: str = ""
) -> str:
    """A short mark of what is kept of a message: its words, what is chosen, and the keys of its
    files with what they show. Equal where nothing is otherwise.

    Where it is empty the `window` that left it so is in it, so that what was thrown away in
    between is not taken for what was never begun. So it is where that is nobody's: what was put
    back is not taken for what stood there before it was thrown away.
    """
    shown = sorted(map(list, files))
    said = [written.body, written.agreed, written.intent, written.most_files]
    said += [str(written.form_id or ""), written.signs_as_clinic, shown]
    is_told = window.startswith(NOBODY) or not (written.has_words or shown)
    left_by = window if is_told else ""
    text = json.dumps([str(key), left_by, said])
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
