"""How many people outside the clinic someone may look for in an hour."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from samplan.access.acting import StaffActing
from samplan.access.models import LookUp
from samplan.organisations.models import Assignment

HOUR: Final = timedelta(hours=1)


@transaction.atomic
def take_look_ups(count: int, *, acting: StaffActing, at: datetime) -> bool:
    """Whether the assignment may look for `count` more people who are not the clinic's patients.

    They are counted whatever the answer. With a `count` of 0: whether there are any left.
    """
    Assignment.objects.select_for_update(of=("self",)).get(pk=acting.assignment_id)
    tries = LookUp.objects.filter(assignment_id=acting.assignment_id, tried_at__gt=at - HOUR)
    spent = tries.aggregate(total=Sum("count"))["total"] or 0
    if count:
        LookUp.objects.create(assignment_id=acting.assignment_id, tried_at=at, count=count)
    most: int = settings.SAMPLAN_LOOK_UPS_AN_HOUR
    return spent + max(count, 1) <= most


def forget_look_ups(*, at: datetime) -> None:
    """Throw away what no longer counts."""
    LookUp.objects.filter(tried_at__lte=at - HOUR).delete()
