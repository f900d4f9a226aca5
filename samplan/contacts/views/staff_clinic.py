"""All contacts of the clinic, and who is away."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.common.paging import after_in, place_in
from samplan.contacts import actions, queries
from samplan.contacts.fields import key_of
from samplan.contacts.forms import AbsenceForm
from samplan.contacts.views.doing import is_done
from samplan.contacts.views.staff_patient import rows_of
from samplan.contacts.words import with_came
from samplan.ui.parts import Chip

WHO = "vem"  # in an address: the one whose contacts are listed


@staff_page("GET", roles=CARE_ROLES)
def contacts(request: StaffRequest) -> HttpResponse:
    """The clinic's contacts, those of one person side by side; and wishes to answer."""
    acting, chosen = request.acting, _chosen(request)
    found, following = queries.contacts_of_clinic(
        acting, staff_id=chosen, after=after_in(request), on=request.today
    )
    asked = queries.open_requests(acting)
    chips = _chips(request, chosen)
    for each in [*found, *asked]:
        trail.read("contacts.listed", acting=acting, patient_id=each.patient_id, about=each)
    if not found and not asked:
        trail.read_nobody()
    context = {
        "rows": rows_of(found, request),
        "asked": with_came(asked, today=request.today),
        "chips": chips,
        "next_url": _address(chosen, efter=str(following)) if following else "",
    }
    return render(request, "contacts/staff/list.html", context)


def _chosen(request: StaffRequest) -> uuid.UUID | None:
    try:
        return place_in(request.GET.get(WHO))
    except ValueError:
        raise Http404 from None


def _chips(request: StaffRequest, chosen: uuid.UUID | None) -> list[Chip]:
    people = queries.people_with_contacts(request.acting, on=request.today)
    everyone = Chip(label=_("Everyone"), url=_address(None), is_current=chosen is None)
    own = [
        Chip(label=one.full_name, url=_address(one.pk), is_current=chosen == one.pk)
        for one in people
    ]
    return [everyone, *own]


def _address(chosen: uuid.UUID | None, **rest: str) -> str:
    query = urlencode(({WHO: str(chosen)} if chosen else {}) | rest)
    return reverse("contacts:staff-contacts") + (f"?{query}" if query else "")


@staff_page("GET", "POST", roles=CARE_ROLES)
def absences(request: StaffRequest) -> HttpResponse:
    """Who is away, and noting that someone will be."""
    acting = request.acting
    people = queries.people_at(acting.clinic_id, request.today)
    form = AbsenceForm(request.POST or None, people=people, initial={"from_on": request.today})
    if is_done(form, lambda: _noted(form, request)):
        messages.success(request, _("Noted. Patients see who answers instead."))
        return redirect("contacts:staff-absences")
    found = queries.coming_absences(acting, on=request.today)
    rows = [(each, each.is_coming(request.today)) for each in found]
    return render(request, "contacts/staff/absences.html", {"form": form, "rows": rows})


def _noted(form: AbsenceForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    actions.note_absence(
        uuid.UUID(said["staff"]),
        from_on=said["from_on"],
        until_on=said["until_on"],
        stand_in_id=key_of(said["stand_in"]),
        acting=request.acting,
        at=request.at,
    )


@staff_page("GET", "POST", roles=CARE_ROLES)
def back(request: StaffRequest, absence_id: uuid.UUID) -> HttpResponse:
    """Someone is back today; an absence to come is removed, and asked about before that."""
    reached = queries.absences_at(request.acting).select_related("staff", "stand_in")
    found = get_object_or_404(reached, pk=absence_id)
    if request.method == "GET":
        trail.read_nobody()
        context = {"absence": found, "is_coming": found.is_coming(request.today)}
        return render(request, "contacts/staff/back.html", context)
    try:
        actions.end_absence(found, back_on=request.today, acting=request.acting, at=request.at)
        messages.success(request, _("Noted."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("contacts:staff-absences")
