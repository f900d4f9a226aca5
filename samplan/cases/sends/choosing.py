"""To whom a send goes, as the page of a new one asks for it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.models import SavedSelection, Send
from samplan.cases.sends.forms import SendForm
from samplan.cases.sends.forms_many import FILE, KEPT, NUMBERS, SendToManyForm
from samplan.cases.sends.periods import Period
from samplan.cases.sends.queries import sendable
from samplan.cases.sends.reading import Named
from samplan.cases.sends.saving import save_selection
from samplan.cases.sends.selections import Chosen, selections
from samplan.common.dates import short_day
from samplan.patients.models import Patient

RECEIVER, COPIED = "patient", "kopia"  # in an address


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


def copied_in(request: StaffRequest) -> Send | None:
    """The send that the address says is to be copied; None where it says none. Raises Http404 for
    what is not the clinic's."""
    said = request.GET.get(COPIED)
    if said is None:
        return None
    try:
        key = uuid.UUID(said)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Send.within(request.acting), pk=key)


def copy_url(send: Send) -> str:
    """The address where a new send begins with what this one says, as `copied_in` reads it."""
    return f"{reverse('cases:new-send')}?{COPIED}={send.pk}"


def form_for(
    request: StaffRequest, patient: Patient | None, *, copied: Send | None = None
) -> SendForm:
    """The form, with what the clinic can send and, for many, how it can choose; with what
    `copied` says and lets happen, where there is one."""
    initial = {"kind": "question", "who": NUMBERS, "period": Period.NEXT_WEEK} | (
        said_by(copied) if copied else {}
    )
    if patient is not None:
        return SendForm(*_given(request), offerings=sendable(request.acting), initial=initial)
    return _form_for_many(request, initial)


def form_to_change(request: StaffRequest, send: Send) -> SendToManyForm:
    """The form with all that a send holds, for the same people where nothing else is chosen."""
    count = send.asked if send.is_reading else send.total
    begun = said_by(send) | {"period": Period.NEXT_WEEK}
    if not count:
        return _form_for_many(request, begun | {"who": NUMBERS})
    words = ngettext("%(count)d patient", "%(count)d patients", count) % {"count": count}
    return _form_for_many(request, begun | {"who": KEPT}, kept=words)


def said_by(send: Send) -> dict[str, Any]:
    """What a send says, and what happens without an answer, as the form has it."""
    return {
        "offering": str(send.offering_id or ""),
        "kind": "question" if send.is_question else "information",
        **{name: getattr(send, name) for name in ("title", "body", "remind_after", "call_after")},
    }


def _given(request: StaffRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _form_for_many(
    request: StaffRequest, initial: Mapping[str, Any], *, kept: str = ""
) -> SendToManyForm:
    ways = {key: (each, each.choices(request.acting)) for key, each in selections().items()}
    return SendToManyForm(
        *_given(request),
        offerings=sendable(request.acting),
        selections=ways,
        today=request.today,
        saved=list(SavedSelection.within(request.acting).order_by("name")),
        kept=kept,
        initial=initial,
    )


def chosen_people(
    form: SendForm, patient: Patient | None
) -> tuple[Sequence[Named] | Chosen | uuid.UUID | None, str]:
    """Whom the filled-in form is for, and that in words; None for those whom it is for already."""
    if patient is not None:
        return patient.pk, _("One patient")
    many = cast(SendToManyForm, form)  # as form_for gives it for no one patient
    who = many.cleaned_data["who"]
    if who == KEPT:
        return None, ""
    if who in {NUMBERS, FILE}:
        return many.cleaned_data["named"], _("A list of identity numbers")
    key, span = many.chosen
    selection = selections()[key]
    language = get_language() or "sv"
    days = {"first": short_day(span.first, language), "last": short_day(span.last, language)}
    named = dict(many.selections[key][1]).get(span.choice, "")
    words = [str(selection.label), named, _("%(first)s to %(last)s") % days]
    return Chosen(key=key, span=span), ", ".join(word for word in words if word)


def save_chosen(form: SendForm, *, acting: StaffActing, at: datetime) -> None:
    """Save the selection of the filled-in form, where it has a name for it. Raises Refused."""
    said = form.cleaned_data
    name, who = said.get("save_as"), said.get("who")
    if name and who in selections():
        period = Period(said["period"])
        save_selection(name, who, said[f"choice-{who}"], period, acting=acting, at=at)
