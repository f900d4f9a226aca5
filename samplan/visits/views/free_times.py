"""The free times on the page where a visit is planned: links that fill in day, time and whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import get_language

from samplan.access.request import StaffRequest
from samplan.bookings.models import Resource
from samplan.common.dates import clock, local
from samplan.common.paging import day_in
from samplan.ui.parts import Chip
from samplan.visits.forms_planning import LONGEST_AHEAD, WhoseForm
from samplan.visits.free_times import FreeDay, free_days
from samplan.visits.models import VisitType


@dataclass(frozen=True)
class FreeTimes:
    """Whose free times are shown, and the times as links, day by day."""

    resource: Resource
    form: WhoseForm | None  # to look at another's, where there are more
    days: list[tuple[date, list[Chip]]]
    later: str


def free_times(
    request: StaffRequest, visit_type: VisitType, resources: Sequence[Resource]
) -> FreeTimes | None:
    """The free times of the one that the address names (`hos`), else of whoever plans.

    None where nobody can be booked.
    """
    resource = _whose(request, resources)
    if resource is None:
        return None
    first = _first(request)
    days = free_days(resource, minutes=visit_type.minutes, first=first, at=request.at)
    kept = {"typ": visit_type.pk.hex, "hos": resource.pk.hex}
    shown = [(each.day, _chips(request, each, kept)) for each in days]
    later = urlencode(kept | {"fran": (days[-1].day + timedelta(days=1)).isoformat()})
    form = WhoseForm(resources, resource) if len(resources) > 1 else None
    return FreeTimes(resource, form, shown, f"?{later}")


def chosen_time(request: StaffRequest, resources: Sequence[Resource]) -> dict[str, Any]:
    """What the address fills in of day, time and whom; what cannot be read is left out."""
    try:
        day = day_in(request.GET.get("dag", ""))
        at = time.fromisoformat(request.GET.get("tid", ""))
    except ValueError:
        return {}
    named = _named(request, resources)
    whom = {"resource": str(named.pk)} if named else {}
    return {"day": day, "clock": at.replace(tzinfo=None)} | whom


def _whose(request: StaffRequest, resources: Sequence[Resource]) -> Resource | None:
    own = (each for each in resources if each.staff_id == request.acting.staff_id)
    return _named(request, resources) or next(own, None) or next(iter(resources), None)


def _named(request: StaffRequest, resources: Sequence[Resource]) -> Resource | None:
    asked = request.GET.get("hos", "").replace("-", "")
    return next((each for each in resources if each.pk.hex == asked), None)


def _first(request: StaffRequest) -> date:
    """The day to begin at: today, or a later one that the address names."""
    try:
        asked = day_in(request.GET.get("fran") or request.GET.get("dag", ""))
    except ValueError:
        return request.today
    return min(max(asked, request.today), request.today + LONGEST_AHEAD)


def _chips(request: StaffRequest, free: FreeDay, kept: dict[str, str]) -> list[Chip]:
    language = get_language() or "sv"
    chosen = request.GET.get("dag", ""), request.GET.get("tid", "")
    chips = []
    for start in free.starts:
        here = local(start)
        asked = here.date().isoformat(), here.strftime("%H:%M")
        query = urlencode(kept | {"dag": asked[0], "tid": asked[1]})
        label, address = clock(start, language), f"?{query}#tid"
        chips.append(Chip(label=label, url=address, is_current=asked == chosen))
    return chips
