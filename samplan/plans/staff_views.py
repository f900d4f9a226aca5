"""The clinic's own tasks in patients' plans that no app above opens."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.notifications.models import RefusedAddress
from samplan.plans.actions import finish
from samplan.plans.models import Activity, ActivityKind


@staff_page("GET", "POST", roles=CARE_ROLES)
def unreached(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Who could not be reached and where; closed by hand when they have been reached otherwise."""
    acting = request.acting
    tasks = Activity.within(acting).filter(kind=ActivityKind.UNREACHED)
    task = get_object_or_404(tasks.select_related("patient"), pk=activity_id)
    if request.method == "POST":
        finish(task, acting=acting, at=request.at)
        messages.success(request, _("Saved. It no longer stands among what waits."))
        return redirect("plans:unreached", task.pk)
    trail.read("task.read", acting=acting, patient_id=task.patient_id, about=task)
    addresses = RefusedAddress.within(acting).select_related("person")
    refused = addresses.filter(pk=task.subject_id).first()
    guardian = refused.person if refused and refused.person_id != task.patient_id else None
    context = {"task": task, "refused": refused, "guardian": guardian}
    return render(request, "plans/unreached.html", context)
