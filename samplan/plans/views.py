"""The patient's plan as a list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from samplan.access.acting import Acting
from samplan.access.compiled import compiled
from samplan.access.gates import patient_page
from samplan.access.request import PatientRequest
from samplan.audit import trail
from samplan.common.dates import local
from samplan.plans.models import (
    Activity,
    ActivityKind,
    ActivityQuerySet,
    ActivityState,
    Responsible,
)
from samplan.plans.queries import Branch, branches
from samplan.plans.rows import Row, row_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 60  # activities on the page; older ones are reached by their visit


@dataclass(frozen=True)
class Entry:
    """A branch of the plan with its rows."""

    branch: Branch
    rows: list[Row]
    state: str
    url: str
    verb: "StrOrPromise"

    @property
    def when(self) -> datetime | date:
        """Its time, else its last day, else when it came to stand there."""
        top = self.branch.activity
        return top.starts_at or top.due_on or top.registered_at


@patient_page("GET")
def plan(request: PatientRequest) -> HttpResponse:
    """What has been, what is now and what comes."""
    entries = [_entry(branch, request) for branch in reversed(branches(_plan(request.acting)))]
    trail.read("plan.read", acting=request.acting, patient_id=request.acting.patient_id)
    return render(request, "plans/plan.html", {"entries": entries})


@compiled
def _plan(acting: Acting) -> ActivityQuerySet:
    standing = Activity.within(acting).exclude(state=ActivityState.CANCELLED)
    # What care is to read for its own part is nothing that will happen to the patient.
    standing = standing.exclude(responsible=Responsible.CARE, kind=ActivityKind.COORDINATION)
    return standing.select_related("clinic").order_by("-due_on", "-id")[:SHOWN]


def _entry(branch: Branch, request: PatientRequest) -> Entry:
    top = branch.activity
    mine = [child for child in branch.children if child.is_patients]
    has_passed = top.starts_at is not None and top.starts_at < request.at
    is_asked = top.is_open and top.is_patients
    day = local(top.starts_at).date() if top.starts_at else top.due_on
    is_coming = day is not None and day >= request.today
    is_now = is_asked or branch.open_count > 0 or not is_coming
    rows = [row_of(child, today=request.today) for child in mine]
    state = "past" if has_passed or top.is_done else "now" if is_now else "coming"
    own = row_of(top, today=request.today)
    return Entry(branch, rows, state, own.url, own.verb)
