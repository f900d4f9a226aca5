"""The schedules of cases."""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.cases.falling import fall_on
from samplan.cases.retention.archiving import archive_closed
from samplan.cases.retention.removing import remove_due
from samplan.cases.sends.following_up import follow_up
from samplan.cases.sends.looking_through import look_through
from samplan.cases.sends.running import run, take_due
from samplan.cases.supply.keeping_up import take_what_is_due
from samplan.jobs.queue import every, job


@every("5-59/15 6-20 * * *", "cases.fall_on")
def let_cases_fall(timestamp: int) -> None:
    """In the daytime: cases of those who are away or late go to whoever answers instead."""
    fall_on(at=datetime.fromtimestamp(timestamp, UTC))


@every("25 * * * *", "cases.follow_types")
def follow_types(timestamp: int) -> None:
    """Each hour: new versions of case types whose day has come are taken by those who follow."""
    take_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))


@job("cases.send_on")
def send_on(send_id: str) -> None:
    """Look through those it is for, where they are not; send to those who wait, where it goes."""
    look_through(uuid.UUID(send_id), at=datetime.now(UTC))
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


@every("40 2 * * *", "cases.keep")
def keep_and_remove(timestamp: int) -> None:
    """Each night: cases ended long ago are archived, and removed by the region's decision."""
    at = datetime.fromtimestamp(timestamp, UTC)
    archive_closed(at=at)
    remove_due(at=at, acting=SystemActing("retention"))
