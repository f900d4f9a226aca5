"""The local administrator's pages: visit types, and what can be booked."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import LOCAL_ADMINISTRATION, Refused
from samplan.access.request import StaffRequest
from samplan.bookings.models import Resource
from samplan.common.paging import after_in, page_after
from samplan.visits import actions, staff_queries
from samplan.visits.forms_types import ResourceForm, VisitTypeForm
from samplan.visits.models import VisitType


@staff_page("GET", roles=LOCAL_ADMINISTRATION)
def visit_types(request: StaffRequest) -> HttpResponse:
    """The clinic's visit types by name."""
    rows, following = page_after(
        staff_queries.types_of(request.acting),
        by="name",
        after=after_in(request),
        size=staff_queries.PAGE,
    )
    listed = staff_queries.with_forms(rows, request.acting)
    context = {"rows": listed, "following": following}
    return render(request, "visits/staff/types/list.html", context)


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def new_visit_type(request: StaffRequest) -> HttpResponse:
    """A new visit type."""
    form = VisitTypeForm(request.POST or None, clinic_id=request.acting.clinic_id)
    if form.is_valid() and _done(
        form, lambda: actions.add_visit_type(form.facts(), acting=request.acting)
    ):
        messages.success(request, _("The visit type is saved and can be chosen."))
        return redirect("visits:staff-types")
    return render(request, "visits/staff/types/type.html", {"form": form})


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def visit_type(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Change a visit type."""
    found = _visit_type(request, type_id)
    form = VisitTypeForm(
        request.POST or None,
        clinic_id=request.acting.clinic_id,
        initial=VisitTypeForm.initial_of(found),
    )
    if form.is_valid() and _done(
        form, lambda: actions.change_visit_type(found, form.facts(), acting=request.acting)
    ):
        messages.success(request, _("Saved. Visits that are already planned stay as they are."))
        return redirect("visits:staff-types")
    return render(request, "visits/staff/types/type.html", {"form": form, "visit_type": found})


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def use_visit_type(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Stop using a visit type, or begin again."""
    is_in_use = request.POST.get("use") == "yes"
    found = _visit_type(request, type_id)
    actions.use_visit_type(found, is_in_use=is_in_use, acting=request.acting)
    messages.success(request, _use_words(is_in_use))
    return redirect("visits:staff-types")


@staff_page("GET", roles=LOCAL_ADMINISTRATION)
def resources(request: StaffRequest) -> HttpResponse:
    """Whom or what the clinic can book, by name."""
    rows, following = page_after(
        staff_queries.resources_of(request.acting),
        by="name",
        after=after_in(request),
        size=staff_queries.PAGE,
    )
    return render(
        request, "visits/staff/types/resources.html", {"rows": rows, "following": following}
    )


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def new_resource(request: StaffRequest) -> HttpResponse:
    """Someone or something more that can be booked."""
    form = ResourceForm(request.POST or None, clinic_id=request.acting.clinic_id)
    if form.is_valid() and _done(
        form, lambda: actions.add_resource(form.facts(), acting=request.acting)
    ):
        messages.success(request, _("Saved. It can be booked from now on."))
        return redirect("visits:staff-resources")
    return render(request, "visits/staff/types/resource.html", {"form": form})


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def resource(request: StaffRequest, resource_id: uuid.UUID) -> HttpResponse:
    """Change what can be booked."""
    found = _resource(request, resource_id)
    form = ResourceForm(
        request.POST or None,
        clinic_id=request.acting.clinic_id,
        initial=ResourceForm.initial_of(found),
    )
    if form.is_valid() and _done(
        form, lambda: actions.change_resource(found, form.facts(), acting=request.acting)
    ):
        messages.success(request, _("Saved."))
        return redirect("visits:staff-resources")
    return render(request, "visits/staff/types/resource.html", {"form": form, "resource": found})


@staff_page("POST", roles=LOCAL_ADMINISTRATION)
def use_resource(request: StaffRequest, resource_id: uuid.UUID) -> HttpResponse:
    """Stop booking it, or begin again."""
    is_in_use = request.POST.get("use") == "yes"
    found = _resource(request, resource_id)
    actions.use_resource(found, is_in_use=is_in_use, acting=request.acting)
    messages.success(request, _use_words(is_in_use))
    return redirect("visits:staff-resources")


def _visit_type(request: StaffRequest, type_id: uuid.UUID) -> VisitType:
    return get_object_or_404(staff_queries.types_of(request.acting), pk=type_id)


def _resource(request: StaffRequest, resource_id: uuid.UUID) -> Resource:
    return get_object_or_404(staff_queries.resources_of(request.acting), pk=resource_id)


def _use_words(is_in_use: bool) -> str:
    return (
        _("It is in use again.")
        if is_in_use
        else _("It is no longer offered. What is booked stays.")
    )


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it could be done; a refusal stands by the name in the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return False
    return True
