"""The log's schedule."""

from datetime import UTC, datetime

from django.conf import settings

from samplan.audit.verifying import keep_heads
from samplan.jobs.queue import every


@every("*/10 * * * *", "audit.keep_heads")
def keep_heads_outside(timestamp: int) -> None:
    """Each ten minutes: the ends of the chains are kept outside the database."""
    keep_heads(settings.SAMPLAN_AUDIT_HEADS, at=datetime.fromtimestamp(timestamp, UTC))
