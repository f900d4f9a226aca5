"""What working out may cost: every formula of a form is paid from one purse of steps.

A step is about a microsecond of an ordinary machine. What each thing costs is measured, see
`test_engine_budget`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fhirpathpy.engine.nodes import FP_TimeBase, ResourceNode

MOST_BITS, MOST_DIGITS = 4_096, 1_000  # no number that a form works out needs more
TIME_COST = 60  # a moment or a day is read anew each time that one looks at it
SHORT_TEXT = 64  # characters that cost a step


class Exhausted(Exception):
    """The expression did not end within its steps."""


@dataclass(slots=True)
class Purse:
    """The steps that are left for everything that is worked out at one time."""

    left: int

    def spend(self, steps: int) -> None:
        """Take steps off. Raises Exhausted where none are left, then and ever after."""
        self.left -= steps
        if self.left < 0:
            raise Exhausted

    def empty(self) -> None:
        """Nothing more is worked out: what builds on a part that is missing would be wrong."""
        self.left = -1
        raise Exhausted


class Budget(dict[str, Any]):
    """The library's context of one run, paid from a purse.

    The library writes `$this` into it for each turn of a loop.
    """

    def __init__(self, purse: Purse, **parts: Any) -> None:
        super().__init__(parts)
        self.purse = purse
        self.spend = purse.spend

    def __setitem__(self, key: str, value: Any) -> None:
        self.spend(1)
        super().__setitem__(key, value)


def size(value: Any) -> int:
    """How much there is of a value on its own: parts of a list, marks of a text."""
    if isinstance(value, list):
        return len(value) + sum(map(size, value))
    if isinstance(value, ResourceNode):
        value = value.data
    if isinstance(value, str):
        return len(value) // SHORT_TEXT
    return TIME_COST if isinstance(value, FP_TimeBase) else 0


def depth_size(value: Any, most: int) -> int:
    """How much there is of a value with all that it holds, counted no further than `most`."""
    waiting, total = [value], 0
    while waiting and total <= most:
        part = waiting.pop()
        part = part.data if isinstance(part, ResourceNode) else part
        total += 1 + size(part) if isinstance(part, str) else 1
        if isinstance(part, Mapping):
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return total


def is_unwieldy(value: Any) -> bool:
    """A number larger, or with more digits, than anything that a form is about."""
    if isinstance(value, list):
        return len(value) == 1 and is_unwieldy(value[0])
    if isinstance(value, Decimal):
        return value.is_finite() and (
            abs(value.adjusted()) > MOST_DIGITS or len(value.as_tuple().digits) > MOST_DIGITS
        )
    return isinstance(value, int) and value.bit_length() > MOST_BITS
