"""What two windows of one person say of the same message: nothing that is kept is written over."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from samplan.cases.models import Message, MessageDraft, MessageKind


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a page says of a message that is being written."""

    body: str = ""
    intent: str = ""
    agreed: str = ""
    most_files: int = 0
    form_id: uuid.UUID | None = None  # of the form that a question asks by
    signs_as_clinic: bool = False


class OtherWindow(Exception):
    """Another window of the same person's has done something since the page was drawn."""


class AlreadySent(OtherWindow):
    """What the page wrote has been sent: this is the same once more, or a save that came late.

    `key` is the message's, and `lost` names the files that came too late to go with it.
    """

    def __init__(self, key: uuid.UUID, lost: Iterable[str] = ()) -> None:
        super().__init__("The message has been sent.")
        self.key = key
        self.lost = list(lost)


class WrittenElsewhere(OtherWindow):
    """Other words are kept since the page was drawn: the page's own are neither kept nor sent.

    `draft` is what is kept, and `refused` says why some of the page's files are not with it.
    """

    def __init__(self, draft: MessageDraft) -> None:
        super().__init__("Other words are kept.")
        self.draft = draft
        self.refused: list[str] = []


def says(message: Message, written: "Written | MessageDraft") -> bool:
    """Whether the message says what is written, so that writing it again adds nothing."""
    agreed = written.agreed if written.intent == MessageKind.CLOSE else ""
    return (message.body, message.agreed) == (written.body, agreed)


def mark_of(body: str, agreed: str = "") -> str:
    """A short mark of the words of a message, equal where they are; empty where there are none."""
    if not body and not agreed:
        return ""
    text = json.dumps([body, agreed])
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
