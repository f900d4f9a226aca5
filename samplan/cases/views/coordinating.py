"""The coordination between a patient's care contacts at different clinics, for staff."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.queries import patients_of_clinic
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.coordinating import actions, queries
from samplan.cases.coordinating.drawing import drawn_thread
from samplan.cases.coordinating.forms import WriteForm
from samplan.common.ids import uuid7
from samplan.contacts.agreed import agreements
from samplan.patients.models import Patient


@staff_page("GET", "POST", roles=CARE_ROLES)
def staff_thread(request: StaffRequest, patient_id: uuid.UUID) -> HttpResponse:
    """What the patient's care contacts write to each other; POST writes more."""
    acting = request.acting
    patient = get_object_or_404(patients_of_clinic(acting), pk=patient_id)
    room = queries.room_of(acting, patient.pk, on=request.today)
    if room is None:
        raise Http404
    form = WriteForm(request.POST or None, initial={"key": uuid7()})
    if request.method == "POST" and _is_written(request, patient, form):
        messages.success(request, _("Sent to the other care contacts."))
        return redirect("cases:staff-coordination", patient.pk)
    return _draw(request, patient, room, form)


def _is_written(request: StaffRequest, patient: Patient, form: WriteForm) -> bool:
    """Whether it could be sent; a refusal stands above the form, with the text kept."""
    if not form.is_valid():
        return False
    body, key = form.cleaned_data["body"], form.cleaned_data["key"]
    try:
        actions.write(patient.pk, body, key=key, acting=request.acting, at=request.at)
    except Refused as refusal:
        form.add_error("body", str(refusal))
        return False
    return True


def _draw(
    request: StaffRequest, patient: Patient, room: queries.Room, form: WriteForm
) -> HttpResponse:
    acting = request.acting
    actions.read(room, patient.pk, acting=acting, at=request.at)
    agreed = agreements(acting, patient.pk, on=request.today, is_shared=True)
    trail.read("coordination.read", acting=acting, patient_id=patient.pk, about=patient)
    context = {
        "patient": patient,
        "room": room,
        "thread": drawn_thread(room.written, room.readers, mine=acting.actor_id),
        "agreed": agreed[:1],
        "form": form,
        "written": "" if room.is_open else form["body"].value(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "cases/coordinating/staff.html", context, status=status)
