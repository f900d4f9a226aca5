"""Who has a case, and when it comes back."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.cases import actions, policies
from samplan.cases.handling_forms import GiveForm, SnoozeForm
from samplan.cases.policies import READING_ROLES
from samplan.cases.views.drawing import to_give_to
from samplan.cases.views.reached import case_of, done


@staff_page("POST", roles=READING_ROLES)
def assign(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take the case, give it to a colleague, or lay it back."""
    found = case_of(request, case_id)
    form = GiveForm(request.POST, colleagues=to_give_to(request), handler=found.handler)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["to"])))
        return redirect("cases:staff-case", found.pk)
    if not form.has_changed():
        return redirect("cases:staff-case", found.pk)  # it stays where it is
    to = form.receiver()
    told = _("%(name)s has the case.") % {"name": to.full_name} if to else _("It is unassigned.")
    answer = done(
        request,
        found,
        lambda: actions.assign(found, to, acting=request.acting, at=request.at),
        told,
    )
    return redirect("cases:queue") if policies.sees_only_own(request.acting) else answer


@staff_page("POST", roles=READING_ROLES)
def snooze(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Lay the case aside until a day."""
    found = case_of(request, case_id)
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day to come."))
        return redirect("cases:staff-case", found.pk)
    until = form.cleaned_data["until"]
    return done(
        request,
        found,
        lambda: actions.snooze(found, until, acting=request.acting, at=request.at),
        _("It comes back to the queue that day."),
    )


@staff_page("POST", roles=READING_ROLES)
def reopen(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open an ended case again."""
    found = case_of(request, case_id)
    return done(
        request,
        found,
        lambda: actions.reopen(found, acting=request.acting, at=request.at),
        _("The conversation is open again."),
    )
