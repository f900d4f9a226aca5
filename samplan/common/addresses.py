"""Addresses of rows by the hundred: the pattern is resolved once in a process."""

import uuid
from functools import cache

from django.urls import reverse

STAND_IN = uuid.UUID(int=0)


def address_of(url_name: str, key: uuid.UUID) -> str:
    """What `reverse(url_name, args=[key])` gives, for a pattern whose one argument is a key."""
    before, after = _pattern(url_name)
    return f"{before}{key}{after}"


@cache
def _pattern(url_name: str) -> tuple[str, str]:
    before, _found, after = reverse(url_name, args=[STAND_IN]).partition(str(STAND_IN))
    return before, after


@cache
def address(url_name: str) -> str:
    """What `reverse(url_name)` gives, for a pattern without arguments."""
    return reverse(url_name)
