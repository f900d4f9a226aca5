"""The patient's start page: the one sentence that matters, and the next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.common.dates import local, long_day
from samplan.home.words import things_to_do
from samplan.plans.models import Activity, ActivityState
from samplan.plans.rows import Row, row_of
from samplan.visits.models import Visit
from samplan.visits.queries import coming

SHOWN = 4  # visits on the page; the rest are under booked times


@patient_page("GET")
def start(request: PatientRequest) -> HttpResponse:
    """What happens next, and what to do before it."""
    visits = list(coming(request.acting, at=request.at)[:SHOWN])
    following = visits[0] if visits else None
    rows = _preparation(following, request) if following is not None else []
    trail.read("start.read", acting=request.acting, patient_id=request.acting.patient_id)
    context = {
        "acting": request.acting,
        "visit": following,
        "rows": rows,
        "later": visits[1:],
        "lead": _lead(following, rows),
    }
    return render(request, "home/start.html", context)


def _preparation(visit: Visit, request: PatientRequest) -> list[Row]:
    children = (
        Activity.within(request.acting)
        .filter(parent_id=visit.activity_id)
        .exclude(state=ActivityState.CANCELLED)
        .order_by("id")
    )
    return [row_of(child, today=request.today) for child in children if child.is_patients]


def _lead(visit: Visit | None, rows: list[Row]) -> str:
    """ "Two things to do before your visit on Thursday 17 December." """
    if visit is None:
        return ""
    day = local(visit.starts_at).date()
    words = long_day(day, get_language() or "sv", today=day)
    left = sum(row.is_open for row in rows)
    if not left:
        return _("Everything is ready for your visit on %(day)s.") % {"day": words}
    return things_to_do(left, words)
