"""Finding a patient, and the patient's page for staff."""

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access import actions as access
from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.reach import reach_of
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.patient_cases import lines_of
from samplan.cases.policies import CASE_ROLES
from samplan.common.paging import after_in
from samplan.ui.parts import Chip
from samplan.visits import staff_queries
from samplan.visits.forms_patients import NumberForm, SearchForm

COMING = "kommande"


@staff_page("GET", "POST", roles=CARE_ROLES)
def patients(request: StaffRequest) -> HttpResponse:
    """One's own clinic's patients by name; anyone by whole identity number, which is logged."""
    is_look_up = "number" in request.POST
    number = NumberForm(request.POST if is_look_up else None, today=request.today)
    if is_look_up and number.is_valid():
        try:
            found = access.look_up(
                number.cleaned_data["number"], acting=request.acting, at=request.at
            )
            return redirect("visits:staff-patient", found.pk)
        except Refused as refusal:
            number.add_error("number", str(refusal))
    return render(request, "visits/staff/patients/list.html", _listed(request, number))


def _listed(request: StaffRequest, number: NumberForm) -> dict[str, object]:
    """The list. A name that is searched for is posted: it never stands in an address."""
    search = SearchForm(request.POST if "name" in request.POST else None)
    name = search.cleaned_data["name"] if search.is_valid() else ""
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
    return {
        "number": number,
        "search": SearchForm(initial={"name": name}),
        "name": name,
        "rows": rows,
        "chips": _chips(with_coming=with_coming),
        "next_url": _address(with_coming, efter=str(following)) if following else "",
    }


def _chips(*, with_coming: bool) -> list[Chip]:
    """All of the clinic's patients, or those with something planned."""
    labels = {False: _("All"), True: _("With coming visits")}
    return [
        Chip(label=label, url=_address(each), is_current=each == with_coming)
        for each, label in labels.items()
    ]


def _address(with_coming: bool, **rest: str) -> str:
    query = urlencode(({"visa": COMING} if with_coming else {}) | rest)
    return reverse("visits:staff-patients") + (f"?{query}" if query else "")


@staff_page("GET", "POST", roles=CARE_ROLES)
def patient(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One patient at the clinic. A post shows the whole number once, and is logged."""
    reached = staff_queries.patient_with_reach(request.acting, request.today)
    found = get_object_or_404(reached, pk=patient_id)
    acting, is_open = request.acting, request.method == "POST"
    number = access.show_number(found, acting=acting) if is_open else found.masked_number
    trail.read("patient.read", acting=acting, patient_id=found.pk, about=found)
    context = {
        "patient": found,
        "number": number,
        "is_open": is_open,
        "visits": staff_queries.coming_of(found, acting, since=request.at),
        "cases": lines_of(acting, found.pk, today=request.today),
        "can_send": acting.role in CASE_ROLES,
        "unreachable": reach_of(found, request.today),
        "consented_at": found.__dict__["consented_at"],
        "consent_ended_at": found.__dict__["consent_ended_at"],
    }
    return render(request, "visits/staff/patients/patient.html", context)
