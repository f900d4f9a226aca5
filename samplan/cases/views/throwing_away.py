"""Throwing away what one has written or attached in a conversation and not sent."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page, staff_page
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.cases import actions, message_queries, queries
from samplan.cases.models import MessageDraft
from samplan.cases.policies import READING_ROLES
from samplan.cases.views.reached import case_of


@patient_page("GET", "POST")
def discard(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """Throw away one's own, after having seen it."""
    found = one_of(queries.case_with_clinic(request.acting, case_id=case_id))
    draft = message_queries.draft_of(request.acting, case_id)
    if draft is None:
        trail.read_nobody()
        return redirect("cases:case", found.pk)
    if _is_thrown_away(request, draft):
        return redirect("cases:case", found.pk)
    return _asked(request, draft, found.title)


@staff_page("GET", "POST", roles=READING_ROLES)
def staff_discard(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """The same, also where the case was handed on since."""
    draft = message_queries.draft_of(request.acting, case_id)
    if draft is None:
        return redirect("cases:staff-case", case_of(request, case_id).pk)
    if _is_thrown_away(request, draft):
        if draft.case.clinic_id == request.acting.clinic_id:
            return redirect("cases:staff-case", case_id)
        return redirect("cases:patient-cases", draft.patient_id)
    return _asked(request, draft, _title(request, case_id), side="staff-")


def _title(request: StaffRequest, case_id: uuid.UUID) -> str:
    """What the case is called, for those who still have it."""
    try:
        return case_of(request, case_id).title_for_care
    except Http404:
        return ""


def _is_thrown_away(request: PatientRequest | StaffRequest, draft: MessageDraft) -> bool:
    """Throw it away where it is what the page has shown."""
    if request.method != "POST":
        return False
    seen = request.POST.get("_drawn", "")
    try:
        actions.discard_draft(draft, seen=seen, acting=request.acting, at=request.at)
    except actions.WrittenElsewhere:
        draft.refresh_from_db(fields=["body", "agreed", "window"])
        return False
    messages.success(request, _("It is thrown away."))
    return True


def _asked(
    request: PatientRequest | StaffRequest, draft: MessageDraft, title: str, *, side: str = ""
) -> HttpResponse:
    """What would be thrown away, as it is now; with a word where it has changed since asked."""
    is_anew = "_drawn" in request.POST
    context = {
        "draft": draft,
        "discard_url": reverse(f"cases:{side}discard", args=[draft.case_id]),
        "keep_url": reverse(f"cases:{side}case", args=[draft.case_id]),
        "title_of_case": title,
        "drawn": actions.mark_of_draft(draft),
        "files": actions.files_of(draft),
        "is_anew": is_anew,
    }
    case = draft.case
    trail.read("case.read", acting=request.acting, patient_id=case.patient_id, about=case)
    status = HTTPStatus.CONFLICT if is_anew else HTTPStatus.OK
    return render(request, "cases/discard_draft.html", context, status=status)
