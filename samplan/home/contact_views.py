"""The patient's care contacts: who they are, what is agreed, and asking for one."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases.coordinating.queries import are_some_left, has_reason, places_of
from samplan.contacts import queries
from samplan.contacts.actions import ask_for_contact
from samplan.contacts.agreed import agreements
from samplan.contacts.models import CareContact
from samplan.home.contact_cards import cards_of
from samplan.home.forms import ASKED, AskForm, ChangeForm
from samplan.home.queries import clinics_written_to


@patient_page("GET")
def contacts(request: PatientRequest) -> HttpResponse:
    """Whom one turns to, what is agreed, what one has asked for, and who it was before."""
    acting, today = request.acting, request.today
    agreed = agreements(acting, acting.patient_id, on=today)
    trail.read("contacts.read", acting=acting, patient_id=acting.patient_id)
    standing = queries.standing_contacts(acting, on=today)
    coming = queries.coming_contacts(acting, after=today)
    places = places_of(acting, on=today, standing=standing)
    context = {
        "cards": cards_of(
            [*standing, *coming],
            today=today,
            written_to=clinics_written_to(acting, on=today),
        ),
        "agreed": agreed[:1],
        "agreed_before": agreed[1:],
        "asked": queries.requests_of(acting),
        "earlier": queries.earlier_contacts(acting, before=today),
        "places": places if has_reason(places) else [],
        "are_some_left": are_some_left(places),
    }
    return render(request, "home/contacts/list.html", context)


@patient_page("GET", "POST")
def ask(request: PatientRequest) -> HttpResponse:
    """Ask a clinic for a fixed contact."""
    acting = request.acting
    form = AskForm(
        request.POST or None,
        clinics=queries.clinics_to_ask(acting),
        initial={"asked_clinic": request.GET.get(ASKED)},
    )
    if form.is_valid() and _asked(form, request, form.clinic_id, None):
        return redirect("home:contacts")
    trail.read("contacts.read", acting=acting, patient_id=acting.patient_id)
    return render(request, "home/contacts/ask.html", {"form": form})


@patient_page("GET", "POST")
def change(request: PatientRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Ask for another contact than the one that one has."""
    reached = CareContact.within(request.acting).standing_or_coming(request.today)
    found = get_object_or_404(reached.select_related("staff", "clinic"), pk=contact_id)
    form = ChangeForm(request.POST or None)
    if form.is_valid() and _asked(form, request, found.clinic_id, found):
        return redirect("home:contacts")
    trail.read("contact.read", acting=request.acting, patient_id=found.patient_id, about=found)
    return render(request, "home/contacts/change.html", {"form": form, "contact": found})


def _asked(
    form: ChangeForm, request: PatientRequest, clinic_id: uuid.UUID, contact: CareContact | None
) -> bool:
    """Whether it could be asked; a refusal stands above the form, with what was written kept."""
    try:
        ask_for_contact(
            clinic_id,
            reason=form.cleaned_data["reason"],
            contact=contact,
            acting=request.acting,
            at=request.at,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Sent. The clinic answers, and you are told when it has."))
    return True
