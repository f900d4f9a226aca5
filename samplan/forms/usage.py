"""Who uses a form: apps above say how often, and move what they have to another form."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from samplan.access.acting import StaffActing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


class Repoint(Protocol):
    """Moves what the acting's organisation has from a questionnaire to another, and logs it."""

    def __call__(
        self, from_questionnaire: uuid.UUID, to_questionnaire: uuid.UUID, *, acting: StaffActing
    ) -> None: ...


@dataclass(frozen=True)
class Using:
    """One of those that use a form: its name, and the page where it is changed."""

    name: str
    address: str


@dataclass(frozen=True)
class Way:
    """How one comes to use a form: what it is called, and where it is done."""

    label: "Text"
    address: str


@dataclass(frozen=True)
class FormUse:
    """One thing that forms are used by, such as visit types.

    `count` gives how many use any of the questionnaires, everywhere; `named` those that the acting
    may change, at most MOST_NAMED; `way` how the acting lets one more use a form, if they may.
    """

    label: "Text"
    count: Callable[[Collection[uuid.UUID]], int]
    repoint: Repoint
    named: Callable[[Collection[uuid.UUID], StaffActing], list[Using]]
    way: Callable[[StaffActing], Way | None]


@dataclass(frozen=True)
class Used:
    """How much of one kind uses a form: those that can be opened by name, and how many more."""

    label: "Text"
    named: tuple[Using, ...]
    others: int


MOST_NAMED: Final = 20
_uses: Final[dict[str, FormUse]] = {}


def register(key: str, use: FormUse) -> None:
    """Make `use` one of those that are asked."""
    _uses[key] = use


def count_of(questionnaire_ids: Collection[uuid.UUID]) -> list[tuple["Text", int]]:
    """How many of each kind use any of the questionnaires; only those that do."""
    counted = [(use.label, use.count(questionnaire_ids)) for use in uses()]
    return [(label, count) for label, count in counted if count]


def used_by(questionnaire_id: uuid.UUID, acting: StaffActing) -> list[Used]:
    """What uses the form, kind by kind; only those that do."""
    found = []
    for use in uses():
        if count := use.count([questionnaire_id]):
            named = tuple(use.named([questionnaire_id], acting))
            found.append(Used(use.label, named, max(count - len(named), 0)))
    return found


def ways_to_use(acting: StaffActing) -> list[Way]:
    """The ways in which the acting lets something use a form."""
    return [way for use in uses() if (way := use.way(acting))]


def uses() -> tuple[FormUse, ...]:
    """Everything that forms are used by."""
    return tuple(_uses.values())
