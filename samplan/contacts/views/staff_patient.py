"""One patient's contacts, for staff: who they are, giving one, and how to be in touch."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.contacts import actions, queries
from samplan.contacts.agreed import agreements
from samplan.contacts.forms import AgreementForm, ContactForm
from samplan.contacts.further import further_of
from samplan.contacts.models import CareContact
from samplan.contacts.record import record_text
from samplan.contacts.views.doing import is_done
from samplan.contacts.words import steps_in_words, with_came
from samplan.patients.models import Patient


@staff_page("GET", roles=CARE_ROLES)
def contacts(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Whom the patient turns to here and elsewhere, what waits for an answer, what is agreed."""
    found = _patient(request, patient_id)
    agreed = agreements(request.acting, found.pk, on=request.today, is_shared=True)
    asked = queries.open_requests(request.acting, patient_id=found.pk)
    here = queries.contacts_of(request.acting, patient_id=found.pk, on=request.today)
    trail.read("contacts.read", acting=request.acting, patient_id=found.pk, about=found)
    context = {
        "patient": found,
        "rows": rows_of(here, request),
        "elsewhere": queries.contacts_elsewhere(request.acting, found.pk, on=request.today),
        "asked": with_came(asked, today=request.today),
        "agreed": agreed[:1],
        "agreed_before": agreed[1:],
        "further": further_of(request.acting, found.pk, on=request.today),
    }
    return render(request, "contacts/staff/patient.html", context)


@dataclass(frozen=True)
class StaffRow:
    """A contact as staff's lists show it; `instead` says who answers where that is another."""

    contact: CareContact
    instead: str
    is_coming: bool


def rows_of(contacts: list[CareContact], request: StaffRequest) -> list[StaffRow]:
    """Each contact as the lists show it."""
    return [_row(each, request.today) for each in contacts]


def _row(contact: CareContact, today: date) -> StaffRow:
    reached = queries.reached_on(contact, today)
    instead = steps_in_words(contact, reached, today=today)
    return StaffRow(contact, instead, is_coming=contact.starts_on > today)


@staff_page("GET", "POST", roles=CARE_ROLES)
def give(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Give the patient a contact."""
    found = _patient(request, patient_id)
    acting, at = request.acting, request.at
    form = ContactForm(
        request.POST or None,
        people=queries.people_at(acting.clinic_id, request.today),
        teams=queries.teams_of(acting.clinic_id),
        absences=queries.coming_absences(acting, on=request.today),
        initial={"starts_on": request.today, "staff": str(acting.staff_id)},
    )
    if is_done(
        form,
        lambda: actions.give_contact(
            found.pk, acting.clinic_id, form.staff_id, form.facts(), acting=acting, at=at
        ),
    ):
        messages.success(request, _("The contact is given, and the patient is told."))
        return redirect("contacts:staff-patient", found.pk)
    trail.read("contacts.read", acting=acting, patient_id=found.pk, about=found)
    return render(request, "contacts/staff/give.html", {"patient": found, "form": form})


@staff_page("GET", "POST", roles=CARE_ROLES)
def agree(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Write how one has agreed to be in touch; earlier agreements are kept."""
    found = _patient(request, patient_id)
    form = AgreementForm(request.POST or None, initial={"agreed_on": request.today})
    if is_done(
        form,
        lambda: actions.write_agreement(
            found.pk, form.facts(), acting=request.acting, at=request.at
        ),
    ):
        messages.success(request, _("Saved. The patient and all contacts of the patient read it."))
        return redirect("contacts:staff-patient", found.pk)
    trail.read("contacts.read", acting=request.acting, patient_id=found.pk, about=found)
    return render(request, "contacts/staff/agree.html", {"patient": found, "form": form})


@staff_page("GET", roles=CARE_ROLES)
def record(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The contacts as text to copy into the record; without notes for staff."""
    found = _patient(request, patient_id)
    contacts = queries.contacts_of(request.acting, patient_id=found.pk, on=request.today)
    agreed = agreements(request.acting, found.pk, on=request.today, is_shared=True)
    text = record_text(found, contacts, agreed[0] if agreed else None)
    trail.read("contacts.copied", acting=request.acting, patient_id=found.pk, about=found)
    return render(request, "contacts/staff/record.html", {"patient": found, "text": text})


def _patient(request: StaffRequest, patient_id: uuid.UUID) -> Patient:
    return get_object_or_404(patients_of_clinic(request.acting), pk=patient_id)
