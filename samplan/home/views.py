"""The patient's start page: the one sentence that matters, and the next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.common.dates import local, long_day
from samplan.home.contact_cards import cards_of
from samplan.home.queries import beside_visits
from samplan.home.words import things_to_do
from samplan.plans.models import (
    Activity,
)
from samplan.plans.rows import Row, row_of, with_one_primary
from samplan.visits.models import Visit
from samplan.visits.queries import soonest


@patient_page("GET", staff_to="/vard/")
def start(request: PatientRequest) -> HttpResponse:
    """What happens next, and what to do before it."""
    visits = soonest(request.acting, at=request.at)
    following = visits[0] if visits else None
    activity_id = following.activity_id if following is not None else None
    beside = beside_visits(request.acting, activity_id=activity_id, on=request.today)
    rows, alone = _to_do(beside.activities, request)
    trail.read("start.read", acting=request.acting, patient_id=request.acting.patient_id)
    context = {
        "acting": request.acting,
        "visit": following,
        "rows": rows,
        "alone": alone,
        "later": visits[1:],
        "lead": _lead(following, rows),
        "cards": cards_of(beside.contacts, today=request.today, written_to=beside.written_to),
    }
    return render(request, "home/start.html", context)


@patient_page("GET")
def services(request: PatientRequest) -> HttpResponse:
    """Everything else one can do here."""
    return render(request, "home/services.html", {"has_others": request.acting.has_others})


def _to_do(activities: list[Activity], request: PatientRequest) -> tuple[list[Row], list[Row]]:
    """The preparation of the visit, and what else the patient has to do or know."""
    rows: tuple[list[Row], list[Row]] = ([], [])
    for activity in activities:
        rows[activity.parent_id is None].append(row_of(activity, today=request.today))
    return with_one_primary(rows[0]), rows[1]


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
