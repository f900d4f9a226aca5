"""A conversation taken out for the record."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases import queries
from samplan.cases.models import Case
from samplan.cases.policies import READING_ROLES
from samplan.cases.record import record_of, record_pdf, record_text
from samplan.cases.retention import delivering
from samplan.cases.retention.forms import HoldForm
from samplan.cases.views.reached import case_of, done, seen_in


@staff_page("GET", roles=READING_ROLES)
def text(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """As plain text, to paste into the record."""
    case = _taken_out(request, case_id)
    context = {"case": case, "text": record_text(record_of(case, request.acting))}
    return render(request, "cases/staff/record.html", context)


@staff_page("POST", roles=READING_ROLES)
def deliver(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note that the record has it."""
    found = case_of(request, case_id)
    seen = seen_in(request)
    return done(
        request,
        found,
        lambda: delivering.mark_delivered(found, seen=seen, acting=request.acting, at=request.at),
        _("Noted. The record has the conversation."),
    )


@staff_page("POST", roles=READING_ROLES)
def hold(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep the case whatever is decided."""
    found = case_of(request, case_id)
    form = HoldForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request,
        found,
        lambda: delivering.hold_back(found, reason, acting=request.acting, at=request.at),
        _("The case is kept until someone releases it."),
    )


@staff_page("POST", roles=READING_ROLES)
def release(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hold the case back no longer."""
    found = case_of(request, case_id)
    return done(
        request,
        found,
        lambda: delivering.release(found, acting=request.acting, at=request.at),
        _("The case is kept as long as others of its kind."),
    )


@staff_page("GET", roles=READING_ROLES)
def paper(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """As PDF. The file's name says nothing of the patient."""
    case = _taken_out(request, case_id)
    pdf = record_pdf(record_of(case, request.acting))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"samtal-{case.opened_at:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _taken_out(request: StaffRequest, case_id: uuid.UUID) -> Case:
    case = one_of(queries.conversation(request.acting, case_id=case_id))
    trail.read("case.recorded", acting=request.acting, patient_id=case.patient_id, about=case)
    return case
