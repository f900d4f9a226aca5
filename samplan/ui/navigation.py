"""The entries of the navigation bar. Apps above register theirs in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from django.http import HttpRequest
from django.urls import reverse

from samplan.ui.frame import NavItem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Audience = Literal["patient", "staff"]


@dataclass(frozen=True, kw_only=True)
class NavEntry:
    """One page that can be reached from every page. The counter says what waits there, and
    `counted` what it counts: the same words as the rows that the page shows.

    `is_for` says whether this person can open it at all; else there is no entry.
    """

    key: str
    label: "StrOrPromise"
    url_name: str
    audience: Audience
    order: int
    counter: Callable[[HttpRequest], int] | None = None
    counted: Callable[[int], str] | None = None
    is_for: Callable[[HttpRequest], bool] | None = None


_entries: dict[tuple[Audience, str], NavEntry] = {}


def register(entry: NavEntry) -> None:
    """Adds the entry; a second entry with the same audience and key is refused."""
    place = (entry.audience, entry.key)
    if _entries.setdefault(place, entry) != entry:
        raise ValueError(f"There is already a navigation entry {entry.key} for {entry.audience}.")


def entries(audience: Audience) -> tuple[NavEntry, ...]:
    """The audience's entries by order, then key."""
    found = (entry for entry in _entries.values() if entry.audience == audience)
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.key)))


def items(request: HttpRequest, audience: Audience) -> tuple[NavItem, ...]:
    """The audience's bar on this page; the entry whose address reaches furthest is current."""
    shown = [
        (entry, _address(entry.url_name))
        for entry in entries(audience)
        if entry.is_for is None or entry.is_for(request)
    ]
    current = max((url for _, url in shown if _holds(url, request.path)), key=len, default="")
    return tuple(_item(request, entry, url, is_current=url == current) for entry, url in shown)


def _item(request: HttpRequest, entry: NavEntry, url: str, *, is_current: bool) -> NavItem:
    count = entry.counter(request) if entry.counter else 0
    words = entry.counted(count) if entry.counted and count else ""
    return NavItem(
        label=str(entry.label), url=url, is_current=is_current, count=count, counted=words
    )


@cache
def _address(url_name: str) -> str:
    """Addresses of the bar take no parameters: built once."""
    return reverse(url_name)


def _holds(url: str, path: str) -> bool:
    """The start page holds only itself: every address begins with a slash."""
    return path == url if url == "/" else path.startswith(url)
