"""The schedules of cases."""

from datetime import UTC, datetime

from samplan.cases.falling import fall_on
from samplan.cases.supply.keeping_up import take_what_is_due
from samplan.jobs.queue import every


@every("5-59/15 6-20 * * *", "cases.fall_on")
def let_cases_fall(timestamp: int) -> None:
    """In the daytime: cases of those who are away or late go to whoever answers instead."""
    fall_on(at=datetime.fromtimestamp(timestamp, UTC))


@every("25 * * * *", "cases.follow_types")
def follow_types(timestamp: int) -> None:
    """Each hour: new versions of case types whose day has come are taken by those who follow."""
    take_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))
