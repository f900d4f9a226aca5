"""Who follows a form, and which of its versions each has come to."""

import uuid
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from samplan.common.paging import page_after
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus

PAGE: Final = 50


@dataclass(frozen=True)
class Follower:
    """An organisation that follows the form, and the number of the version that it has."""

    name: str
    number: int
    has_newest: bool


def followers_of(questionnaire: Questionnaire) -> QuerySet[Questionnaire]:
    """The forms that follow this one."""
    return Questionnaire.objects.filter(origin=questionnaire, bond=Bond.SUBSCRIBED)


def page_of_followers(
    questionnaire: Questionnaire, *, newest: int | None, after: uuid.UUID | None
) -> tuple[list[Follower], uuid.UUID | None]:
    """Those that follow the form, by name; a page and where it goes on.

    `newest` is the number of the version in use, None where there is none.
    """
    versions = QuestionnaireVersion.objects.filter(questionnaire=OuterRef("pk"))
    published = versions.exclude(status=VersionStatus.DRAFT).order_by("-number")
    taken = Subquery(published.values("origin_version__number")[:1])
    rows = followers_of(questionnaire).select_related("owner").annotate(taken=taken)
    shown, following = page_after(rows, by="owner__name", after=after, size=PAGE)
    return [_follower(row, newest) for row in shown], following


def _follower(row: Questionnaire, newest: int | None) -> Follower:
    number = row.__dict__["taken"]
    return Follower(row.owner.name, number, has_newest=newest is None or number >= newest)
