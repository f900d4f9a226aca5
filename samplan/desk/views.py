"""The staff's today: visits of today and the next working day, then what the clinic has to do."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.queue_counter import due_at
from samplan.common.dates import day_bounds, local
from samplan.common.working_days import add_working_days
from samplan.contacts.models import ContactRequest
from samplan.contacts.queries import open_requests
from samplan.contacts.words import with_came
from samplan.organisations.links import links_of
from samplan.plans.kinds import places_of
from samplan.plans.models import Activity
from samplan.plans.rows import Row, care_row_of
from samplan.visits import queries
from samplan.visits.listed import log_listed, rows_of

TASKS_WITHIN = timedelta(days=14)


@staff_page("GET")
def today(request: StaffRequest) -> HttpResponse:
    """What a working day begins with; administrators begin at the clinic's own pages."""
    if request.acting.role not in CARE_ROLES:
        return redirect("desk:clinics")
    following = add_working_days(request.today, 1)
    start, end = day_bounds(request.today)[0], day_bounds(following)[1]
    visits = queries.board(request.acting, start=start, end=end)[: queries.BOARD_PAGE]
    before = request.today + TASKS_WITHIN
    tasks = queries.care_tasks(request.acting, on=request.today, before=before)
    cancelled = queries.cancelled_by_patients(request.acting, at=request.at)
    asked = _wishes(request)
    log_listed(request.acting, visits + [change.visit for change in cancelled])
    rows = [(local(row.visit.starts_at).date(), row) for row in rows_of(visits)]
    context = {
        "today_rows": [row for day, row in rows if day == request.today],
        "next_rows": [row for day, row in rows if day == following],
        "following": following,
        "cancelled": cancelled,
        "asked": asked,
        "cases_due": due_at(request),
        "links": links_of(request.acting.clinic_id),
        "tasks": _rows_of_tasks(request, tasks),
    }
    return render(request, "desk/today.html", context)


def _wishes(request: StaffRequest) -> list[tuple[ContactRequest, str]]:
    """What patients wish of care contacts, oldest first, and when it came. Logs that it is seen."""
    found = open_requests(request.acting)
    for each in found:
        trail.read("contacts.listed", acting=request.acting, patient_id=each.patient_id, about=each)
    return with_came(found, today=request.today)


def _rows_of_tasks(
    request: StaffRequest, tasks: Sequence[Activity]
) -> list[tuple[Activity, Row, str]]:
    """What the clinic has to do, how it reads, and where it is seen to. Logs that it is seen."""
    for task in tasks:
        trail.read("task.listed", acting=request.acting, patient_id=task.patient_id, about=task)
    places, today = places_of(tasks, request.acting), request.today
    return [(task, care_row_of(task, today=today), places.get(task.pk, "")) for task in tasks]
