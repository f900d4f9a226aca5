"""When one resource is taken."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime

Span = tuple[datetime, datetime, int]


class Spans:
    """Spans that do not overlap, by time; 0 as line for those that were there before."""

    def __init__(self, taken: Iterable[tuple[datetime, datetime]]) -> None:
        self._spans: list[Span] = [(start, end, 0) for start, end in taken]

    def in_the_way(self, start: datetime, end: datetime) -> int | None:
        """The line of a span that overlaps (0: booked before); None where the time is free."""
        place = bisect_left(self._spans, (start, start, 0))
        for began, ended, line in self._spans[max(place - 1, 0) : place + 1]:
            if began < end and start < ended:
                return line
        return None

    def take(self, start: datetime, end: datetime, line: int) -> None:
        """Enter a span that is not in the way of any other."""
        insort(self._spans, (start, end, line))
