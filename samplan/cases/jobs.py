"""The schedule of conversations."""

from datetime import UTC, datetime

from samplan.cases.falling import fall_on
from samplan.jobs.queue import every


@every("5-59/15 6-20 * * *", "cases.fall_on")
def let_cases_fall(timestamp: int) -> None:
    """In the daytime: cases of those who are away or late go to whoever answers instead."""
    fall_on(at=datetime.fromtimestamp(timestamp, UTC))
