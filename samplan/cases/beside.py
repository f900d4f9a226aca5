"""What stands beside a conversation for staff. Apps above add what they know of the patient."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from samplan.access.acting import StaffActing
from samplan.cases.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a panel: a few words, perhaps a link, and a detail."""

    text: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A few lines under a heading."""

    heading: "StrOrPromise"
    lines: tuple[Line, ...]


MakePanel: TypeAlias = Callable[[Case, StaffActing, date], Panel | None]
_makers: Final[list[MakePanel]] = []


def register(make: MakePanel) -> None:
    """Add what stands beside each conversation; `make` gives None where there is nothing."""
    _makers.append(make)


def panels_beside(case: Case, acting: StaffActing, *, today: date) -> list[Panel]:
    """Everything that is known beside the case, in the order it was registered."""
    made = (make(case, acting, today) for make in _makers)
    return [panel for panel in made if panel is not None]
