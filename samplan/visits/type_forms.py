"""Which forms the visit types send: what forms below are told of their use."""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.forms.usage import MOST_NAMED, Using, Way
from samplan.visits.models import VisitType
from samplan.visits.policies import may_administer_visit_types


def types_that_send(questionnaire_ids: Collection[uuid.UUID]) -> int:
    """How many visit types in use send any of the forms."""
    return _sending(questionnaire_ids).count()


def own_types_that_send(
    questionnaire_ids: Collection[uuid.UUID], acting: StaffActing
) -> list[Using]:
    """Those of them that the acting may change, by name."""
    if not may_administer_visit_types(acting):
        return []
    own = _sending(questionnaire_ids).filter(clinic_id=acting.clinic_id).order_by("name", "id")
    return [
        Using(each.name, reverse("visits:staff-type", args=[each.pk])) for each in own[:MOST_NAMED]
    ]


def way_to_send(acting: StaffActing) -> Way | None:
    """Where the acting chooses what visit types send, if they may."""
    if not may_administer_visit_types(acting):
        return None
    return Way(_("Use it in a visit type"), reverse("visits:staff-types"))


def _sending(questionnaire_ids: Collection[uuid.UUID]) -> QuerySet[VisitType]:
    return VisitType.objects.filter(questionnaire_id__in=questionnaire_ids, is_in_use=True)
