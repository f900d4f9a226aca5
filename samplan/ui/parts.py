"""Values that some components are drawn from."""

from dataclasses import dataclass
from typing import Literal

from django.forms import BoundField

Tone = Literal["ok", "wait", "bad", "none"]


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One choice of a filter bar, with the address of the list so filtered."""

    label: str
    url: str
    is_current: bool = False
    count: str = ""  # how many stand there, where that is told


@dataclass(frozen=True, kw_only=True)
class PickedFile:
    """A file that has been sent in: key is what the remove button posts.

    `url` is where it is opened, `picture` where it lies in small; `asked` is a question about it.
    """

    key: str
    name: str
    size: str
    tone: Tone
    state: str
    url: str = ""
    picture: str = ""
    asked: BoundField | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of several; the state is said in words too."""

    label: str
    state: Literal["done", "now", "coming"]
