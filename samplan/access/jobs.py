"""The schedule of what is kept for a while only."""

from datetime import UTC, datetime

from samplan.access.limits import forget_look_ups
from samplan.access.models import SealedPost
from samplan.jobs.queue import every


@every("*/10 * * * *", "access.forget_sealed")
def forget_sealed(timestamp: int) -> None:
    """Each ten minutes: posts that nobody came back for, and look-ups that no longer count."""
    at = datetime.fromtimestamp(timestamp, UTC)
    SealedPost.objects.filter(kept_until__lt=at).delete()
    forget_look_ups(at=at)
