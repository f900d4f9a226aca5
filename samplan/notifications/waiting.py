"""When a message may go: after the quiet hours, or once a day. By the clock in Sweden."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from samplan.common.dates import NonexistentTime, at_local, local

if TYPE_CHECKING:
    from datetime import date

DAY: Final = timedelta(days=1)


def after_quiet(at: datetime, *, begins: int, ends: int) -> datetime:
    """`at` itself, or the end of the quiet hours that it is within.

    They begin and end at whole hours, often on two days; the same hour twice means none.
    """
    here = local(at)
    if begins < ends:
        is_quiet = begins <= here.hour < ends
    else:
        is_quiet = begins != ends and (here.hour >= begins or here.hour < ends)
    return next_hour(at, ends) if is_quiet else at


def next_hour(at: datetime, hour: int) -> datetime:
    """The first moment after `at` when the clock shows this hour."""
    today = local(at).date()
    found = _moment(today, hour)
    return found if found > at else _moment(today + DAY, hour)


def _moment(day: "date", hour: int) -> datetime:
    try:
        return at_local(day, time(hour))
    except NonexistentTime:
        return at_local(day, time(hour + 1))  # the hour that spring leaves out
