"""How an activity of each kind is shown and opened. Apps above fill this in."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from samplan.access.acting import StaffActing
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


Places: TypeAlias = Callable[[StaffActing, Sequence[Activity]], Mapping[uuid.UUID, str]]

_places: Final[dict[str, Places]] = {}


def register_places(subject_kind: str, places: Places) -> None:
    """Say where staff see to what is about rows of `subject_kind`: addresses by activity."""
    _places[subject_kind] = places


def places_of(activities: Iterable[Activity], acting: StaffActing) -> dict[uuid.UUID, str]:
    """By activity, the address of the staff's page where it is seen to; without those that have
    none. However many there are, each kind of subject is asked once."""
    found: dict[uuid.UUID, str] = {}
    about: dict[str, list[Activity]] = {}
    for activity in activities:
        own = opening_of(activity).staff_address
        if own:
            found[activity.pk] = own(activity)
        else:
            about.setdefault(activity.subject_kind, []).append(activity)
    for subject_kind, those in about.items():
        if subject_kind in _places:
            found |= _places[subject_kind](acting, those)
    return found
