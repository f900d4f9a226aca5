"""To whom a send goes, as the page of a new one asks for it."""

import uuid
from collections.abc import Sequence
from typing import cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.sends.forms import SendForm
from samplan.cases.sends.forms_many import FILE, NUMBERS, SendToManyForm
from samplan.cases.sends.queries import sendable
from samplan.cases.sends.reading import Named
from samplan.cases.sends.selections import Chosen, selections
from samplan.common.dates import short_day
from samplan.patients.models import Patient

RECEIVER = "patient"  # in an address


def receiver_in(request: StaffRequest) -> Patient | None:
    """The one patient whom the address names, logged; None where it names nobody. Raises Http404
    for whoever is not the clinic's."""
    said = request.GET.get(RECEIVER)
    if said is None:
        return None
    try:
        key = uuid.UUID(said)
    except ValueError:
        raise Http404 from None
    found = get_object_or_404(patients_of_clinic(request.acting), pk=key)
    trail.read("send.listed", acting=request.acting, patient_id=found.pk, about=found)
    return found


def form_for(request: StaffRequest, patient: Patient | None) -> SendForm:
    """The form, with what the clinic can send and, for many, how it can choose."""
    is_posted = request.method == "POST"
    given = (request.POST, request.FILES) if is_posted else ()
    offerings, initial = sendable(request.acting), {"kind": "question", "who": NUMBERS}
    if patient is not None:
        return SendForm(*given, offerings=offerings, initial=initial)
    ways = {key: (each, each.choices(request.acting)) for key, each in selections().items()}
    return SendToManyForm(
        *given, offerings=offerings, selections=ways, today=request.today, initial=initial
    )


def chosen_people(
    form: SendForm, patient: Patient | None
) -> tuple[Sequence[Named] | Chosen | uuid.UUID, str]:
    """Whom the filled-in form is for, and that in words."""
    if patient is not None:
        return patient.pk, _("One patient")
    many = cast(SendToManyForm, form)  # as form_for gives it for no one patient
    who = many.cleaned_data["who"]
    if who in {NUMBERS, FILE}:
        return many.cleaned_data["named"], _("A list of identity numbers")
    selection, span = selections()[who], many.span
    language = get_language() or "sv"
    days = {"first": short_day(span.first, language), "last": short_day(span.last, language)}
    named = dict(many.selections[who][1]).get(span.choice, "")
    words = [str(selection.label), named, _("%(first)s to %(last)s") % days]
    return Chosen(key=who, span=span), ", ".join(word for word in words if word)
