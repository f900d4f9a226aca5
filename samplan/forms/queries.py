"""Reads of questionnaires that several pages share."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled_untraced
from samplan.forms.drafts import side_of
from samplan.forms.models import QuestionnaireVersion, Response, VersionStatus
from samplan.forms.supply.reach import is_seen_from


def sendable_from(clinic_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    """Of `published_for`, those that patients answer; care answers the others itself."""
    return published_for(clinic_id).filter(asks_patients=True)


def own_sendable(clinic_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    """Of those, the clinic's own: made or copied there, or followed."""
    own = QuestionnaireVersion.objects.filter(
        is_seen_from(clinic_id), questionnaire__owner_id=clinic_id, status=VersionStatus.ACTIVE
    )
    return own.filter(asks_patients=True).order_by("title", "id").defer("document")


@compiled_untraced
def sent_by_clinic(acting: StaffActing) -> QuerySet[QuestionnaireVersion]:
    """`own_sendable` of the acting's clinic, of each no more than to choose it by."""
    return own_sendable(acting.clinic_id).only("title", "questionnaire_id")


def asks_patients(questionnaire_id: uuid.UUID) -> bool:
    """Whether patients answer the form as it is in use; true of one that is not."""
    in_use = QuestionnaireVersion.objects.filter(
        questionnaire=questionnaire_id, status=VersionStatus.ACTIVE
    )
    return in_use.filter(asks_patients=True).exists() or not in_use.exists()


def published_for(clinic_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    """The versions in use that a clinic can choose among: its own, its region's, the nation's."""
    owner = "questionnaire__owner"
    is_reached = (
        Q(**{owner: clinic_id})
        | Q(**{f"{owner}__children": clinic_id})
        | Q(**{f"{owner}__children__children": clinic_id})
    )
    return (
        QuestionnaireVersion.objects.filter(
            is_reached, is_seen_from(clinic_id), status=VersionStatus.ACTIVE
        )
        .select_related("questionnaire__owner")
        .order_by("title", "questionnaire__owner__kind", "id")
        .distinct()
        .defer("document")
    )


def told_apart(version: QuestionnaireVersion) -> str:
    """The version by name, owner and number: forms of different owners often share a name.

    Ask with `questionnaire__owner` at hand, as `published_for` has it.
    """
    return _("%(title)s · %(owner)s, version %(number)d") % {
        "title": version.title,
        "owner": version.questionnaire.owner.name,
        "number": version.number,
    }


def published(
    questionnaire_ids: Iterable[uuid.UUID], *, clinic_id: uuid.UUID
) -> dict[uuid.UUID, QuestionnaireVersion]:
    """What the clinic sends of each questionnaire: the version in use, where there is one.

    None of those that care answers itself, nor of those that are limited to other regions.
    """
    versions = QuestionnaireVersion.objects.filter(
        is_seen_from(clinic_id),
        questionnaire__in=questionnaire_ids,
        status=VersionStatus.ACTIVE,
        asks_patients=True,
    )
    return {version.questionnaire_id: version for version in versions}


def has_draft(response: Response, acting: Acting) -> bool:
    """Whether the side that `acting` stands on has ever saved anything."""
    return bool(getattr(response, side_of(acting)))


def has_draft_in(response: str, acting: Acting) -> Q:
    """The same of the responses that `response` names in a query; of pages of questions."""
    return Q(**{f"{response}__{side_of(acting)}__has_key": "pages"})
