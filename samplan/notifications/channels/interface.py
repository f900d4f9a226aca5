"""What every way out promises: an address is handed over, refused for good, or tried again."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class Outcome(Enum):
    """What the other side said. Where it said nothing that can be trusted: try again."""

    HANDED_OVER = auto()
    REFUSED = auto()  # there is no such receiver
    TRY_AGAIN = auto()
    GONE = auto()  # the way there is taken away: another is to be chosen


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """All that a way out gets to know. `message_id` is the same at every try."""

    address: str
    subject: str
    text: str
    message_id: str


class Channel(Protocol):
    """One way out."""

    @property
    def is_open(self) -> bool:
        """Whether this installation has it at all."""

    def carry(self, parcel: Parcel) -> Outcome:
        """Give it to the other side and wait for the answer. Never raises for their mistakes."""
