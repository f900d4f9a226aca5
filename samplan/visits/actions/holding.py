"""A time that is held while its summons is looked through."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samplan.access.acting import StaffActing, SystemActing
from samplan.audit import trail
from samplan.bookings import actions as bookings
from samplan.visits import policies
from samplan.visits.actions.ending import end_visit
from samplan.visits.actions.sending import locked
from samplan.visits.models import Visit, VisitQuerySet, VisitState

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
    return sum(_release(key, at=at) for key in _keys(Visit.objects.lapsed(at)))


def release_lapsed(
    resource_ids: Collection[uuid.UUID], *, at: datetime, besides: Visit | None = None
) -> int:
    """Free the resources' times whose hold has run out, for the caller's transaction to book.

    Gives how many. `besides` is a visit that the caller is about to move.
    """
    lapsed = Visit.objects.lapsed(at).filter(appointment__resource__in=resource_ids)
    keys = [key for key in _keys(lapsed) if besides is None or key != besides.pk]
    if keys:
        bookings.hold(*resource_ids)
    return sum(_release(key, at=at) for key in keys)


def _keys(visits: VisitQuerySet) -> list[uuid.UUID]:
    return list(visits.order_by("id").values_list("pk", flat=True))


@transaction.atomic
def _release(key: uuid.UUID, *, at: datetime) -> bool:
    held = Visit.objects.select_for_update(of=("self",), skip_locked=True)
    visit = held.lapsed(at).select_related("appointment").filter(pk=key).first()
    if visit is None:
        return False
    visit.source_key = None  # the same form may plan it anew
    visit.save(update_fields=["source_key"])
    end_visit(visit, VisitState.WITHDRAWN, acting=RELEASING, at=at)
    trail.record("visit.released", acting=RELEASING, patient_id=visit.patient_id, about=visit)
    return True
