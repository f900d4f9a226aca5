"""What apps above add to staff's page of a patient's contacts."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from samplan.access.acting import StaffActing


@dataclass(frozen=True, kw_only=True)
class Further:
    """A few words under a heading, and where they lead."""

    heading: str
    words: str
    verb: str
    url: str


MakeFurther: TypeAlias = Callable[[StaffActing, uuid.UUID, date], Further | None]
_makers: Final[list[MakeFurther]] = []


def register(make: MakeFurther) -> None:
    """Add to the page; `make` gives None where there is nothing for the acting."""
    _makers.append(make)


def further_of(acting: StaffActing, patient_id: uuid.UUID, *, on: date) -> list[Further]:
    """All of it for one patient, in the order it was registered."""
    made = (make(acting, patient_id, on) for make in _makers)
    return [each for each in made if each is not None]
