"""What cases tell those below: places in the bars, events in words, what a conversation is."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Final, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samplan.access import whose
from samplan.access.acting import PatientActing
from samplan.access.request import StaffRequest
from samplan.attachments import telling
from samplan.audit import kinds as events
from samplan.cases import actions, beside, kinds
from samplan.cases.actions.announcing import announce_contacts
from samplan.cases.actions.draft_files import OWNER
from samplan.cases.actions.telling import tell_of_answered_file, tell_of_file
from samplan.cases.handing.hinting import cannot_write
from samplan.cases.models import CONVERSATIONS, BegunCase, Case
from samplan.cases.policies import CASE_ROLES, READING_ROLES
from samplan.cases.queries import unread_count
from samplan.cases.queue_counter import due_count
from samplan.contacts import announcing, further
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
    ("cases.of_patient_read", _("looked at the list of the patient's conversations"), "read"),
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
    ("send.changed", _("changed a send before it went"), "write"),
    ("send.started", _("started a send"), "write"),
    ("send.scheduled", _("scheduled a send"), "write"),
    ("send.paused", _("paused a send"), "write"),
    ("send.stopped", _("stopped a send"), "write"),
    ("selection.saved", _("saved whom the clinic often sends to"), "write"),
    ("selection.removed", _("took away a saved selection"), "delete"),
    ("case.recorded", _("took a conversation out for the record"), "print"),
    ("case_type.published", _("published a case type"), "write"),
    ("note.written", _("wrote a note among staff"), "write"),
    ("message.begun", _("began to write a message"), "write"),
    ("message.discarded", _("threw away a message that was not sent"), "delete"),
]


def register_navigation() -> None:
    """The patient's inbox, and the staff's queue and sends."""
    for entry in ENTRIES:
        register(entry)


def _reads_cases(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in READING_ROLES


def _handles_cases(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in CASE_ROLES


def _new_words(count: int) -> str:
    """As the pill of each row in the inbox."""
    return ngettext("new", "new", count)


def _due_words(_count: int) -> str:
    """The queue shows what is answered later as well: the number is of these."""
    return gettext("to answer today, or late")


ENTRIES: Final = (
    NavEntry(
        key="inbox",
        label=_("Inbox"),
        url_name="cases:inbox",
        audience="patient",
        order=20,
        counter=unread_count,
        counted=_new_words,
    ),
    NavEntry(
        key="cases",
        label=_("Cases"),
        url_name="cases:queue",
        audience="staff",
        order=15,
        counter=due_count,
        counted=_due_words,
        is_for=_reads_cases,
    ),
    NavEntry(
        key="sends",
        label=_("Sends"),
        url_name="cases:sends",
        audience="staff",
        order=17,
        is_for=_handles_cases,
    ),
)


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
    return reverse("cases:answer-asked", args=[case.pk])


def _opened(case: Case, shown: Collection[uuid.UUID], acting: PatientActing, at: datetime) -> None:
    actions.read(case, shown=shown, acting=acting, at=at)


def register_panels() -> None:
    """What stands beside a conversation for staff."""
    beside.register(beside.contacts_panel)


def register_announcing() -> None:
    """New care contacts are told of in the inbox, and so are files that were refused; staff that
    one cannot be written to."""
    announcing.register(announce_contacts)
    further.register(cannot_write)
    telling.register(OWNER, tell_of_file)
    telling.register("response", tell_of_answered_file)


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
