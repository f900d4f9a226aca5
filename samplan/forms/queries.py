"""Reads of questionnaires that several pages share."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.supply.reach import is_seen_from


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
        .order_by("title", "id")
        .distinct()
        .defer("document")
    )


def published(questionnaire_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, QuestionnaireVersion]:
    """The version in use of each questionnaire that has one."""
    versions = QuestionnaireVersion.objects.filter(
        questionnaire__in=questionnaire_ids, status=VersionStatus.ACTIVE
    )
    return {version.questionnaire_id: version for version in versions}
