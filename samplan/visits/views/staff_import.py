"""A day list in: choose the file, look it through, import it."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.ui.parts import Chip
from samplan.visits.daylist import NotADayList
from samplan.visits.forms_import import DayListForm
from samplan.visits.importing import Outcome
from samplan.visits.importing.keeping import import_kept, keep_list, kept_for
from samplan.visits.models import KeptList

SHOWN = 100  # rows on a page
TONES = {"new": "ok", "new_patient": "ok", "already": "none", "refused": "bad"}
ICONS = {
    "new": "calendar-plus",
    "new_patient": "user",
    "already": "calendar-check",
    "refused": "triangle-alert",
}


@staff_page("GET", "POST", roles=CARE_ROLES)
def choose(request: StaffRequest) -> HttpResponse:
    """Choose a file. It is kept half an hour, for whoever uploaded it."""
    form = DayListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = DayListForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = keep_list(form.cleaned_data["file"], acting=request.acting, at=request.at)
            return redirect("visits:staff-import-list", kept.pk)
        except NotADayList as fault:
            form.add_error("file", _(fault.message) % fault.params)
    return render(request, "visits/staff/imports/choose.html", {"form": form})


@staff_page("GET", "POST", roles=CARE_ROLES)
def look_through(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """What each row would become; a post makes it so, once."""
    if request.method == "POST":
        return _imported(request, list_id)
    kept = kept_for(request.acting, request.at).defer("data").filter(pk=list_id).first()
    if kept is None:
        return _gone(request)
    return render(request, "visits/staff/imports/list.html", _page(request, kept))


def _page(request: StaffRequest, kept: KeptList) -> dict[str, object]:
    """The rows that the address asks for, each known patient's logged."""
    wanted, after = request.GET.get("visa", ""), request.GET.get("efter", "")
    seen = int(after[:9]) if after.isdecimal() else 0
    rows = [row for row in kept.report["rows"] if wanted in {"", row["outcome"]}]
    following = [row for row in rows if row["line"] > seen]
    shown = [_shown(row) for row in following[:SHOWN]]
    for row in shown:
        if row["patient"]:
            key = uuid.UUID(row["patient"])
            trail.read("visits.checked", acting=request.acting, patient_id=key)
    return {
        "kept": kept,
        "rows": shown,
        "counts": kept.report,
        "chips": _chips(kept, wanted),
        "wanted": wanted,
        "last": shown[-1]["line"] if len(following) > SHOWN else None,
    }


def _imported(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    is_sent = request.POST.get("send") == "yes"
    kept = import_kept(list_id, is_sent=is_sent, acting=request.acting, at=request.at)
    if kept is None:
        return _gone(request)
    count = kept.report["new"]
    words = ngettext("%d visit is imported.", "%d visits are imported.", count) % count
    messages.success(request, words)
    return redirect("visits:staff-import-list", kept.pk)


def _gone(request: StaffRequest) -> HttpResponse:
    messages.error(request, _("The list is no longer kept. Choose the file again."))
    return redirect("visits:staff-import")


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    start = row.get("starts_at")
    return row | {
        "word": Outcome(row["outcome"]).label,
        "tone": TONES[row["outcome"]],
        "icon": ICONS[row["outcome"]],
        "sentences": [f"{column}: {_(text) % params}" for column, text, params in row["faults"]],
        "at": datetime.fromisoformat(start) if start else None,
    }


def _chips(kept: KeptList, wanted: str) -> list[Chip]:
    address = reverse("visits:staff-import-list", args=[kept.pk])
    all_rows = Chip(label=_("All rows"), url=address, is_current=not wanted)
    return [
        all_rows,
        *(
            Chip(
                label=str(outcome.label),
                url=f"{address}?visa={outcome.value}",
                is_current=wanted == outcome.value,
            )
            for outcome in Outcome
        ),
    ]
