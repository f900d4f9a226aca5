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
from samplan.attachments import telling
from samplan.audit import kinds as events
from samplan.cases import actions, beside, kinds
from samplan.cases.actions.announcing import announce_contacts
from samplan.cases.actions.drafting import OWNER
from samplan.cases.actions.telling import tell_of_answered_file, tell_of_file
from samplan.cases.models import CONVERSATIONS, BegunCase, Case, SendRow
from samplan.cases.policies import CASE_ROLES, READING_ROLES
from samplan.cases.queries import unread_count
from samplan.cases.queue import due_count
from samplan.contacts import announcing
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind
from samplan.ui.navigation import NavEntry, register

EVENTS: Final[list[tuple[str, object, events.Activity]]] = [
    ("inbox.read", _("looked at the inbox"), "read"),
    ("services.seen", _("saw what the clinic offers the patient"), "read"),
    ("service.read", _("looked at a service"), "read"),
    ("case.begun", _("began to write to the clinic"), "write"),
    ("case.discarded", _("threw away a message that was not sent"), "delete"),
    ("case.started", _("wrote to the clinic"), "write"),
    ("case.read", _("looked at a message"), "read"),
    ("case.listed", _("saw a case in the queue"), "read"),
    ("case.first_read", _("opened a message for the first time"), "read"),
    ("case.withdrawn", _("took back a message"), "delete"),
    ("case.closed", _("ended a conversation"), "write"),
    ("case.reopened", _("opened a conversation again"), "write"),
    ("case.assigned", _("gave a conversation to someone"), "write"),
    ("case.forwarded", _("handed a conversation on to another clinic"), "write"),
    ("forward.read", _("saw where a conversation was handed on to"), "read"),
    ("case.fell", _("moved a conversation to whoever answers instead"), "write"),
    ("case.escalated", _("let receivers watch a conversation on its last day"), "write"),
    ("case.merged", _("joined two conversations"), "write"),
    ("message.withdrawn", _("took back a message"), "delete"),
    ("message.corrected", _("corrected a message"), "write"),
    ("case.snoozed", _("laid a conversation aside until a day"), "write"),
    ("case.sent", _("sent a message to many"), "write"),
    ("case.reminded", _("reminded of a question that is not answered"), "write"),
    ("case.to_call", _("asked staff to call about a question"), "write"),
    ("send.checked", _("saw the name when a list to send to was looked through"), "read"),
    ("send.listed", _("saw the name in the result of a send"), "read"),
    ("send.exported", _("saved the result of a send as a file"), "read"),
    ("send.left_to_post", _("left a letter to post"), "write"),
    ("send.printed", _("printed a letter"), "print"),
    ("send.posted", _("posted a letter"), "write"),
    ("send.drawn_up", _("drew up a send"), "write"),
    ("send.started", _("started a send"), "write"),
    ("send.scheduled", _("scheduled a send"), "write"),
    ("send.paused", _("paused a send"), "write"),
    ("send.stopped", _("stopped a send"), "write"),
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
            is_for=_reads_cases,
        )
    )
    register(
        NavEntry(
            key="sends",
            label=_("Sends"),
            url_name="cases:sends",
            audience="staff",
            order=17,
            is_for=_handles_cases,
        )
    )


def _reads_cases(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in READING_ROLES


def _handles_cases(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in CASE_ROLES


def register_subjects() -> None:
    """A conversation is about itself: it is opened by reading it."""
    for kind in CONVERSATIONS:
        subject = kinds.Subject(
            icon="message-circle",
            opened=_opened,
            answer_verb=_("Answer the form"),
            answer_address=_questions_of_case,
        )
        kinds.register(kind, subject)


def _questions_of_case(case: Case) -> str:
    return reverse("cases:answer-questions", args=[case.pk])


def _opened(case: Case, acting: PatientActing, at: datetime) -> None:
    actions.read(case, acting=acting, at=at)


def register_panels() -> None:
    """What stands beside a conversation for staff."""
    beside.register(beside.contacts_panel)


def register_announcing() -> None:
    """New care contacts are told of in the inbox, and so are files that were refused."""
    announcing.register(announce_contacts)
    telling.register(OWNER, tell_of_file)
    telling.register("response", tell_of_answered_file)


def register_activities() -> None:
    """How the plan shows that an answer is waited for."""
    plan_kinds.register(
        ActivityKind.ANSWER_MESSAGE,
        plan_kinds.Opening(
            icon="message-circle",
            is_task=True,
            todo=_("Answer a message from your clinic"),
            done=_("You have answered the message"),
            verb=_("Answer"),
            address=_case_of_activity,
            done_verb=_("Open"),
            done_address=_case_of_activity,
        ),
    )
    plan_kinds.register(
        ActivityKind.ANSWER_FORM,
        plan_kinds.Opening(
            icon="clipboard-list",
            is_task=True,
            todo=_("Answer questions from your clinic"),
            done=_("You have answered the questions"),
            verb=_("Answer"),
            begun_verb=_("Go on answering"),
            address=_questions_of_activity,
            done_verb=_("Open"),
            done_address=_case_of_activity,
        ),
    )
    plan_kinds.register(
        ActivityKind.CALL,
        plan_kinds.Opening(
            icon="phone",
            todo=_("The clinic calls you about a question that is not answered"),
            done=_("The clinic has called, or has got your answer"),
        ),
    )


def _case_of_activity(activity: Activity) -> str:
    return reverse("cases:case", args=[activity.subject_id])


def register_places() -> None:
    """Where staff see to what is about cases, and about letters of a send."""
    plan_kinds.register_place("case", _staffs_case)
    plan_kinds.register_place("sendrow", _letters_of_send)


def _staffs_case(activity: Activity) -> str:
    return reverse("cases:staff-case", args=[activity.subject_id])


def _letters_of_send(activity: Activity) -> str:
    rows = SendRow.objects.filter(pk=activity.subject_id)
    send_id = rows.values_list("send_id", flat=True).first()
    return reverse("cases:send-letters", args=[send_id]) if send_id else ""


def _questions_of_activity(activity: Activity) -> str:
    return reverse("cases:answer-questions", args=[activity.subject_id])


def register_whose() -> None:
    """Whose the cases are whose keys stand in addresses."""
    whose.register("case_id", _patient_of_case)
    whose.register("begun_id", _patient_of_begun)


def _patient_of_begun(key: uuid.UUID) -> uuid.UUID | None:
    return BegunCase.objects.filter(pk=key).values_list("patient_id", flat=True).first()


def _patient_of_case(key: uuid.UUID) -> uuid.UUID | None:
    return Case.objects.filter(pk=key).values_list("patient_id", flat=True).first()


def register_events() -> None:
    """What events of cases read as in the log."""
    for key, words, activity in EVENTS:
        events.register(key, words, activity)  # type: ignore[arg-type]  # lazy words
    for kind in ("information", "question", "answer", "close"):
        events.register(f"message.{kind}", _("sent a message"), "write")
