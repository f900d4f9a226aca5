"""The linkIds of the rows of groups that repeat.

A row is known by a key of its own, so that it stays itself whatever comes and goes around it. The
first of a form that nobody has answered has the empty one.
"""

from collections.abc import Iterator
from itertools import count

_MARK = "\x1f"  # no linkId can hold it

Keys = tuple[str, ...]


def row_id(link_id: str, row: str) -> str:
    """The linkId of an item in the row with this key; the empty one leaves the item's own."""
    return f"{link_id}{_MARK}{row}" if row else link_id


def plain_id(link_id: str) -> str:
    """The questionnaire's own linkId."""
    return link_id.partition(_MARK)[0]


def row_of(link_id: str) -> str:
    """The key of the row."""
    return link_id.partition(_MARK)[2]


def row_keys(own: Keys = ()) -> Iterator[str]:
    """Keys without end: a group's own, then numbers that are free."""
    yield from own
    numbers = ("" if number == 0 else str(number) for number in count())
    yield from (key for key in numbers if key not in own)
