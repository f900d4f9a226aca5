"""The readiness board: one day's visits, each with how far its preparation has come."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.common.dates import day_bounds
from samplan.common.paging import day_in, moment_after_in, place_at
from samplan.common.working_days import add_working_days
from samplan.ui.parts import Chip
from samplan.visits import queries
from samplan.visits.importing.keeping import unfinished_of
from samplan.visits.listed import board_on, log_listed, rows_of
from samplan.visits.models import Visit


@staff_page("GET", roles=CARE_ROLES)
def board(request: StaffRequest) -> HttpResponse:
    """One day at the clinic, by time."""
    day, no_day = _day(request)
    start, end = day_bounds(day)
    visits = queries.board(request.acting, start=start, end=end, after=moment_after_in(request))
    shown = visits[: queries.BOARD_PAGE]
    rows = rows_of(shown)
    log_listed(request.acting, shown)
    context = {
        "day": day,
        "no_day": no_day,
        "rows": rows,
        "ready_count": sum(row.is_ready for row in rows),
        "chips": _chips(request, day),
        "next_url": _after(day, shown[-1]) if len(visits) > len(shown) else "",
        "heading": _heading(day, request.today),
        "has_unfinished": _has_unfinished(request, shown),
    }
    return render(request, "visits/staff/board.html", context)


def _after(day: date, visit: Visit) -> str:
    """The address of the day's next page, after the visit."""
    return f"{board_on(day)}&efter={place_at(visit.starts_at, visit.pk)}"


def _has_unfinished(request: StaffRequest, visits: list[Visit]) -> bool:
    """Whether a list may be why some of the day's summonses are not sent."""
    return any(visit.is_planned for visit in visits) and unfinished_of(request.acting).exists()


def _day(request: StaffRequest) -> tuple[date, str]:
    """The day that is asked for; where it is none, today and a sentence that says so."""
    asked = request.GET.get("dag")
    if asked is None:
        return request.today, ""
    try:
        return day_in(asked), ""
    except ValueError:
        said = _("That is no day that can be shown. Here is today instead.")
        return request.today, said if asked.strip() else _("No day was chosen. Here is today.")


def _chips(request: StaffRequest, day: date) -> list[Chip]:
    """Today, the next working day, and the days around the one that is shown."""
    following = add_working_days(request.today, 1)
    choices = [
        (_("Day before"), day - timedelta(days=1), False),
        (_("Today"), request.today, day == request.today),
        (_("Next working day"), following, day == following),
        (_("Day after"), day + timedelta(days=1), False),
    ]
    return [
        Chip(label=label, url=board_on(each), is_current=is_current)
        for label, each, is_current in choices
    ]


def _heading(day: date, today: date) -> str:
    if day == today:
        return _("Visits today")
    if day == today + timedelta(days=1):
        return _("Visits tomorrow")
    return _("Visits")
