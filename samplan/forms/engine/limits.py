"""How an answer must be, beyond its type: bounds, length, decimals and pattern."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from samplan.forms.engine.faults import FaultCode, Misread
from samplan.forms.engine.values import OpenText, Quantity, Reference, Url, Value

Bound = Decimal | int | date | datetime | time  # of a quantity, its number


class Pattern(Protocol):
    """A compiled pattern that runs in time linear in the text and in its own steps."""

    programsize: int

    def fullmatch(self, text: str) -> object | None:
        """Something where the whole text fits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The form's own limits on one question; None where it has none."""

    min_value: Bound | None = None
    max_value: Bound | None = None
    min_length: int | None = None
    max_decimals: int | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None
    pattern: Pattern | None = None

    def check_count(self, values: Sequence[Value]) -> None:
        """Raises Misread where answers are too few; none at all is another matter."""
        if self.min_occurs and 0 < len(values) < self.min_occurs:
            raise Misread(FaultCode.TOO_FEW_ANSWERS, limit=self.min_occurs)

    def check(self, value: Value, entry_format: str) -> None:
        """Raises Misread with what to mend; `entry_format` is how the form shows a pattern.

        The value is of the type that the limits were made for.
        """
        number = value.value if isinstance(value, Quantity) else value
        self._check_bounds(number)
        self._check_text(value, entry_format)
        most = self.max_decimals
        if most is not None and isinstance(number, Decimal) and decimals_of(number) > most:
            raise Misread(FaultCode.TOO_MANY_DECIMALS, limit=most)

    def _check_bounds(self, value: Any) -> None:
        if self.min_value is not None and value < self.min_value:
            raise Misread(FaultCode.BELOW_MINIMUM, limit=self.min_value)
        if self.max_value is not None and value > self.max_value:
            raise Misread(FaultCode.ABOVE_MAXIMUM, limit=self.max_value)

    def _check_text(self, value: Value, entry_format: str) -> None:
        text = text_of(value)
        if text is None:
            return
        if self.min_length is not None and len(text) < self.min_length:
            raise Misread(FaultCode.TOO_SHORT, length=len(text), limit=self.min_length)
        if self.pattern is not None and not self.pattern.fullmatch(text):
            if entry_format:
                raise Misread(FaultCode.NOT_LIKE, format=entry_format)
            raise Misread(FaultCode.NOT_THE_PATTERN)


def text_of(value: Value) -> str | None:
    """What a pattern looks at: texts as they are, numbers as FHIR writes them."""
    if isinstance(value, OpenText | Url):
        return value.text
    if isinstance(value, Decimal):
        return f"{value:f}"
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str | Reference) else None


def decimals_of(number: Decimal) -> int:
    """How many decimals the number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
