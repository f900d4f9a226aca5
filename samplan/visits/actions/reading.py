"""The patient opens what was sent."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import PatientActing
from samplan.cases import actions as cases
from samplan.cases.models import Case
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind
from samplan.visits.actions.sending import locked, open_children
from samplan.visits.models import Visit, VisitState


@transaction.atomic
def open_case(visit: Visit, case: Case, *, acting: PatientActing, at: datetime) -> bool:
    """Leave receipts for a case of the visit; opening the summons closes its activity.

    False where the clinic took it back in the same moment: then there is nothing to show.
    """
    if not case.is_unread:
        return True
    visit = locked(visit)  # before the case, as in withdrawing: whoever comes first decides
    if visit.state == VisitState.WITHDRAWN:
        return False
    cases.read(case, acting=acting, at=at)
    if case.pk != visit.summons_id:
        return True
    if visit.opened_at is None:
        visit.opened_at = at
        visit.save(update_fields=["opened_at"])
    for activity in open_children(visit, ActivityKind.READ_SUMMONS):
        plans.finish(activity, evidence=case, acting=acting, at=at)
    return True
