"""Addresses of rows by the hundred: the pattern is resolved once in a process."""

import uuid
from functools import cache

from django.urls import reverse

STAND_IN = uuid.UUID(int=0)


def address_of(url_name: str, *keys: uuid.UUID | str) -> str:
    """What `reverse(url_name, args=keys)` gives, for a pattern whose arguments are all keys."""
    return _pattern(url_name, len(keys)) % keys


@cache
def _pattern(url_name: str, count: int) -> str:
    address = reverse(url_name, args=[STAND_IN] * count)
    return address.replace("%", "%%").replace(str(STAND_IN), "%s")


@cache
def address(url_name: str) -> str:
    """What `reverse(url_name)` gives, for a pattern without arguments."""
    return reverse(url_name)
