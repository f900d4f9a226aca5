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
class FormUse:
    """One thing that forms are used by, such as visit types.

    `count` gives how many use any of the questionnaires.
    """

    label: "Text"
    count: Callable[[Collection[uuid.UUID]], int]
    repoint: Repoint


_uses: Final[dict[str, FormUse]] = {}


def register(key: str, use: FormUse) -> None:
    """Make `use` one of those that are asked."""
    _uses[key] = use


def count_of(questionnaire_ids: Collection[uuid.UUID]) -> list[tuple["Text", int]]:
    """How many of each kind use any of the questionnaires; only those that do."""
    counted = [(use.label, use.count(questionnaire_ids)) for use in uses()]
    return [(label, count) for label, count in counted if count]


def uses() -> tuple[FormUse, ...]:
    """Everything that forms are used by."""
    return tuple(_uses.values())
