"""Clinics that follow a case type get its new version on the day that its owner has said."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.cases.models import CaseTypeVersion, Offering, OfferingState, TypeStatus
from samplan.cases.supply.following import take
from samplan.common.dates import local

FOLLOWING = SystemActing(job="case types followed")


def take_what_is_due(*, at: datetime) -> int:
    """Let every service take the version whose day has come; gives how many did.

    Each is a transaction of its own. Those that are paused take it too.
    """
    newest = CaseTypeVersion.objects.filter(
        case_type_id=OuterRef("case_type_id"),
        status=TypeStatus.ACTIVE,
        followed_on__lte=local(at).date(),
    ).exclude(pk=OuterRef("version_id"))
    followers = Offering.objects.exclude(state=OfferingState.RETIRED)
    due = followers.annotate(due=Subquery(newest.values("pk")[:1])).exclude(due=None)
    versions = CaseTypeVersion.objects.in_bulk([each.due for each in due])
    return sum(_took(each, versions[each.due]) for each in due.order_by("id"))


def _took(offering: Offering, version: CaseTypeVersion) -> bool:
    """Whether it was taken; where a newer one came in between, the next hour sees to it."""
    try:
        take(offering, version, acting=FOLLOWING)
    except Refused:
        return False
    return True
