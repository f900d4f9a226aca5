"""Which forms the case types ask by: what forms below are told of their use."""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.cases.models import CaseTypeVersion, TypeStatus
from samplan.cases.supply.policies import check_may_make_types, may_make_types
from samplan.forms.usage import MOST_NAMED, FormUse, Using, Way


def types_that_ask(questionnaire_ids: Collection[uuid.UUID]) -> int:
    """How many case types in use ask by any of the forms."""
    return _asking(questionnaire_ids).count()


def own_types_that_ask(
    questionnaire_ids: Collection[uuid.UUID], acting: StaffActing
) -> list[Using]:
    """Those of them that the acting may change, by name."""
    if not may_make_types(acting, acting.clinic_id):
        return []
    own = _asking(questionnaire_ids).filter(case_type__owner_id=acting.clinic_id)
    return [
        Using(each.title, reverse("cases:type", args=[each.case_type_id]))
        for each in own.order_by("title", "id")[:MOST_NAMED]
    ]


def way_to_ask(acting: StaffActing) -> Way | None:
    """Where the acting chooses what case types ask, if they may."""
    if not may_make_types(acting, acting.clinic_id):
        return None
    return Way(_("Use it in a case type"), reverse("cases:types"))


def repoint_drafts(
    from_questionnaire: uuid.UUID, to_questionnaire: uuid.UUID, *, acting: StaffActing
) -> None:
    """Let the drafts of the acting's organisation that ask by one form ask by another instead.

    What is in use never changes: it goes on with its form until it is published anew.
    """
    drafts = CaseTypeVersion.objects.filter(
        status=TypeStatus.DRAFT,
        case_type__owner_id=acting.clinic_id,
        questionnaire_id=from_questionnaire,
    )
    moved = list(drafts.select_for_update(of=("self",)).order_by("id"))
    if not moved:
        return
    check_may_make_types(acting, acting.clinic_id)
    drafts.update(questionnaire_id=to_questionnaire)
    about = [(None, each) for each in moved]
    trail.record_many("case_type.changed", acting=acting, about=about, detail={})


def _asking(questionnaire_ids: Collection[uuid.UUID]) -> QuerySet[CaseTypeVersion]:
    return CaseTypeVersion.objects.filter(
        questionnaire_id__in=questionnaire_ids, status=TypeStatus.ACTIVE
    )


USE = FormUse(
    label=gettext_lazy("Case types"),
    count=types_that_ask,
    repoint=repoint_drafts,
    named=own_types_that_ask,
    way=way_to_ask,
)
