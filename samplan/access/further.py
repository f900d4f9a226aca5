"""Settings of apps above: each says where its page is, and the settings page leads there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Further:
    """One more page of settings."""

    label: "StrOrPromise"
    text: "StrOrPromise"
    url_name: str


_pages: Final[dict[str, Further]] = {}


def register(page: Further) -> None:
    """Let the settings page lead there too."""
    _pages[page.url_name] = page


def pages() -> tuple[Further, ...]:
    """Every registered page, in the order they were registered."""
    return tuple(_pages.values())
