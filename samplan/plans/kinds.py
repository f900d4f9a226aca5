"""How an activity of each kind is shown and opened. Apps above fill this in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from samplan.plans.models import Activity, ActivityKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Opening:
    """The icon of a kind, the word on its button, and the patient's address of one activity."""

    icon: str
    verb: "StrOrPromise"
    address: Callable[[Activity], str]


_openings: Final[dict[str, Opening]] = {}


def register(kind: ActivityKind, opening: Opening) -> None:
    """Say how activities of `kind` are opened."""
    _openings[kind.value] = opening


def opening_of(activity: Activity) -> Opening | None:
    """How this activity is opened; None where it opens nothing."""
    return _openings.get(activity.kind)
