"""The schedule of cases."""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from samplan.cases.sends.following_up import follow_up
from samplan.cases.sends.running import run, take_due
from samplan.jobs.queue import every, job


@job("cases.send_on")
def send_on(send_id: str) -> None:
    """Send to those who wait."""
    run(uuid.UUID(send_id), at=datetime.now(UTC))


@every("* * * * *", "cases.go_on_sending")
def go_on_sending(timestamp: int) -> None:
    """Each minute: sends whose time has come, and those whose worker was killed."""
    with transaction.atomic():
        for send_id in take_due(at=datetime.fromtimestamp(timestamp, UTC)):
            send_on.defer(send_id=str(send_id))


@every("20 8 * * *", "cases.follow_up")
def follow_up_sends(timestamp: int) -> None:
    """Each day: what was sent and is not answered is reminded of, then called about."""
    follow_up(at=datetime.fromtimestamp(timestamp, UTC))
