"""The schedule of visits."""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from samplan.jobs.queue import every, job
from samplan.visits.actions.coming_of_age import (
    ask_the_grown,
    pass_on_what_is_open,
    tell_of_coming_birthdays,
)
from samplan.visits.actions.holding import release_held
from samplan.visits.importing.sending_out import send_list, take_due
from samplan.visits.models import KeptList


@job("visits.send_list")
def send_kept_list(list_id: str) -> None:
    """Send the summonses of an imported list."""
    send_list(uuid.UUID(list_id), at=datetime.now(UTC))


@every("* * * * *", "visits.go_on_sending")
def go_on_sending(timestamp: int) -> None:
    """Each minute: lists whose summonses are still to be sent are tried again, without end."""
    with transaction.atomic():
        for list_id in take_due(at=datetime.fromtimestamp(timestamp, UTC)):
            send_kept_list.defer(list_id=str(list_id))


@every("5 * * * *", "visits.coming_of_age")
def coming_of_age(timestamp: int) -> None:
    """Each hour: children who grow out of their guardians' acting."""
    at = datetime.fromtimestamp(timestamp, UTC)
    tell_of_coming_birthdays(at=at)
    ask_the_grown(at=at)
    pass_on_what_is_open(at=at)


@every("*/5 * * * *", "visits.release_held")
def let_held_times_go(timestamp: int) -> None:
    """Each five minutes: times whose summons nobody came back to send."""
    release_held(at=datetime.fromtimestamp(timestamp, UTC))


@every("*/10 * * * *", "visits.forget_lists")
def forget_lists(timestamp: int) -> None:
    """Each ten minutes: uploaded day lists that are no longer kept are thrown away."""
    KeptList.objects.done_with(datetime.fromtimestamp(timestamp, UTC)).delete()
