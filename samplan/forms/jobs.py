"""The schedule of forms that follow others."""

import logging
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.common.dates import local
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.following import take
from samplan.forms.supply.reach import newest_followed
from samplan.jobs.queue import every
from samplan.organisations.models import OrganisationKind

logger = logging.getLogger(__name__)
FOLLOWING = SystemActing("forms followed")


@every("20 * * * *", "forms.follow")
def follow(timestamp: int) -> None:
    """Each hour: new versions whose day has come are taken by those who follow the form."""
    follow_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))


def follow_what_is_due(*, at: datetime) -> int:
    """Take every version whose day has come; gives how many. One that cannot be taken waits.

    Each form is a transaction of its own, so that one in the way does not hold the others. Those
    above come first, so that a clinic gets through its region what the nation made.
    """
    versions = QuestionnaireVersion.objects.filter(status=VersionStatus.ACTIVE)
    newer = versions.filter(questionnaire=OuterRef("origin"), followed_on__lte=local(at).date())
    own = versions.filter(questionnaire=OuterRef("pk"))
    is_taken = own.filter(origin_version__status=VersionStatus.ACTIVE)
    followers = Questionnaire.objects.filter(Exists(newer), Exists(own), bond=Bond.SUBSCRIBED)
    due = followers.exclude(Exists(is_taken)).select_related("owner")
    above_first = sorted(due, key=lambda form: form.owner.kind != OrganisationKind.REGION)
    return sum(_take(questionnaire, at) for questionnaire in above_first)


def _take(questionnaire: Questionnaire, at: datetime) -> bool:
    newest = newest_followed(questionnaire)
    if newest is None:
        return False
    try:
        take(questionnaire, newest, acting=FOLLOWING, at=at)
    except Refused:
        logger.warning("A form could not follow its origin: %s", questionnaire.pk)
        return False
    return True
