"""Contacts go to another: all of one who leaves, or a single one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.contacts import actions, queries
from samplan.contacts.fields import key_of
from samplan.contacts.hand_over_form import HandOverForm, TakeOverForm
from samplan.contacts.models import CareContact
from samplan.contacts.texts_in_use import TextsInUse, texts_in_use
from samplan.contacts.views.doing import is_done


@staff_page("GET", "POST", roles=CARE_ROLES)
def hand_over(request: StaffRequest) -> HttpResponse:
    """Let someone else take over all contacts of one who leaves."""
    going = _of_who_leaves(request)
    texts = texts_in_use(request.acting, going)
    form = HandOverForm(
        request.POST or None,
        leaving_people=queries.people_with_contacts(request.acting, on=request.today),
        **_choices(request, texts, leaving=request.POST.get("from_staff", "")),
    )
    if is_done(form, lambda: _all_handed_over(form, request)):
        return redirect("contacts:staff-contacts")
    return _draw(request, {"form": form, "texts": texts})


@staff_page("GET", "POST", roles=CARE_ROLES)
def hand_over_one(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Let someone else be this patient's contact."""
    found = get_object_or_404(queries.contacts_to_manage(request.acting), pk=contact_id)
    texts = texts_in_use(request.acting, [found])
    choices = _choices(request, texts, leaving=str(found.staff_id))
    form = TakeOverForm(request.POST or None, **choices)
    if is_done(form, lambda: _one_handed_over(form, found, request)):
        messages.success(request, _("The contact is handed over, and the patient is told."))
        return redirect("contacts:staff-patient", found.patient_id)
    trail.read("contact.read", acting=request.acting, patient_id=found.patient_id, about=found)
    return _draw(request, {"form": form, "texts": texts, "contact": found})


def _of_who_leaves(request: StaffRequest) -> Sequence[CareContact]:
    try:
        staff_id = key_of(request.POST.get("from_staff", ""))
    except ValueError:
        staff_id = None  # the form says so
    if staff_id is None:
        return []
    return queries.contacts_of_person(request.acting, staff_id, on=request.today)


def _choices(request: StaffRequest, texts: TextsInUse, *, leaving: str) -> dict[str, Any]:
    return {
        "people": queries.people_at(request.acting.clinic_id, request.today),
        "absences": queries.coming_absences(request.acting, on=request.today),
        "texts": texts,
        "leaving": leaving,
        "initial": {"from_on": request.today},
    }


def _draw(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    for each in context["texts"].read:
        trail.read("contact.read", acting=request.acting, patient_id=each.patient_id, about=each)
    if not context["texts"].read and "contact" not in context:
        trail.read_nobody()
    return render(request, "contacts/staff/hand_over.html", context)


def _all_handed_over(form: HandOverForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    done = actions.hand_over(
        uuid.UUID(said["from_staff"]),
        uuid.UUID(said["to_staff"]),
        from_on=said["from_on"],
        note=form.note,
        acting=request.acting,
        at=request.at,
    )
    count = len(done.given)
    words = ngettext("%d contact is handed over.", "%d contacts are handed over.", count) % count
    messages.success(request, words)
    if left := len(done.left):
        stays = ngettext(
            "%d contact stays: the other is that patient's contact already.",
            "%d contacts stay: the other is those patients' contact already.",
            left,
        )
        messages.warning(request, stays % left)


def _one_handed_over(form: TakeOverForm, found: CareContact, request: StaffRequest) -> None:
    said = form.cleaned_data
    actions.hand_over_one(
        found,
        uuid.UUID(said["to_staff"]),
        from_on=said["from_on"],
        note=form.note,
        acting=request.acting,
        at=request.at,
    )
