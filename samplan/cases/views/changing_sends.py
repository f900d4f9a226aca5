"""Changing what is to be sent, as long as nothing has gone."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.models import Send
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.changing import change_send
from samplan.cases.sends.choosing import chosen_people, form_to_change, save_chosen
from samplan.cases.sends.forms_many import SendToManyForm
from samplan.cases.views.reached import seen_in


@staff_page("GET", "POST", roles=CASE_ROLES)
def change(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """The form again, with all that it held. What has begun is copied instead."""
    found = get_object_or_404(Send.within(request.acting), pk=send_id)
    if not found.can_change:
        messages.info(request, _("It can no longer be changed. Make a copy and change that."))
        return redirect("cases:send", found.pk)
    form = form_to_change(request, found)
    if request.method == "POST" and form.is_valid() and _is_changed(request, found, form):
        messages.success(request, _("It is changed. Look it through before it goes."))
        return redirect("cases:send", found.pk)
    return render(request, "cases/staff/sends/new.html", {"form": form, "changed": found})


def _is_changed(request: StaffRequest, found: Send, form: SendToManyForm) -> bool:
    """Change it, or say in the form why it cannot be."""
    try:
        to, receivers = chosen_people(form, None)
        new = form.new_send(receivers)
        seen, acting = seen_in(request), request.acting
        if change_send(found.pk, new, to, acting=acting, at=request.at, seen=seen) is None:
            raise Http404
        save_chosen(form, acting=acting, at=request.at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        trail.read_nobody()
        return False
    return True
