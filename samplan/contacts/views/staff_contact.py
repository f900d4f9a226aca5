"""One contact, for staff: change it, note something, end it; and answer what patients wish."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.contacts import actions, queries
from samplan.contacts.forms import ContactForm, DecideForm, EndForm, NoteForm
from samplan.contacts.models import CareContact, ContactRequest, EndReason
from samplan.contacts.views.doing import is_done


@staff_page("GET", "POST", roles=CARE_ROLES)
def contact(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Change what is said about a contact, or the note that only staff read."""
    found = _contact(request, contact_id)
    form, note_form = _forms(request, found)
    if form.is_bound and is_done(
        form, lambda: actions.change_contact(found, form.facts(), acting=request.acting)
    ):
        messages.success(request, _("Saved."))
        return redirect("contacts:staff-contact", found.pk)
    if note_form.is_bound and note_form.is_valid():
        text = note_form.cleaned_data["note"]
        actions.set_internal_note(found, text, acting=request.acting, at=request.at)
        messages.success(request, _("The note is saved."))
        return redirect("contacts:staff-contact", found.pk)
    trail.read("contact.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {"contact": found, "form": form, "note_form": note_form}
    context["can_end"] = found.can_be_ended(request.today)
    return render(request, "contacts/staff/contact.html", context)


def _forms(request: StaffRequest, found: CareContact) -> tuple[ContactForm, NoteForm]:
    """What is said, and the note: the one that was posted is filled in with that."""
    note = queries.internal_note(request.acting, found)
    is_note = "note" in request.POST
    teams = queries.teams_of(found.clinic_id, besides={found.team_id} - {None})
    form = ContactForm(
        None if is_note else request.POST or None,
        people=None,
        teams=teams,
        initial=ContactForm.initial_of(found),
    )
    initial = {"note": note.text if note else ""}
    return form, NoteForm(request.POST if is_note else None, initial=initial)


@staff_page("GET", "POST", roles=CARE_ROLES)
def end(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """End a contact."""
    found = _contact(request, contact_id)
    form = EndForm(request.POST or None, initial={"last_on": request.today})
    if is_done(
        form,
        lambda: actions.end_contact(
            found,
            last_on=form.cleaned_data["last_on"],
            reason=EndReason(form.cleaned_data["reason"]),
            acting=request.acting,
            at=request.at,
        ),
    ):
        messages.success(request, _("The contact ends, and the patient is told."))
        return redirect("contacts:staff-patient", found.patient_id)
    trail.read("contact.read", acting=request.acting, patient_id=found.patient_id, about=found)
    context = {"contact": found, "form": form, "can_end": found.can_be_ended(request.today)}
    return render(request, "contacts/staff/end.html", context)


@staff_page("GET", "POST", roles=CARE_ROLES)
def decide(request: StaffRequest, request_id: uuid.UUID) -> HttpResponse:
    """Answer a patient's wish for a contact: by giving one, or in words."""
    reached = ContactRequest.within(request.acting).select_related("patient", "contact__staff")
    asked = get_object_or_404(reached, pk=request_id)
    form = DecideForm(
        request.POST or None,
        people=queries.people_at(asked.clinic_id, request.today),
        teams=queries.teams_of(asked.clinic_id),
        absences=queries.coming_absences(request.acting, on=request.today),
        initial={"starts_on": request.today},
    )
    if is_done(form, lambda: _decided(form, asked, request)):
        messages.success(request, _("The patient is told."))
        return redirect("contacts:staff-patient", asked.patient_id)
    trail.read("contact.read", acting=request.acting, patient_id=asked.patient_id, about=asked)
    return render(request, "contacts/staff/decide.html", {"asked": asked, "form": form})


def _decided(form: DecideForm, asked: ContactRequest, request: StaffRequest) -> None:
    actions.decide_request(
        asked,
        staff_id=form.staff_id if form.is_yes else None,
        facts=form.facts() if form.is_yes else None,
        answer=form.cleaned_data["answer"],
        acting=request.acting,
        at=request.at,
    )


def _contact(request: StaffRequest, contact_id: uuid.UUID) -> CareContact:
    return get_object_or_404(queries.contacts_to_manage(request.acting), pk=contact_id)
