"""One's shortcuts: what there is, what to add, and in which order."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.accounts.next_page import next_page
from samplan.audit import trail
from samplan.shortcuts import actions
from samplan.shortcuts.models import MOST_SHORTCUTS
from samplan.shortcuts.queries import (
    Shown,
    has_room,
    link_to,
    offered_to,
    shortcuts_and_lost,
    shortcuts_of,
    under_headings,
)

STEPS = {"up": -1, "down": 1}


@patient_page("GET")
def shortcuts(request: PatientRequest) -> HttpResponse:
    """All of them in order, with what could be added."""
    shown, lost = shortcuts_and_lost(request.acting, today=request.today)
    offers = offered_to(request.acting, today=request.today, besides=shown)
    trail.read("shortcuts.read", acting=request.acting, patient_id=request.acting.patient_id)
    context = {
        "rows": shown,
        "lost": lost,
        "offer_groups": under_headings(offers),
        "most": MOST_SHORTCUTS,
        "is_full": not has_room(shown),
    }
    return render(request, "shortcuts/shortcuts.html", context)


@patient_page("POST")
def add(request: PatientRequest) -> HttpResponse:
    """One more, and back to the page where it was chosen."""
    kind, _dot, key = request.POST.get("to", "").partition(":")
    link = link_to(kind, key, request.acting, today=request.today)
    if link is None:
        raise Http404
    leading = {each.id for each in shortcuts_of(request.acting, today=request.today)}
    try:
        actions.add_shortcut(kind, key, leading=leading, acting=request.acting)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("shortcuts:shortcuts")
    messages.success(request, _("“%(name)s” is on your start page now.") % {"name": link.label})
    return redirect(next_page(request.POST.get("next")) or "shortcuts:shortcuts")


@patient_page("POST")
def remove(request: PatientRequest, shortcut_id: uuid.UUID) -> HttpResponse:
    """One less."""
    if not actions.remove_shortcut(shortcut_id, acting=request.acting):
        raise Http404
    messages.success(request, _("The shortcut is removed."))
    return redirect("shortcuts:shortcuts")


@patient_page("POST")
def move(request: PatientRequest, shortcut_id: uuid.UUID) -> HttpResponse:
    """One up or down among those that are shown."""
    shown = shortcuts_of(request.acting, today=request.today)
    place = next((n for n, each in enumerate(shown) if each.id == shortcut_id), None)
    if place is None:
        raise Http404
    other = _beside(shown, place + STEPS.get(request.POST.get("to", ""), 0))
    actions.move_shortcut(shortcut_id, past=other, acting=request.acting)
    return redirect("shortcuts:shortcuts")


def _beside(shown: list[Shown], place: int) -> uuid.UUID:
    return shown[max(0, min(place, len(shown) - 1))].id
