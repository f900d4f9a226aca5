"""What visits tell the plan and the inbox below about themselves."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import PatientActing
from samplan.cases import kinds as case_kinds
from samplan.cases.models import Case, CaseKind
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind
from samplan.ui.navigation import NavEntry, register
from samplan.visits.actions import open_case
from samplan.visits.models import Visit


def register_activities() -> None:
    """How a visit and each kind of preparation is shown and opened."""
    for kind, opening in OPENINGS.items():
        plan_kinds.register(kind, opening)


def register_cases() -> None:
    """What a summons and its questions lead to."""
    for kind in (CaseKind.SUMMONS, CaseKind.SUMMONS_WITH_QUESTIONS, CaseKind.QUESTIONS):
        subject = case_kinds.Subject(
            icon="calendar" if kind != CaseKind.QUESTIONS else "clipboard-list",
            verb=_("Go to the visit"),
            address=_visit_of_case,
            opened=_case_opened,
        )
        case_kinds.register(kind, subject)


def register_navigation() -> None:
    """The patient's booked times and the staff's board."""
    register(
        NavEntry(
            key="visits",
            label=_("Booked times"),
            url_name="visits:visits",
            audience="patient",
            order=40,
        )
    )
    register(
        NavEntry(
            key="board", label=_("Visits"), url_name="visits:board", audience="staff", order=30
        )
    )


def _visit_of_activity(activity: Activity) -> str:
    return reverse("visits:visit", args=[activity.subject_id])


def _questions_of_activity(activity: Activity) -> str:
    return reverse("visits:questions", args=[activity.subject_id])


def _visit_of_case(case: Case) -> str:
    return reverse("visits:visit", args=[case.subject_id])


def _case_opened(case: Case, acting: PatientActing, at: datetime) -> None:
    if case.is_unread:
        open_case(Visit.within(acting).get(pk=case.subject_id), case, acting=acting, at=at)


OPENINGS = {
    ActivityKind.VISIT: plan_kinds.Opening(
        icon="calendar",
        todo=_("Visit"),
        done=_("Visit"),
        verb=_("Open"),
        address=_visit_of_activity,
    ),
    ActivityKind.READ_SUMMONS: plan_kinds.Opening(
        icon="mail",
        todo=_("Read the summons"),
        done=_("The summons is read"),
        verb=_("Read"),
        address=_visit_of_activity,
    ),
    ActivityKind.ANSWER_QUESTIONS: plan_kinds.Opening(
        icon="clipboard-list",
        todo=_("Answer questions before the visit"),
        done=_("The questions are answered"),
        verb=_("Answer"),
        address=_questions_of_activity,
    ),
    ActivityKind.READ_ANSWERS: plan_kinds.Opening(
        icon="clipboard-check",
        todo=_("The clinic reads your answers"),
        done=_("The clinic has read your answers"),
    ),
    ActivityKind.TIME_CHANGE: plan_kinds.Opening(
        icon="clock",
        todo=_("The clinic answers your wish for another time"),
        done=_("The clinic has answered your wish for another time"),
    ),
    ActivityKind.HANDOVER: plan_kinds.Opening(
        icon="users",
        todo=_("The child turns 13. From then on, guardians no longer act for the child here."),
        done=_("Guardians no longer act here"),
    ),
    ActivityKind.PAPER: plan_kinds.Opening(
        icon="printer",
        todo=_("The clinic sends the summons on paper"),
        done=_("The summons is sent on paper"),
    ),
}
