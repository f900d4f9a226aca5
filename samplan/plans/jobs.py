"""The plan's schedule."""

from datetime import UTC, datetime

from samplan.jobs.queue import every
from samplan.plans.reminders import remind


@every("*/15 7-20 * * *", "plans.remind")
def send_reminders(timestamp: int) -> None:
    """In the daytime: reminders of what is due in a week or tomorrow."""
    remind(at=datetime.fromtimestamp(timestamp, UTC))
