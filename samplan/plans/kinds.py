"""How an activity of each kind is shown and opened. Apps above fill this in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from samplan.plans.models import Activity, ActivityKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The icon of a kind, what it says while open and when done, and where it leads.

    `address` gives the patient's page of one activity, `done_address` where one can look at
    it again afterwards; `staff_address` the clinic's page of it. `is_task`: the patient is asked
    for it, and it is counted among what is left to do.
    """

    icon: str
    todo: "StrOrPromise"
    done: "StrOrPromise"
    verb: "StrOrPromise" = ""
    address: Callable[[Activity], str] | None = None
    begun_verb: "StrOrPromise" = ""  # where something of it is done; else as `verb`
    done_verb: "StrOrPromise" = ""
    done_address: Callable[[Activity], str] | None = None
    staff_address: Callable[[Activity], str] | None = None
    is_task: bool = False


_openings: Final[dict[str, Opening]] = {}


def register(kind: ActivityKind, opening: Opening) -> None:
    """Say how activities of `kind` are shown and opened."""
    _openings[kind.value] = opening


def opening_of(activity: Activity) -> Opening:
    """How this activity is shown; by its own title where its kind says nothing."""
    found = _openings.get(activity.kind)
    title = activity.written_title
    return found or Opening(icon="circle", todo=title, done=title)


_places: Final[dict[str, Callable[[Activity], str]]] = {}


def register_place(subject_kind: str, address: Callable[[Activity], str]) -> None:
    """Say where staff see to what is about a row of `subject_kind`."""
    _places[subject_kind] = address


def place_of(activity: Activity) -> str:
    """The address of the staff's page where this is seen to; empty where there is none."""
    address = opening_of(activity).staff_address or _places.get(activity.subject_kind)
    return address(activity) if address else ""
