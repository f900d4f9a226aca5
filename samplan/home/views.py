"""The patient's start page: the one sentence that matters, and the next step."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.common.dates import local
from samplan.home import queries
from samplan.home.contact_cards import cards_of
from samplan.home.services import services_in
from samplan.home.surroundings import Rows, surroundings_of
from samplan.home.words import all_to_do, of_them_before, of_visit, things_to_do
from samplan.shortcuts import registry
from samplan.shortcuts.queries import has_room, offered_to, shortcuts_of
from samplan.visits.models import Visit
from samplan.visits.queries import soonest


@patient_page("GET", staff_to="/vard/")
def start(request: PatientRequest) -> HttpResponse:
    """What happens next, and what to do before it."""
    visits = soonest(request.acting, at=request.at)
    following = visits[0] if visits else None
    activity_id = following.activity_id if following else None
    around = surroundings_of(request.acting, activity_id=activity_id, on=request.today)
    rows = around.rows(today=request.today)
    trail.read("start.read", acting=request.acting, patient_id=request.acting.patient_id)
    context = {
        "acting": request.acting,
        "visit": following,
        "rows": rows,
        "shortcuts": around.shortcuts,
        "later": visits[1:],
        "lead": _lead(following, rows, today=request.today),
        "cards": cards_of(around.contacts, today=request.today, written_to=around.written_to),
    }
    return render(request, "home/start.html", context)


@patient_page("GET")
def services(request: PatientRequest) -> HttpResponse:
    """Everything else one can do: at one's clinics, and on one's own pages."""
    acting, today = request.acting, request.today
    shown = shortcuts_of(acting, today=today)
    offers = offered_to(acting, today=today, besides=shown, only=registry.PAGE)
    own = queries.own_clinics_with_services(acting, today=today)
    listed = [(each.name, services_in(each.__dict__["service_list"], is_mine=True)) for each in own]
    found = [(name, services) for name, services in listed if services]
    trail.read("services.read", acting=acting, patient_id=acting.patient_id)
    context = {
        "groups": found,
        "pages": registry.pages(acting).values(),
        "offers": offers if has_room(shown) else [],
    }
    return render(request, "home/services.html", context)


def _lead(visit: Visit | None, rows: Rows, *, today: date) -> str:
    """ "Two things to do before your visit on Thursday 17 December." Of what is to be done
    besides, the number of all goes first."""
    others = len(rows.to_do)
    if visit is None:
        return all_to_do(others) if others else ""
    words = of_visit(local(visit.starts_at).date(), today=today)
    left = rows.left_before
    if not left:
        ready = _("Everything is ready for your visit %(day)s.") % {"day": words}
        return f"{all_to_do(others)} {ready}" if others else ready
    if not others:
        return things_to_do(left, words)
    return f"{all_to_do(left + others)} {of_them_before(left, words)}"
