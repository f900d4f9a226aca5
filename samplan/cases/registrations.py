"""What cases tell those below: places in the bars, events in words, what a conversation is."""

import uuid
from datetime import datetime
from typing import Final, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access import whose
from samplan.access.acting import PatientActing
from samplan.access.request import StaffRequest
from samplan.audit import kinds as events
from samplan.cases import actions, kinds
from samplan.cases.models import CONVERSATIONS, Case
from samplan.cases.policies import CASE_ROLES
from samplan.cases.queries import unread_count
from samplan.cases.queue import due_count
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind
from samplan.ui.navigation import NavEntry, register

EVENTS: Final[list[tuple[str, object, events.Activity]]] = [
    ("inbox.read", _("looked at the inbox"), "read"),
    ("service.read", _("looked at a service"), "read"),
    ("case.begun", _("began to write to the clinic"), "write"),
    ("case.started", _("wrote to the clinic"), "write"),
    ("case.read", _("looked at a message"), "read"),
    ("case.listed", _("saw a case in the queue"), "read"),
    ("case.first_read", _("opened a message for the first time"), "read"),
    ("case.withdrawn", _("took back a message"), "delete"),
    ("case.closed", _("ended a conversation"), "write"),
    ("case.reopened", _("opened a conversation again"), "write"),
    ("case.assigned", _("gave a conversation to someone"), "write"),
    ("case.snoozed", _("laid a conversation aside until a day"), "write"),
    ("case.recorded", _("took a conversation out for the record"), "print"),
    ("case_type.published", _("published a case type"), "write"),
    ("note.written", _("wrote a note among staff"), "write"),
    ("message.begun", _("began to write a message"), "write"),
    ("message.discarded", _("threw away a message that was not sent"), "delete"),
]


def register_navigation() -> None:
    """The patient's inbox, and the staff's queue."""
    register(
        NavEntry(
            key="inbox",
            label=_("Inbox"),
            url_name="cases:inbox",
            audience="patient",
            order=20,
            counter=unread_count,
        )
    )
    register(
        NavEntry(
            key="cases",
            label=_("Cases"),
            url_name="cases:queue",
            audience="staff",
            order=15,
            counter=due_count,
            is_for=_handles_cases,
        )
    )


def _handles_cases(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in CASE_ROLES


def register_subjects() -> None:
    """A conversation is about itself: it is opened by reading it."""
    for kind in CONVERSATIONS:
        kinds.register(kind, kinds.Subject(icon="message-circle", opened=_opened))


def _opened(case: Case, acting: PatientActing, at: datetime) -> None:
    actions.read(case, acting=acting, at=at)


def register_activities() -> None:
    """How the plan shows that an answer is waited for."""
    plan_kinds.register(
        ActivityKind.ANSWER_MESSAGE,
        plan_kinds.Opening(
            icon="message-circle",
            todo=_("Answer a message from your clinic"),
            done=_("You have answered the message"),
            verb=_("Answer"),
            address=_case_of_activity,
            done_verb=_("Open"),
            done_address=_case_of_activity,
        ),
    )


def _case_of_activity(activity: Activity) -> str:
    return reverse("cases:case", args=[activity.subject_id])


def register_whose() -> None:
    """Whose the cases are whose keys stand in addresses."""
    whose.register("case_id", _patient_of_case)


def _patient_of_case(key: uuid.UUID) -> uuid.UUID | None:
    return Case.objects.filter(pk=key).values_list("patient_id", flat=True).first()


def register_events() -> None:
    """What events of cases read as in the log."""
    for key, words, activity in EVENTS:
        events.register(key, words, activity)  # type: ignore[arg-type]  # lazy words
    for kind in ("information", "question", "answer", "close"):
        events.register(f"message.{kind}", _("sent a message"), "write")
