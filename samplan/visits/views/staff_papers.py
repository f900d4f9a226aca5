"""What is to be printed and posted: the list, the letters, and marking them as posted."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.policies import CASE_ROLES
from samplan.common.paging import after_in, day_in
from samplan.plans.models import Activity
from samplan.ui.parts import Chip
from samplan.visits import actions, staff_queries
from samplan.visits.letters import Letter, letter_of
from samplan.visits.models import Visit
from samplan.visits.views.staff_summons import visit_of

MOST_LETTERS = 100  # in one printing


@staff_page("GET", roles=CARE_ROLES)
def papers(request: StaffRequest) -> HttpResponse:
    """What the clinic has to post, by day."""
    day = _day(request)
    tasks, following = staff_queries.papers(request.acting, day=day, after=after_in(request))
    visits = staff_queries.visits_of(tasks, request.acting)
    for task in tasks:
        trail.read("papers.listed", acting=request.acting, patient_id=task.patient_id, about=task)
    if not tasks:
        trail.read_nobody()
    context = {
        "rows": _rows(tasks, visits, request.today),
        "day": day,
        "following": following,
        "chips": _chips(request.today, day),
        "can_send": request.acting.role in CASE_ROLES,
    }
    return render(request, "visits/staff/papers/list.html", context)


def _rows(
    tasks: list[Activity], visits: dict[str, Visit], today: date
) -> list[tuple[Activity, Visit, bool]]:
    """Each with its visit, and whether it should have been posted."""
    return [
        (task, visits[task.subject_id], task.due_on is not None and task.due_on < today)
        for task in tasks
        if task.subject_id in visits
    ]


def _day(request: StaffRequest) -> date | None:
    if "dag" not in request.GET:
        return None
    try:
        return day_in(request.GET["dag"])
    except ValueError:
        raise Http404 from None


def _chips(today: date, day: date | None) -> list[Chip]:
    address = reverse("visits:staff-papers")
    choices = [(_("Today"), today), (_("Yesterday"), today - timedelta(days=1))]
    return [
        Chip(label=_("All days"), url=address, is_current=day is None),
        *(
            Chip(label=label, url=f"{address}?dag={each.isoformat()}", is_current=each == day)
            for label, each in choices
        ),
    ]


@staff_page("GET", roles=CARE_ROLES)
def print_one(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """One visit's letter. A protected address is never on it, only a mark."""
    visit = visit_of(request, visit_id)
    trail.read("letter.printed", acting=request.acting, patient_id=visit.patient_id, about=visit)
    words = staff_queries.last_words([visit], request.acting).get(visit.summons_id, "")
    letter = letter_of(visit, today=request.today, cancelled_words=words)
    task = actions.newest_letter(visit) if visit.is_on_paper else None
    keys = [visit.pk] if task is not None and task.is_open else []
    context = {"letters": [letter], "today": request.today, "keys": keys}
    return render(request, "visits/staff/papers/letters.html", context)


@staff_page("GET", roles=CARE_ROLES)
def print_day(request: StaffRequest) -> HttpResponse:
    """A day's letters in one printing. Protected identities are printed one by one instead."""
    tasks, _more = staff_queries.papers(
        request.acting, day=_day(request), after=None, size=MOST_LETTERS
    )
    open_ones = [task for task in tasks if not task.patient.has_protected_identity]
    letters = _letters(open_ones, request)
    _log_printed(letters, request)
    context = {
        "letters": letters,
        "today": request.today,
        "keys": [letter.visit.pk for letter in letters],
        "protected_count": len(tasks) - len(open_ones),
    }
    return render(request, "visits/staff/papers/letters.html", context)


def _log_printed(letters: list[Letter], request: StaffRequest) -> None:
    for letter in letters:
        visit = letter.visit
        trail.read(
            "letter.printed", acting=request.acting, patient_id=visit.patient_id, about=visit
        )
    if not letters:
        trail.read_nobody()


def _letters(tasks: list[Activity], request: StaffRequest) -> list[Letter]:
    visits = staff_queries.visits_of(tasks, request.acting)
    words = staff_queries.last_words(visits.values(), request.acting)
    return [
        letter_of(
            visits[task.subject_id],
            today=request.today,
            cancelled_words=words.get(visits[task.subject_id].summons_id, ""),
        )
        for task in tasks
        if task.subject_id in visits
    ]


@staff_page("POST", roles=CARE_ROLES)
def mark_posted(request: StaffRequest) -> HttpResponse:
    """Mark letters as posted; those that a colleague has marked stay so."""
    count = actions.mark_posted(_keys(request), acting=request.acting, at=request.at)
    if count:
        words = ngettext(
            "%d letter is marked as posted.", "%d letters are marked as posted.", count
        )
        messages.success(request, words % count)
    else:
        messages.info(request, _("Nothing was left to mark: a colleague may have done it."))
    return redirect("visits:staff-papers")


@staff_page("POST", roles=CARE_ROLES)
def mark_unposted(request: StaffRequest) -> HttpResponse:
    """Take back a mark that was made by mistake: the letter is to post again."""
    count = actions.mark_unposted(_keys(request), acting=request.acting, at=request.at)
    if count:
        words = ngettext("%d letter is to post again.", "%d letters are to post again.", count)
        messages.success(request, words % count)
    else:
        messages.info(request, _("Nothing was marked as posted."))
    return redirect("visits:staff-papers")


def _keys(request: StaffRequest) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(key) for key in request.POST.getlist("visit")]
    except ValueError:
        raise Http404 from None
