"""The jobs of files."""

import uuid
from datetime import UTC, datetime

from django.core.files.storage import default_storage

from samplan.attachments import checking, pieces
from samplan.jobs.queue import every, job


@job("attachments.delete_stored")
def delete_stored(names: list[str]) -> None:
    """Delete stored files by name; those that are gone already are passed over."""
    for name in names:
        default_storage.delete(name)


@job("attachments.check")
def check_file(file_id: str) -> None:
    """Make a file safe, or refuse it."""
    checking.check(uuid.UUID(file_id), at=datetime.now(UTC))


@job("attachments.tell_of_refused")
def tell_of_refused(file_id: str) -> None:
    """Tell of a file that was refused before it was sent, and nobody saw it."""
    checking.tell(uuid.UUID(file_id), at=datetime.now(UTC))


@every("7-59/15 * * * *", "attachments.check_again")
def check_again(timestamp: int) -> None:
    """Each quarter: files that are late to be checked, and those that no scanner has seen."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for key in checking.late(at=at):
        check_file.defer(file_id=str(key))
    checking.scan_again(at=at)


@every("37 * * * *", "attachments.give_up")
def give_up_old_uploads(timestamp: int) -> None:
    """Each hour: files that began to come in more than a day ago and never came whole."""
    pieces.give_up_old(at=datetime.fromtimestamp(timestamp, UTC))
