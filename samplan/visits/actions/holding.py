"""A time that is held while its summons is looked through."""

import uuid
from datetime import datetime

from django.db import transaction

from samplan.access.acting import StaffActing, SystemActing
from samplan.audit import trail
from samplan.visits import policies
from samplan.visits.actions.correcting import end_visit
from samplan.visits.actions.sending import locked
from samplan.visits.models import Visit, VisitState

RELEASING = SystemActing(job="release of held times")


@transaction.atomic
def keep_visit(visit: Visit, *, acting: StaffActing) -> Visit:
    """Book the held time for good without sending anything. Keeping it twice is keeping it once.

    Raises Refused where the time has been let go already.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    policies.check_is_planned(visit)
    if visit.held_until is not None:
        visit.held_until = None
        visit.save(update_fields=["held_until"])
        trail.record("visit.kept", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


def release_held(*, at: datetime) -> int:
    """Free the times that nobody came back for; the patient sees nothing of it.

    Gives how many. Safe to run again, and beside someone who sends one of them.
    """
    passed = Visit.objects.filter(held_until__lte=at).order_by("id").values_list("pk", flat=True)
    return sum(_release(key, at=at) for key in passed)


@transaction.atomic
def _release(key: uuid.UUID, *, at: datetime) -> bool:
    held = Visit.objects.select_for_update(of=("self",), skip_locked=True)
    visit = held.select_related("appointment").filter(pk=key, held_until__lte=at).first()
    if visit is None:
        return False
    visit.source_key = None  # the same form may plan it anew
    visit.save(update_fields=["source_key"])
    end_visit(visit, VisitState.WITHDRAWN, acting=RELEASING, at=at)
    trail.record("visit.released", acting=RELEASING, patient_id=visit.patient_id, about=visit)
    return True
