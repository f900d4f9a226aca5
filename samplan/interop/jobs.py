"""Making copies, and taking them away when their week has passed."""

import uuid
from datetime import UTC, datetime

from samplan.interop.keeping import remove_overdue
from samplan.interop.making import make
from samplan.jobs.queue import every, job


@job("interop.make_copy")
def make_copy(copy_id: str) -> None:
    """Make one copy."""
    make(uuid.UUID(copy_id), at=datetime.now(UTC))


@every("50 * * * *", "interop.remove_copies")
def remove_copies(timestamp: int) -> None:
    """Each hour: copies whose week has passed, and those that could not be made."""
    remove_overdue(at=datetime.fromtimestamp(timestamp, UTC))
