"""The schedule of forms that follow others."""

import logging
import traceback
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


class NotAllFollowed(Exception):
    """Some forms failed; the log says which, and the next hour tries again."""


@every("20 * * * *", "forms.follow")
def follow(timestamp: int) -> None:
    """Each hour: new versions whose day has come are taken by those who follow the form."""
    follow_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))


def follow_what_is_due(*, at: datetime) -> int:
    """Take every version whose day has come; gives how many. One that cannot be taken waits.

    Each form is a transaction of its own, so that one in the way does not hold the others. Those
    above come first, so that a clinic gets through its region what the nation made. Raises
    NotAllFollowed when all have been tried and some have failed.
    """
    versions = QuestionnaireVersion.objects.filter(status=VersionStatus.ACTIVE)
    newer = versions.filter(questionnaire=OuterRef("origin"), followed_on__lte=local(at).date())
    own = versions.filter(questionnaire=OuterRef("pk"))
    is_taken = own.filter(origin_version__status=VersionStatus.ACTIVE)
    followers = Questionnaire.objects.filter(Exists(newer), Exists(own), bond=Bond.SUBSCRIBED)
    due = followers.exclude(Exists(is_taken)).select_related("owner")
    above_first = sorted(due, key=lambda form: form.owner.kind != OrganisationKind.REGION)
    tried = [_tried(questionnaire, at) for questionnaire in above_first]
    failed = tried.count(None)
    if failed:
        raise NotAllFollowed(f"{failed} of {len(tried)} forms failed to follow their origin.")
    return tried.count(True)


def _tried(questionnaire: Questionnaire, at: datetime) -> bool | None:
    """Whether a version was taken; None where it failed. A fault is told without its values."""
    try:
        return _take(questionnaire, at)
    except Refused:
        logger.warning("A form could not follow its origin: %s", questionnaire.pk)
        return False
    except Exception as fault:  # noqa: BLE001 -- whatever it is, the others go on
        where = "".join(traceback.format_tb(fault.__traceback__))
        name = type(fault).__name__
        said = "%s when form %s was to follow its origin:\n%s"
        logger.error(said, name, questionnaire.pk, where)  # noqa: TRY400 -- without its values
        return None


def _take(questionnaire: Questionnaire, at: datetime) -> bool:
    newest = newest_followed(questionnaire)
    if newest is None:
        return False
    take(questionnaire, newest, acting=FOLLOWING, at=at)
    return True
