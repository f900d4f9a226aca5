"""Visits on a list for staff, here and on pages above: their rows, and the trace they leave."""

from collections.abc import Sequence
from datetime import date

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.common.addresses import address
from samplan.visits.models import Visit
from samplan.visits.readiness import Readiness, readiness_of


def board_on(day: date) -> str:
    """The address of the readiness board of a day."""
    return f"{address('visits:board')}?dag={day.isoformat()}"


def rows_of(visits: Sequence[Visit]) -> list[Readiness]:
    """The rows of visits that `queries.board` gave."""
    return [readiness_of(each, reminded_at=each.__dict__["reminded_at"]) for each in visits]


def log_listed(acting: StaffActing, visits: Sequence[Visit]) -> None:
    """Every name on a list is a look at that patient; an empty list is a look at none."""
    for each in visits:
        trail.read("visits.listed", acting=acting, patient_id=each.patient_id, about=each)
    if not visits:
        trail.read_nobody()
