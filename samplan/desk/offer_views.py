"""The administrators' pages: when the clinic is open, and what one turns to it for."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.desk import actions, queries
from samplan.desk.forms_offer import ErrandForm, HoursForm, OtherHoursForm
from samplan.desk.reach import ADMINISTRATORS, administered
from samplan.organisations.models import Errand, HoursFor, Organisation

STEPS = {"up": -1, "down": 1}


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def hours(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """The hours of each weekday; below, the days that are otherwise."""
    found = administered(request, clinic_id)
    start = HoursForm.initial_of(queries.hours_of(found), get_language() or "sv")
    holidays = {"is_open_on_holidays": found.is_open_on_holidays}
    form = HoursForm(request.POST or None, initial=start | holidays)
    if form.is_valid():
        is_open = form.cleaned_data["is_open_on_holidays"]
        actions.set_hours(found, form.weeks(), is_open_on_holidays=is_open, acting=request.acting)
        messages.success(request, _("Saved."))
        return redirect("desk:hours", found.pk)
    return _hours_page(request, found, form, OtherHoursForm(auto_id="other_%s"))


@staff_page("POST", roles=ADMINISTRATORS)
def add_other_hours(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """A day that is otherwise."""
    found = administered(request, clinic_id)
    form = OtherHoursForm(request.POST, auto_id="other_%s")
    if not form.is_valid():
        start = HoursForm.initial_of(queries.hours_of(found), get_language() or "sv")
        return _hours_page(request, found, HoursForm(initial=start), form)
    told = form.cleaned_data
    actions.add_other_hours(
        found,
        told["day"],
        told["hours"],
        purposes=[HoursFor(each) for each in told["purposes"]],
        note=told["note"],
        acting=request.acting,
    )
    messages.success(request, _("Saved."))
    return redirect("desk:hours", found.pk)


def _hours_page(
    request: StaffRequest, clinic: Organisation, form: HoursForm, other: OtherHoursForm
) -> HttpResponse:
    others = queries.other_hours_of(clinic, request.today)
    context = {"clinic": clinic, "form": form, "other_form": other, "others": others}
    return render(request, "desk/offer/hours.html", context)


@staff_page("POST", roles=ADMINISTRATORS)
def remove_other_hours(
    request: StaffRequest, clinic_id: uuid.UUID, other_id: uuid.UUID
) -> HttpResponse:
    """The day is as its weekday again."""
    found = administered(request, clinic_id)
    if not actions.remove_other_hours(found, other_id, acting=request.acting):
        raise Http404
    messages.success(request, _("Removed."))
    return redirect("desk:hours", found.pk)


@staff_page("GET", roles=ADMINISTRATORS)
def errands(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """What one turns to the clinic for, in order."""
    found = administered(request, clinic_id)
    context = {"clinic": found, "rows": queries.errands_of(found)}
    return render(request, "desk/offer/errands.html", context)


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def new_errand(request: StaffRequest, clinic_id: uuid.UUID) -> HttpResponse:
    """One more."""
    found = administered(request, clinic_id)
    form = ErrandForm(request.POST or None, services=queries.services_at(found))
    if form.is_valid():
        try:
            actions.add_errand(found, form.facts(), acting=request.acting)
        except Refused as refusal:
            form.add_error("phone_key", str(refusal))
        else:
            return redirect("desk:errands", found.pk)
    return _errand_page(request, found, form, _("New row"))


@staff_page("GET", "POST", roles=ADMINISTRATORS)
def errand(request: StaffRequest, clinic_id: uuid.UUID, errand_id: uuid.UUID) -> HttpResponse:
    """Say one otherwise."""
    found = administered(request, clinic_id)
    changed = _errand(found, errand_id)
    start, services = ErrandForm.initial_of(changed), queries.services_at(found)
    form = ErrandForm(request.POST or None, initial=start, services=services)
    if form.is_valid():
        try:
            actions.change_errand(found, changed, form.facts(), acting=request.acting)
        except Refused as refusal:
            form.add_error("phone_key", str(refusal))
        else:
            return redirect("desk:errands", found.pk)
    return _errand_page(request, found, form, changed.name)


def _errand_page(
    request: StaffRequest, clinic: Organisation, form: ErrandForm, title: str
) -> HttpResponse:
    return render(
        request, "desk/offer/errand.html", {"clinic": clinic, "form": form, "title": title}
    )


@staff_page("POST", roles=ADMINISTRATORS)
def move_errand(request: StaffRequest, clinic_id: uuid.UUID, errand_id: uuid.UUID) -> HttpResponse:
    """One up or down."""
    found = administered(request, clinic_id)
    step = STEPS.get(request.POST.get("to", ""), 0)
    if not actions.move_errand(found, errand_id, step=step, acting=request.acting):
        raise Http404
    return redirect("desk:errands", found.pk)


@staff_page("POST", roles=ADMINISTRATORS)
def remove_errand(
    request: StaffRequest, clinic_id: uuid.UUID, errand_id: uuid.UUID
) -> HttpResponse:
    """One less."""
    found = administered(request, clinic_id)
    if not actions.remove_errand(found, errand_id, acting=request.acting):
        raise Http404
    messages.success(request, _("Removed."))
    return redirect("desk:errands", found.pk)


def _errand(clinic: Organisation, errand_id: uuid.UUID) -> Errand:
    return get_object_or_404(queries.errands_of(clinic), pk=errand_id)
