"""The patient says something more in a case."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.attachments.models import Attachment, FileState
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.draft_files import send_files
from samplan.cases.actions.drafting import begin_anew, held_for_sending, sent_already
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.models import Case, Message, MessageDraft, MessageKind, WaitsFor
from samplan.common.dates import local

HOUR: Final = timedelta(hours=1)


@transaction.atomic
def reply(draft: MessageDraft, *, acting: PatientActing, at: datetime) -> Message:
    """Send what the patient has written: an answer where care has asked, else a question.

    Care has the turn from now on. Sending it twice is sending it once: raises AlreadySent where
    another window has sent something else. Raises Refused, with the draft kept, where the case is
    ended, cannot be answered, nothing is written, or there are more files than care takes.
    """
    case = locked(draft.case)
    if (sent := sent_already(draft, acting)) is not None:
        return sent
    policies.check_may_write(acting, case)
    _check_number(acting, at=at)
    files = held_for_sending(draft)
    if not draft.body and not files:
        raise Refused(_("Write something first, or attach a file."))
    _check_files(case, files)
    kind = MessageKind.ANSWER if case.is_waiting_for_patient else MessageKind.QUESTION
    message = drawn_message(case, kind, acting=acting, at=at, body=draft.body, key=draft.pk)
    message.save(force_insert=True)
    send_files(draft, case, at=at)
    clock.patient_has_spoken(case, on=local(at).date())
    _note(case, at=at)
    planning.answered(case, evidence=message, acting=acting, at=at)
    begin_anew(draft, at=at)
    trail.record(f"message.{kind}", acting=acting, patient_id=case.patient_id, about=message)
    return message


def _check_files(case: Case, files: Sequence[Attachment]) -> None:
    """Raise Refused where more is attached than care takes now: it has asked anew since."""
    number = sum(file.state != FileState.REFUSED for file in files)
    if number <= case.most_files:
        return
    if not case.most_files:
        raise Refused(_("The clinic takes no files here now. Remove what you attached, then send."))
    words = ngettext(
        "The clinic takes %(most)d file here now. Remove the others, then send.",
        "The clinic takes %(most)d files here now. Remove the others, then send.",
        case.most_files,
    )
    raise Refused(words % {"most": case.most_files})


def _check_number(acting: PatientActing, *, at: datetime) -> None:
    """Raise Refused where more is written in an hour than anyone can read."""
    lately = Message.within(acting).filter(is_from_patient=True, sent_at__gt=at - HOUR)
    if lately.count() >= settings.SAMPLAN_MESSAGES_AN_HOUR:
        raise Refused(
            _("You have sent many messages the last hour. Your text is kept; send it later.")
        )


def _note(case: Case, *, at: datetime) -> None:
    if case.waits_for != WaitsFor.CARE:
        raise ValueError("What the patient has said waits for care.")
    case.changed_at, case.is_new_for_care, case.snoozed_until = at, True, None
    case.revision += 1
    case.save()
