"""The page of a conversation as staff see it: the thread, what they write, what stands beside."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import actions, message_queries, policies, staff_queries
from samplan.cases.forms import NoteForm
from samplan.cases.models import Case
from samplan.cases.views.around import Around, around
from samplan.cases.views.composing import Composer


def draw(
    request: StaffRequest,
    found: Case,
    composer: Composer,
    status: int = HTTPStatus.OK,
    *,
    beside: Around | None = None,
    is_overtaken: bool = False,
    note_form: NoteForm | None = None,
) -> HttpResponse:
    """The whole page; it leaves a receipt for what it shows, and tells colleagues that one is
    here.

    `beside`: what stands around the case, where the caller has asked. `is_overtaken`: someone has
    done something since the acting last saw it.
    """
    acting = request.acting
    actions.be_present(found, acting=acting, at=request.at)
    context = {
        "case": found,
        **_thread(request, found),
        "composer": composer,
        "is_overtaken": is_overtaken,
        "note_form": note_form or NoteForm(),
        "writer": acting.actor_id,
        **_standing(request, found),
        **(beside or around(request, found)).drawn(found, acting),
    }
    return render(request, "cases/staff/case.html", context, status=status)


def _standing(request: StaffRequest, found: Case) -> dict[str, Any]:
    """When it is to be answered and who has it, which decide what can be pressed."""
    return {
        "is_late": found.is_late(request.today),
        "laid_aside": found.is_laid_aside(request.today),
        "can_distribute": policies.may_distribute(request.acting, found),
        "is_mine": found.handler_id == request.acting.staff_id,
    }


def _thread(request: StaffRequest, found: Case) -> dict[str, Any]:
    """What is said in it, a page at a time: to show it is to have read it."""
    acting = request.acting
    thread, before = message_queries.thread_page(
        acting, case_id=found.pk, before=request.GET.get("fore")
    )
    actions.read(found, shown=message_queries.new_for(acting, thread), acting=acting, at=request.at)
    trail.read("case.read", acting=acting, patient_id=found.patient_id, about=found)
    return {"thread": thread, "before": before}


def to_give_to(request: StaffRequest) -> list[staff_queries.Colleague]:
    """Those whom a case can be given to; one who has it by name alone only lays it back."""
    if policies.sees_only_own(request.acting):
        return []
    return staff_queries.colleagues(request.acting, today=request.today)
