"""Whom the clinic often sends to: what is saved, and taking it away."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.cases.models import SavedSelection
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.periods import Period
from samplan.cases.sends.saving import remove_selection
from samplan.cases.sends.selections import selections


@staff_page("GET", "POST", roles=CASE_ROLES)
def saved_selections(request: StaffRequest) -> HttpResponse:
    """Each by its name, with what it finds in words, and a way to take it away."""
    if request.method == "POST":
        _take_away(request)
        return redirect("cases:saved-selections")
    known = selections()
    rows = [
        (each, _words(request, each))
        for each in SavedSelection.within(request.acting).order_by("name")
        if each.key in known
    ]
    return render(request, "cases/staff/sends/saved.html", {"rows": rows})


def _words(request: StaffRequest, saved: SavedSelection) -> str:
    selection = selections()[saved.key]
    choice = dict(selection.choices(request.acting)).get(saved.choice, "")
    period = str(Period(saved.period).label)
    return " · ".join(word for word in (str(selection.label), period, choice) if word)


def _take_away(request: StaffRequest) -> None:
    try:
        key = uuid.UUID(request.POST.get("selection", ""))
    except ValueError:
        return
    if remove_selection(key, acting=request.acting):
        messages.success(request, _("The selection is taken away. What was sent by it stands."))
