"""Values that stand in for keys, words and moments while a query is built, and refuse to be asked.

Whatever they are asked, the answer would be theirs and not that of the value they stand for.
"""

import sys
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeAlias

KINDS: Final = (uuid.UUID, datetime, date, str, int)  # a datetime is a date
COMPARING: Final = (
    *("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__bool__"),
    "__hash__",  # as sets and dictionaries do
)
READING: Final = ("__len__", "__contains__", "__getitem__", "__iter__", "startswith", "endswith")
Sign: TypeAlias = tuple[type, int] | None


def _mute(kind: type, *, also: tuple[str, ...] = ()) -> Any:
    silent: dict[str, object] = {name: _unasked(kind, name) for name in (*COMPARING, *also)}
    return type(f"StandIn{kind.__name__}", (kind,), silent)


def _unasked(kind: type, name: str) -> Callable[..., object]:
    """Django may ask while it writes the query: it asks all values the same."""

    def ask(self: object, *others: object) -> object:
        asker = sys._getframe(1).f_globals.get("__name__", "")
        if not asker.startswith(("django.", __name__)):
            raise ValueError(
                f"A compiled query may not branch on its values or whose it is: {name}"
            )
        return True if name == "__bool__" else getattr(kind, name)(self, *others)

    return ask


Key, Moment, Day, Number = (_mute(each) for each in (uuid.UUID, datetime, date, int))
Words = _mute(str, also=READING)


def stand_in(value: object, code: int) -> object:
    """Something like `value` that no other `code` gives; None for None. Raises TypeError."""
    match value:
        case None:
            return None
        case uuid.UUID():
            return Key(int=code)
        case datetime():
            day = date(1700, 1, 1) + timedelta(days=code)
            return Moment(day.year, day.month, day.day, tzinfo=UTC)
        case date():
            return Day.fromordinal(date(1700, 1, 1).toordinal() + code)
        case bool():
            raise TypeError("A query for each of two truths is two queries.")
        case int():
            return Number(code)
        case str():
            return Words(f" Stand-in {code} ")  # turned, as by `lower` or `strip`, it is another
    raise TypeError(f"A query takes no {type(value).__name__} as a value.")


def sign(value: object) -> Sign:
    """What tells a stand-in, or its bare copy, from all else; None for other kinds of value."""
    kind = next((each for each in KINDS if isinstance(value, each)), None)
    return None if kind is None else (kind, hash(value))
