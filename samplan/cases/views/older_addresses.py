"""Where forms in conversations stood before their addresses named the question.

A page that was drawn then says nothing of which form it shows: what it posts is shown to be copied,
and answers nothing.
"""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page, staff_page
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.cases.asked import asked_message, own_answers_to
from samplan.cases.models import Case, Message
from samplan.cases.policies import READING_ROLES
from samplan.cases.queries import conversation
from samplan.forms.answering.posts import written_in
from samplan.forms.loaded import form_of
from samplan.ui.components.saving import is_by_script


@patient_page("GET", "POST")
def form(request: PatientRequest, case_id: uuid.UUID, page_id: str) -> HttpResponse:
    """To the form that the clinic asks by now."""
    found = one_of(conversation(request.acting, case_id=case_id))
    asked = asked_message(request.acting, found)
    url = reverse("cases:case", args=[found.pk])
    if asked is not None:
        url = reverse("cases:answer-questions", args=[found.pk, asked.pk])
    return _lead(request, found, url, asked)


@staff_page("GET", "POST", roles=READING_ROLES)
def entry(request: StaffRequest, case_id: uuid.UUID, page_id: str = "") -> HttpResponse:
    """To where it is filled in for the patient by now."""
    found = one_of(conversation(request.acting, case_id=case_id))
    asked = asked_message(request.acting, found)
    url = reverse("cases:staff-case", args=[found.pk])
    if asked is not None and own_answers_to(request.acting, asked) is not None:
        url = reverse("cases:staff-entry-questions", args=[found.pk, asked.pk])
    return _lead(request, found, url, asked)


def _lead(
    request: PatientRequest | StaffRequest, found: Case, url: str, asked: Message | None
) -> HttpResponse:
    """There; of what is posted nothing is lost."""
    if request.method != "POST":
        trail.read_nobody()
        return redirect(url)
    if is_by_script(request):
        told = _("Not saved: this page is from before Samplan was updated. Press Next to go on.")
        return HttpResponse(told, status=HTTPStatus.ACCEPTED)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    response = asked.response if asked is not None else None
    form = form_of(response.version) if response is not None else None
    context = {"written": "\n\n".join(written_in(request, form)), "url": url}
    return render(request, "cases/older_page.html", context, status=HTTPStatus.GONE)
