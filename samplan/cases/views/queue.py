"""The staff's queue: filtered, by what is due, and distributed a handful at a time."""

import uuid
from collections.abc import Collection

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import actions, queue, queue_counter, staff_queries
from samplan.cases.empty_shelves import empty_of
from samplan.cases.handling_forms import ShareForm
from samplan.cases.models import Case
from samplan.cases.policies import CASE_ROLES, READING_ROLES, sees_only_own
from samplan.cases.queue import Shelf
from samplan.common.addresses import address
from samplan.organisations.models import Role, StaffMember
from samplan.ui.parts import Chip

LABELS = {
    Shelf.TODO: gettext_lazy("To do"),
    Shelf.UNASSIGNED: gettext_lazy("Unassigned"),
    Shelf.MINE: gettext_lazy("Mine"),
    Shelf.TODAY: gettext_lazy("Answer today"),
    Shelf.LATE: pgettext_lazy("cases", "Late"),
    Shelf.WATCHED: gettext_lazy("To watch"),
    Shelf.ASIDE: gettext_lazy("Laid aside"),
    Shelf.WAITING: gettext_lazy("Waits for the patient"),
    Shelf.ANSWERED: pgettext_lazy("cases", "Answered"),
    Shelf.CLOSED: pgettext_lazy("cases", "Ended"),
    Shelf.ARCHIVED: gettext_lazy("Older"),
}


OWN_SHELVES = (Shelf.MINE, Shelf.WAITING, Shelf.ANSWERED, Shelf.CLOSED)


@staff_page("GET", roles=READING_ROLES)
def cases(request: StaffRequest) -> HttpResponse:
    """One shelf of the clinic's cases, a page at a time."""
    shelf = _shelf_to_see(request)
    after = request.GET.get("efter")
    found = queue.shelf_of(request.acting, shelf, after=after, today=request.today)
    shown = found[: queue.PAGE]
    _log_listed(request, shown)
    context = {
        "shelf": shelf,
        "label": LABELS[shelf],
        "cases": shown,
        "today": request.today,
        "lead": _lead(request),
        "chips": _chips(shelf, request),
        "shares": not sees_only_own(request.acting),
        "share_form": _share_form(request, shelf) if shown else None,
        **_empty(shelf, request),
        "next_url": _next_url(shelf, shown) if len(found) > len(shown) else "",
    }
    return render(request, "cases/staff/queue.html", context)


def _empty(shelf: Shelf, request: StaffRequest) -> dict[str, object]:
    """What an empty shelf says, and where it leads; nowhere where that is itself."""
    empty = empty_of(shelf, shares=not sees_only_own(request.acting))
    leads = empty.next_shelf is not shelf
    return {"empty": empty, "empty_url": _url(empty.next_shelf) if leads else ""}


def _log_listed(request: StaffRequest, shown: list[Case]) -> None:
    for each in shown:
        trail.read("case.listed", acting=request.acting, patient_id=each.patient_id, about=each)
    if not shown:
        trail.read_nobody()


def _next_url(shelf: Shelf, shown: list[Case]) -> str:
    return _url(shelf, queue.place_of(shown[-1], shelf))


def _share_form(request: StaffRequest, shelf: Shelf) -> ShareForm:
    """Whom the acting can give cases to; handlers give to nobody but themselves."""
    gives = request.acting.role == Role.RECEIVER
    colleagues = staff_queries.colleagues(request.acting, today=request.today) if gives else []
    return ShareForm(colleagues=colleagues, shelf=shelf)


@staff_page("POST", roles=CASE_ROLES)
def distribute(request: StaffRequest) -> HttpResponse:
    """Give the ticked cases to someone, take them, or lay them back."""
    shelf = _shelf(request.POST.get("visa", ""))
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, _("Tick at least one case first."))
        return redirect(_url(shelf))
    try:
        to = _receiver(request)
        given = actions.assign_all(chosen, to, acting=request.acting, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, given, to)
    return redirect(_url(shelf))


def _shelf(said: str) -> Shelf:
    return Shelf(said) if said in list(Shelf) else Shelf.TODO


def _url(shelf: Shelf, place: str = "") -> str:
    after = f"&efter={place}" if place else ""
    return f"{address('cases:queue')}?visa={shelf}{after}"


def _shelves(request: StaffRequest) -> Collection[Shelf]:
    """Those that hold anything for the acting."""
    return OWN_SHELVES if sees_only_own(request.acting) else LABELS


def _shelf_to_see(request: StaffRequest) -> Shelf:
    shelf = _shelf(request.GET.get("visa", ""))
    return shelf if shelf in _shelves(request) else Shelf.MINE


def _chips(shelf: Shelf, request: StaffRequest) -> list[Chip]:
    due = queue_counter.due_at(request)
    counts = {Shelf.TODAY: due.today, Shelf.LATE: due.late, Shelf.UNASSIGNED: due.unassigned}
    return [
        Chip(
            label=str(LABELS[each]),
            url=_url(each),
            is_current=each is shelf,
            count=_counted_briefly(counts.get(each, 0)),
        )
        for each in _shelves(request)
    ]


def _counted_briefly(number: int) -> str:
    most = queue_counter.MOST_COUNTED
    return "" if not number else str(number) if number < most else f"{most - 1}+"


def _lead(request: StaffRequest) -> str:
    """ "Hjärtmottagningen · two to answer today, one is late"."""
    due = queue_counter.due_at(request)
    today = ngettext("%(n)s to answer today", "%(n)s to answer today", due.today)
    late = ngettext("%(n)s is late", "%(n)s are late", due.late)
    said = [today % {"n": _counted(due.today)}] if due.today else []
    said += [late % {"n": _counted(due.late)}] if due.late else []
    words = ", ".join(said) or _("nothing to answer today")
    return f"{request.acting.clinic_name} · {words}"


def _counted(number: int) -> str:
    """The number; "more than 99" where it is not counted further."""
    if number < queue_counter.MOST_COUNTED:
        return str(number)
    return _("more than %(number)d") % {"number": queue_counter.MOST_COUNTED - 1}


def _chosen(request: StaffRequest) -> list[Case]:
    """The ticked cases within reach; others are passed over."""
    keys = []
    for said in request.POST.getlist("case")[: queue.PAGE]:
        try:
            keys.append(uuid.UUID(said))
        except ValueError:
            continue
    return list(Case.within(request.acting).in_queue().filter(pk__in=keys).order_by("id"))


def _receiver(request: StaffRequest) -> StaffMember | None:
    """Whom the button names: a colleague, oneself, nobody (None). Raises Refused where it names
    none of those."""
    verb = request.POST.get("_to", "")
    if verb == "nobody":
        return None
    said = str(request.acting.staff_id) if verb == "me" else request.POST.get("to", "")
    colleagues = staff_queries.colleagues(request.acting, today=request.today)
    for each in colleagues:
        if str(each.staff.pk) == said:
            return each.staff
    raise Refused(_("Choose whom to give them to."))


def _tell(request: StaffRequest, given: actions.Given, to: StaffMember | None) -> None:
    if given.number:
        messages.success(request, _given_words(given.number, to))
    if given.left:
        messages.warning(request, given.left)


def _given_words(number: int, to: StaffMember | None) -> str:
    if to is None:
        words = ngettext("%(n)d case is unassigned.", "%(n)d cases are unassigned.", number)
        return words % {"n": number}
    words = ngettext("%(n)d case to %(name)s.", "%(n)d cases to %(name)s.", number)
    return words % {"n": number, "name": to.full_name}
