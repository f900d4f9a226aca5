"""The words the patient reads for each kind of event. Each app registers its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Activity = Literal["read", "write", "sign", "print", "approve", "delete", "emergency"]


@dataclass(frozen=True)
class Kind:
    """A kind of event: what the log's readers see, and the activity in the law's sense."""

    key: str
    words: "StrOrPromise"
    activity: Activity


_kinds: Final[dict[str, Kind]] = {}


def register(key: str, words: "StrOrPromise", activity: Activity) -> None:
    """Make `key` a kind of event that reads as `words` ("looked at the visit")."""
    _kinds[key] = Kind(key, words, activity)


def kind(key: str) -> Kind:
    """The kind called `key`. An unknown one (of an older version) reads as its key."""
    return _kinds.get(key) or Kind(key, key, "read")


def known() -> frozenset[str]:
    """Every registered key."""
    return frozenset(_kinds)
