"""Selections of the clinic's patients that apps above know how to make."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet

from samplan.access.acting import StaffActing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Span:
    """Between which days, both included, and which of the selection's choices (empty: any)."""

    first: date
    last: date
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A way to choose patients: what it is called, what it can be narrowed to, and whom it finds.

    `patients` gives keys of patients, some of whom may be given more than once.
    """

    label: "StrOrPromise"
    choice_label: "StrOrPromise"
    choices: Callable[[StaffActing], Sequence[tuple[str, str]]]
    patients: Callable[[StaffActing, Span], QuerySet[Any, uuid.UUID]]


_selections: Final[dict[str, Selection]] = {}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A selection by its key, and how it is narrowed."""

    key: str
    span: Span

    def as_kept(self) -> dict[str, str]:
        """As it is kept until it has been looked through."""
        first, last = self.span.first.isoformat(), self.span.last.isoformat()
        return {"key": self.key, "first": first, "last": last, "choice": self.span.choice}


def chosen_by(kept: Mapping[str, str], acting: StaffActing) -> QuerySet[Any, uuid.UUID]:
    """The keys of the patients whom what `Chosen.as_kept` gave finds; KeyError for a selection
    that is not there."""
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    span = Span(first=first, last=last, choice=kept["choice"])
    return _selections[kept["key"]].patients(acting, span)


def register(key: str, selection: Selection) -> None:
    """Let staff choose receivers by it."""
    _selections[key] = selection


def selections() -> dict[str, Selection]:
    """Every way there is, by key."""
    return dict(_selections)
