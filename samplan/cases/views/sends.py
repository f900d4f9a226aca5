"""Sending to many: drawn up, looked through, started, watched, and what came of it."""

import uuid
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.models import RowState, Send
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends import queries, steering, words
from samplan.cases.sends.choosing import (
    chosen_people,
    copied_in,
    copy_url,
    form_for,
    receiver_in,
    save_chosen,
)
from samplan.cases.sends.drawing_up import draw_up
from samplan.cases.sends.forms import ScheduleForm
from samplan.cases.views.reached import seen_in
from samplan.common.paging import after_in
from samplan.ui.parts import Chip

WRONG = "fel"  # in an address, beside the states


@staff_page("GET", roles=CASE_ROLES)
def sends(request: StaffRequest) -> HttpResponse:
    """What the clinic has sent and is about to send, newest first."""
    found = queries.sends_of(request.acting, after=after_in(request))
    shown = found[: queries.PAGE]
    rows = [(each, each.get_state_display(), words.STATE_TONES[each.state]) for each in shown]
    context = {"rows": rows, "last": shown[-1].pk if len(found) > len(shown) else None}
    return render(request, "cases/staff/sends/list.html", context)


@staff_page("GET", "POST", roles=CASE_ROLES)
def new(request: StaffRequest) -> HttpResponse:
    """What is sent to whom. Nothing goes before it has been looked through."""
    patient = receiver_in(request)
    form = form_for(request, patient, copied=copied_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            to, receivers = chosen_people(form, patient)
            made = draw_up(form.new_send(receivers), to or [], acting=request.acting, at=request.at)
            save_chosen(form, acting=request.acting, at=request.at)
            return redirect("cases:send", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            trail.read_nobody()
    context = {"form": form, "patient": patient}
    return render(request, "cases/staff/sends/new.html", context)


@staff_page("GET", roles=CASE_ROLES)
def send(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """Looked through before it goes; then how far it has come, and with whom."""
    found = send_of(request, send_id)
    if request.GET.get("del") == "lage":
        return _how_far(request, found)
    return _draw(request, found)


def _draw(request: StaffRequest, found: Send, schedule: ScheduleForm | None = None) -> HttpResponse:
    """The whole page; with the `schedule` that was posted where it could not be taken."""
    wanted = request.GET.get("visa", "")
    rows = _rows(request, found, wanted)
    shown = rows[: queries.PAGE]
    _log_listed(request, shown)
    context = _progress(request, found) | {
        "rows": [words.shown_row(row, found) for row in shown],
        "wrong": words.wrong_rows(found) if wanted == WRONG else [],
        "chips": _chips(found, wanted),
        "copy_url": copy_url(found),
        "wanted": wanted,
        "last": shown[-1].pk if len(rows) > len(shown) else None,
        "schedule": schedule or ScheduleForm(),
    }
    status = HTTPStatus.OK if schedule is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "cases/staff/sends/send.html", context, status=status)


def _log_listed(request: StaffRequest, rows: list[Any]) -> None:
    """Every name on the list is a look at that patient; an empty list is a look at none."""
    for row in rows:
        trail.read("send.listed", acting=request.acting, patient_id=row.patient_id, about=row)
    if not rows:
        trail.read_nobody()


def _how_far(request: StaffRequest, found: Send) -> HttpResponse:
    """The part of the page that renews itself; the whole page, with its rows, once the send is
    another step on its way than the page shows."""
    answer = render(request, "cases/staff/sends/progress.html", _progress(request, found))
    if request.GET.get("var", found.state) != found.state:
        answer["HX-Refresh"] = "true"
    return answer


def send_of(request: StaffRequest, send_id: uuid.UUID) -> Send:
    """The send with what it says. Raises Http404 where it is not the clinic's."""
    reached = Send.within(request.acting).select_related("type_version", "form", "clinic")
    return get_object_or_404(reached, pk=send_id)


def _rows(request: StaffRequest, found: Send, wanted: str) -> list[Any]:
    if wanted == WRONG:
        return []
    if wanted not in {"", *RowState.values}:
        raise Http404
    return queries.rows_of(request.acting, found, wanted=wanted, after=after_in(request))


def _progress(request: StaffRequest, found: Send) -> dict[str, Any]:
    counts = found.counts if found.started_at else found.foreseen
    labels = dict(RowState.choices) if found.started_at else words.FORESEEN
    return {
        "send": found,
        "state": found.get_state_display(),
        "tone": words.STATE_TONES[found.state],
        "counts": [(labels[key], counts[key]) for key in RowState if counts.get(key)],
        "wrong_count": len(found.wrong),
        "schedule": ScheduleForm(),
        "letters": found.counts.get(RowState.PAPER, 0),
    }


def _chips(found: Send, wanted: str) -> list[Chip]:
    address = reverse("cases:send", args=[found.pk])
    counts = found.counts if found.started_at else found.foreseen
    labels = dict(RowState.choices) if found.started_at else words.FORESEEN
    choices = [("", _("All")), *((key.value, labels[key]) for key in RowState if counts.get(key))]
    if found.wrong:
        choices.append((WRONG, _("Wrong rows")))
    return [
        Chip(label=str(label), url=f"{address}?visa={key}", is_current=key == wanted)
        for key, label in choices
    ]


@staff_page("POST", roles=CASE_ROLES)
def start(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """Send now, go on, or let it go by itself later."""
    seen = seen_in(request)

    def now(key: uuid.UUID, **facts: Any) -> Send | None:
        return steering.start(key, seen=seen, **facts)

    if request.POST.get("when") != "later":
        return _steer(request, send_id, now)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        send_of(request, send_id)
        wrong = form.errors["clock"][0] if form.has_error("clock", "skipped") else ""
        messages.error(request, str(wrong or _("Choose both a day and a time.")))
        return _kept_open(request, send_id)

    def later(key: uuid.UUID, **facts: Any) -> Send | None:
        return steering.schedule(key, when=form.when, seen=seen, **facts)

    return _steer(request, send_id, later)


@staff_page("POST", roles=CASE_ROLES)
def pause(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """Let nothing more go for now."""
    return _steer(request, send_id, steering.pause)


@staff_page("POST", roles=CASE_ROLES)
def stop(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """Let nothing more go."""
    return _steer(request, send_id, steering.stop)


def _steer(
    request: StaffRequest, send_id: uuid.UUID, verb: Callable[..., Send | None]
) -> HttpResponse:
    at: datetime = request.at
    try:
        if verb(send_id, acting=request.acting, at=at) is None:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        if request.POST.get("when") == "later":
            return _kept_open(request, send_id)
    return redirect("cases:send", send_id)


def _kept_open(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """The page again with the day and the time as they were written."""
    return _draw(request, send_of(request, send_id), ScheduleForm(request.POST))
