"""The schedule of what is kept for a while only."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from samplan.access.limits import forget_look_ups
from samplan.access.models import SealedPost, SentPage
from samplan.jobs.queue import every


@every("*/10 * * * *", "access.forget_sealed")
def forget_sealed(timestamp: int) -> None:
    """Each ten minutes: posts that nobody came back for, keys of pages that can be sent no more,
    and look-ups that no longer count."""
    at = datetime.fromtimestamp(timestamp, UTC)
    longest = timedelta(hours=settings.SAMPLAN_LONGEST_SESSION_HOURS)
    SealedPost.objects.filter(kept_until__lt=at).delete()
    SentPage.objects.filter(sent_at__lt=at - longest).delete()
    forget_look_ups(at=at)
