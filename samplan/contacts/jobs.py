"""Forgetting lists that nobody carried out."""

from datetime import UTC, datetime

from samplan.contacts.models import KeptContactList
from samplan.jobs.queue import every


@every("*/10 * * * *", "contacts.forget_lists")
def forget_lists(timestamp: int) -> None:
    """Throw away what is kept longer than was said: it holds identity numbers."""
    KeptContactList.objects.filter(kept_until__lt=datetime.fromtimestamp(timestamp, UTC)).delete()
