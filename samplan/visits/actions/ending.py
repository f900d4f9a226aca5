"""What ends a visit, whoever ends it and why."""

from datetime import datetime

from samplan.access.acting import Acting
from samplan.bookings import actions as bookings
from samplan.plans import actions as plans
from samplan.visits.models import Visit, VisitState


def end_visit(visit: Visit, state: VisitState, *, acting: Acting, at: datetime) -> None:
    """Free the time and close what was to be done. The caller records the event."""
    bookings.cancel(visit.appointment, acting=acting, at=at)
    if visit.activity is not None:
        plans.cancel(visit.activity, acting=acting, at=at)
    visit.move_to(state)
    visit.save(update_fields=["state", "held_until"])
