"""A day list in: choose the file, look it through, import it."""

import uuid
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.contrib import messages
from django.db.models.fields.json import KT
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
from samplan.visits.importing import Outcome, unsent
from samplan.visits.importing.keeping import import_kept, keep_list, kept_for, unfinished_of
from samplan.visits.models import KeptList

SHOWN = 100  # rows on a page
LISTS_SHOWN = 20
NOT_SENT = "not_sent"  # in an address, beside the outcomes
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
    context = {"form": form, "unfinished": _unfinished(request)}
    return render(request, "visits/staff/imports/choose.html", context)


def _unfinished(request: StaffRequest) -> list[KeptList]:
    """The clinic's lists with summonses left, newest first, with how many."""
    counted = unfinished_of(request.acting).annotate(unsent=KT("report__unsent"))
    return list(counted.defer("data", "report").order_by("-imported_at", "-id")[:LISTS_SHOWN])


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
    waiting, refused = unsent.waiting(kept), unsent.refused(kept)
    rows = kept.report["rows"] if wanted != NOT_SENT else [*waiting, *refused]
    rows = [row for row in sorted(rows, key=itemgetter("line")) if _is_of(row, wanted)]
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
        "sends_more": kept.report.get("to_send", 0) > kept.report["new"],
        "waiting": len(waiting),
        "reasons": unsent.reasons(waiting),
        "refused": len(refused),
        "not_sent": NOT_SENT,
        "chips": _chips(kept, wanted, has_unsent=bool(waiting or refused)),
        "wanted": wanted,
        "last": shown[-1]["line"] if len(following) > SHOWN else None,
    }


def _is_of(row: dict[str, Any], wanted: str) -> bool:
    return wanted in {"", NOT_SENT, row["outcome"]}


def _imported(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    is_sent = request.POST.get("send") == "yes"
    kept = import_kept(list_id, is_sent=is_sent, acting=request.acting, at=request.at)
    if kept is None:
        return _gone(request)
    count = kept.report["new"]
    if count:
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
        "why_not_sent": unsent.in_words(row),
    }


def _chips(kept: KeptList, wanted: str, *, has_unsent: bool) -> list[Chip]:
    address = reverse("visits:staff-import-list", args=[kept.pk])
    all_rows = Chip(label=_("All rows"), url=address, is_current=not wanted)
    choices = [(outcome.value, str(outcome.label)) for outcome in Outcome]
    if has_unsent:
        choices.append((NOT_SENT, _("Not sent")))
    return [
        all_rows,
        *(
            Chip(label=label, url=f"{address}?visa={value}", is_current=wanted == value)
            for value, label in choices
        ),
    ]
