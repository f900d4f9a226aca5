"""Finding a patient, and the patient's page for staff."""

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access import actions as access
from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.reach import reach_of
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.common.dates import day_bounds
from samplan.common.paging import place_in
from samplan.ui.parts import Chip
from samplan.visits import staff_queries
from samplan.visits.forms_patients import NumberForm, SearchForm

COMING = "kommande"


@staff_page("GET", "POST", roles=CARE_ROLES)
def patients(request: StaffRequest) -> HttpResponse:
    """One's own clinic's patients by name; anyone by whole identity number, which is logged."""
    number = NumberForm(request.POST or None, today=request.today)
    if request.method == "POST" and number.is_valid():
        try:
            found = access.look_up(
                number.cleaned_data["number"], acting=request.acting, at=request.at
            )
            return redirect("visits:staff-patient", found.pk)
        except Refused as refusal:
            number.add_error("number", str(refusal))
    return render(request, "visits/staff/patients/list.html", _listed(request, number))


def _listed(request: StaffRequest, number: NumberForm) -> dict[str, object]:
    search = SearchForm(request.GET)
    name = search.cleaned_data["namn"] if search.is_valid() else ""
    with_coming = request.GET.get("visa") == COMING
    rows, following = staff_queries.patients(
        request.acting,
        name=name,
        with_coming=with_coming,
        after=after_in(request),
        at=request.at,
    )
    for row in rows:
        trail.read("patients.listed", acting=request.acting, patient_id=row.pk, about=row)
    if not rows:
        trail.read_nobody()
    kept = {"visa": COMING} if with_coming else {}
    return {
        "number": number,
        "search": SearchForm(initial={"namn": name}),
        "name": name,
        "rows": rows,
        "chips": _chips(name, with_coming=with_coming),
        "kept": kept,
        "next_url": _address(name, efter=str(following), **kept) if following else "",
    }


def _chips(name: str, *, with_coming: bool) -> list[Chip]:
    return [
        Chip(label=_("All"), url=_address(name), is_current=not with_coming),
        Chip(
            label=_("With coming visits"), url=_address(name, visa=COMING), is_current=with_coming
        ),
    ]


def after_in(request: StaffRequest) -> uuid.UUID | None:
    """Where the list in the address goes on; no such place is no such page."""
    try:
        return place_in(request.GET.get("efter"))
    except ValueError:
        raise Http404 from None


def _address(name: str, **rest: str) -> str:
    query = urlencode(({"namn": name} if name else {}) | rest)
    return reverse("visits:staff-patients") + (f"?{query}" if query else "")


@staff_page("GET", "POST", roles=CARE_ROLES)
def patient(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One patient at the clinic. A post shows the whole number once, and is logged."""
    reached = staff_queries.patient_with_reach(request.acting, request.today)
    found = get_object_or_404(reached, pk=patient_id)
    shown = found.masked_number
    if request.method == "POST":
        shown = access.show_number(found, acting=request.acting)
    since = day_bounds(request.today)[0]
    visits = staff_queries.coming_of(found, request.acting, since=since)
    trail.read("patient.read", acting=request.acting, patient_id=found.pk, about=found)
    context = {
        "patient": found,
        "number": shown,
        "is_open": request.method == "POST",
        "visits": visits,
        "unreachable": reach_of(found, request.today),
        "consented_at": found.__dict__["consented_at"],
        "consent_ended_at": found.__dict__["consent_ended_at"],
    }
    return render(request, "visits/staff/patients/patient.html", context)
