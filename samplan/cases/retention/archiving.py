"""Ended cases leave the inbox's first page after a while; they stay readable."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.cases.models import Case

BATCH: Final = 500
ARCHIVING: Final = SystemActing("archiving")


def archive_closed(*, at: datetime) -> int:
    """Archive cases ended since SAMPLAN_ARCHIVED_AFTER_DAYS that the patient has opened; gives
    how many. In batches, each a transaction of its own."""
    before = at - timedelta(days=settings.SAMPLAN_ARCHIVED_AFTER_DAYS)
    count = 0
    while found := _archive_batch(before, at=at):
        count += found
    return count


@transaction.atomic
def _archive_batch(before: datetime, *, at: datetime) -> int:
    due = Case.objects.filter(closed_at__lt=before, archived_at=None, is_unread=False)
    held = due.order_by("closed_at", "id").select_for_update(skip_locked=True)
    batch = list(held.only("patient_id")[:BATCH])
    Case.objects.filter(pk__in=[each.pk for each in batch]).update(archived_at=at)
    about = [(each.patient_id, each) for each in batch]
    trail.record_many("case.archived", acting=ARCHIVING, about=about, detail={})
    return len(batch)
