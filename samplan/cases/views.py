"""The patient's inbox and one case."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.compiled import one_of
from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases import queries
from samplan.cases.kinds import subject_of
from samplan.common.paging import moment_after_in


@patient_page("GET")
def inbox(request: PatientRequest) -> HttpResponse:
    """Everything that clinics and the patient have said to each other, newest first."""
    found = queries.inbox(request.acting, before=moment_after_in(request))
    cases, rest = found[: queries.INBOX_PAGE], found[queries.INBOX_PAGE :]
    rows = [(case, subject_of(case)) for case in cases]
    context = {"rows": rows, "last": cases[-1] if rest else None}
    trail.read("inbox.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "cases/inbox.html", context)


@patient_page("GET")
def case(request: PatientRequest, case_id: uuid.UUID) -> HttpResponse:
    """One conversation. Opening it leaves a receipt."""
    found = one_of(queries.case_with_clinic(request.acting, case_id=case_id))
    subject = subject_of(found)
    messages = queries.messages_of(request.acting, case_id=found.pk)
    subject.opened(found, request.acting, request.at)
    trail.read("case.read", acting=request.acting, patient_id=found.patient_id, about=found)
    answer_address = subject.answer_address if found.is_waiting_for_patient else None
    context = {
        "case": found,
        "thread": messages,
        "subject": subject,
        "subject_url": subject.address(found),
        "answer_url": answer_address(found) if answer_address else "",
    }
    return render(request, "cases/case.html", context)
