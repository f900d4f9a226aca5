"""Free times at whom or what is booked, for those who plan a visit."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from samplan.bookings.models import Resource
from samplan.bookings.queries import taken_spans
from samplan.common.dates import at_local
from samplan.common.working_days import add_working_days
from samplan.visits.models import Visit

DAYS: Final = 3
OPENS, CLOSES = time(8), time(17)  # by the clock in Sweden: clinics have no hours of their own here
STEP: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class FreeDay:
    """A working day and when a visit can begin on it, one after another."""

    day: date
    starts: tuple[datetime, ...]


def free_days(
    resource: Resource, *, minutes: int, first: date, at: datetime, days: int = DAYS
) -> list[FreeDay]:
    """Free times for visits of that length on the working days from `first`, after `at`.

    Between 8 and 17, back to back. A time that is held counts as taken until it is let go.
    """
    shown = [add_working_days(first, 0)]
    while len(shown) < days:
        shown.append(add_working_days(shown[-1], 1))
    taken = _taken(resource.pk, shown, at)
    length = timedelta(minutes=minutes)
    return [FreeDay(day, tuple(_starts(day, length, taken, at))) for day in shown]


def _taken(
    resource_id: uuid.UUID, days: Sequence[date], at: datetime
) -> list[tuple[datetime, datetime]]:
    lapsed = Visit.objects.lapsed(at).values("appointment__occupancy_id")
    start, end = at_local(days[0], OPENS), at_local(days[-1], CLOSES)
    return taken_spans([resource_id], start=start, end=end, besides=lapsed).get(resource_id, [])


def _starts(
    day: date, length: timedelta, taken: Collection[tuple[datetime, datetime]], at: datetime
) -> list[datetime]:
    start, closes = at_local(day, OPENS), at_local(day, CLOSES)
    found: list[datetime] = []
    while start + length <= closes:
        until = max(
            (end for begin, end in taken if begin < start + length and end > start), default=start
        )
        if until > start:
            start = _rounded(until)
            continue
        if start > at:
            found.append(start)
        start += length
    return found


def _rounded(moment: datetime) -> datetime:
    """The next moment on an even five minutes."""
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second)
    return moment + (STEP - over if over else timedelta(0))
