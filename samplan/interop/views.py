"""Asking for a copy of all one's own data, and fetching it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.attachments.handing_out import to_save
from samplan.audit import trail
from samplan.common.dates import local
from samplan.interop import actions, queries


@patient_page("GET", "POST")
def own_data(request: PatientRequest) -> HttpResponse:
    """How far the copy has come; sending it asks for one."""
    acting = request.acting
    if request.method == "POST":
        try:
            actions.ask_for_copy(acting=acting, at=request.at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("We are making your copy. We tell you when it is ready."))
        return redirect("interop:own-data")
    newest = queries.newest_copy(acting)
    trail.read("copies.read", acting=acting, patient_id=acting.patient_id)
    context = {
        "copy": newest,
        "is_ready": newest is not None and newest.is_ready(request.at),
        "is_for_child": acting.kind == "guardian",
    }
    return render(request, "interop/own_data.html", context)


@patient_page("GET")
def fetch(request: PatientRequest, copy_id: uuid.UUID) -> HttpResponseBase:
    """The copy, while it is kept. Its name says nothing of the patient."""
    copy = queries.ready_copy(request.acting, copy_id, at=request.at)
    if copy is None:
        raise Http404
    trail.read("copy.fetched", acting=request.acting, patient_id=copy.patient_id, about=copy)
    name = f"mina-uppgifter-{local(copy.asked_at):%Y-%m-%d}.zip"
    return to_save(copy.content, name=name, kind="application/zip")
