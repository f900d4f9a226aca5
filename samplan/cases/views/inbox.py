"""The patient's inbox, and what was ended long ago."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.cases import queries
from samplan.cases.kinds import subject_of
from samplan.cases.models import Case
from samplan.cases.waiting import state_of
from samplan.common.paging import moment_after_in


@patient_page("GET")
def inbox(request: PatientRequest) -> HttpResponse:
    """What clinics and the patient have said to each other, newest first."""
    return _list(request, queries.inbox, is_archive=False)


@patient_page("GET")
def archive(request: PatientRequest) -> HttpResponse:
    """What was ended long ago, newest first."""
    return _list(request, queries.archive, is_archive=True)


def _list(
    request: PatientRequest, find: Callable[..., list[Case]], *, is_archive: bool
) -> HttpResponse:
    found = find(request.acting, before=moment_after_in(request))
    cases, rest = found[: queries.INBOX_PAGE], found[queries.INBOX_PAGE :]
    rows = [(case, subject_of(case), state_of(case)) for case in cases]
    last = cases[-1] if rest else None
    context = {"rows": rows, "last": last, "is_archive": is_archive}
    trail.read("inbox.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "cases/inbox.html", context)
