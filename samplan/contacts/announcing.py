"""Telling in the inbox that someone has a new contact: an app above says how."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from samplan.access.acting import Acting
from samplan.contacts.models import CareContact


class What(StrEnum):
    """What has happened to the contacts that are announced."""

    GIVEN = "given"
    HANDED_OVER = "handed_over"  # those that the new person now has
    ENDED = "ended"


Announce: TypeAlias = Callable[[Sequence[CareContact], What, Acting, datetime], None]
_announcers: Final[list[Announce]] = []


def register(announce: Announce) -> None:
    """Let `announce` be called in the transaction of what has happened, once for all contacts."""
    _announcers.append(announce)


def tell_announcers(
    contacts: Sequence[CareContact], what: What, *, acting: Acting, at: datetime
) -> None:
    """Call everyone who is registered, where there is anything to tell."""
    for announce in _announcers if contacts else ():
        announce(contacts, what, acting, at)
