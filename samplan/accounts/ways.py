"""The ways to sign in that this installation offers. Each registers itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Way:
    """One way to sign in: what the button says, and the address it leads to."""

    key: str
    label: "StrOrPromise"
    url_name: str


_ways: Final[dict[str, Way]] = {}


def register(way: Way) -> None:
    """Offer `way` on the login page."""
    _ways[way.key] = way


def offered() -> tuple[Way, ...]:
    """Every way, in the order they were registered."""
    return tuple(_ways.values())
