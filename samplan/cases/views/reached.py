"""What staff's pages of one conversation have in common: to reach it, and to do something in it."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from samplan.access.compiled import one_of
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.cases import queries
from samplan.cases.models import Case
from samplan.common.text import number_in


def case_of(request: StaffRequest, case_id: uuid.UUID) -> Case:
    """The conversation. Raises Http404 where it is not the clinic's."""
    return one_of(queries.conversation(request.acting, case_id=case_id))


def seen_in(request: StaffRequest) -> int:
    """The case's revision as the page showed it; -1, which none has, where the post has none."""
    said = number_in(request.POST.get("_seen", ""), digits=9)
    return -1 if said is None else said


def done(request: StaffRequest, found: Case, act: Callable[[], object], told: str) -> HttpResponse:
    """Do it, say that it is done or why it is not, and go back to the case."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("cases:staff-case", found.pk)
