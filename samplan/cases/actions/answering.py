"""Staff answer in a case: in part or in full, ask back, tell, or end it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import policies
from samplan.cases.actions import planning
from samplan.cases.actions.asking_by_form import ask_by, form_to_ask
from samplan.cases.actions.describing import check_described
from samplan.cases.actions.draft_files import send_files
from samplan.cases.actions.drafting import begin_anew, held_for_sending, sent_already
from samplan.cases.actions.ending import end
from samplan.cases.actions.intents import KINDS, Intent
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.actions.turning import turn
from samplan.cases.models import Case, Message, MessageDraft
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind


class Overtaken(Exception):
    """Something has been said or done in the case since the page was drawn; nothing is sent."""

    def __init__(self, case: Case) -> None:
        super().__init__("The case has changed.")
        self.case = case


@transaction.atomic
def answer(draft: MessageDraft, *, seen: int, acting: StaffActing, at: datetime) -> Message:
    """Send what staff have written, with what they mean to do by it.

    `_turn` says whose turn it is then; a question can be answered, whatever the case was before.
    Whoever answers an unassigned case becomes its handler. `seen` is the case's revision as the
    sender saw it: raises Overtaken where it is another. Sending twice is sending once: raises
    AlreadySent where another window has sent something else. Raises Refused, with the draft kept,
    where the acting may not, the case is ended, or nothing is written.
    """
    case = locked(draft.case)
    if (sent := sent_already(draft, acting)) is not None:
        return sent
    held_for_sending(draft)
    _check(case, draft, acting)
    if seen != case.revision:
        raise Overtaken(case)
    intent = Intent(draft.intent)
    message = _message(case, draft, intent, acting=acting, at=at)
    message.save(force_insert=True)
    send_files(draft, case, at=at)
    _turn(case, intent, message, acting=acting, at=at)
    _note(case, draft, acting=acting, at=at)
    begin_anew(draft, at=at)
    trail.record(
        f"message.{message.kind}", acting=acting, patient_id=case.patient_id, about=message
    )
    notifications.tell(message, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return message


def _check(case: Case, draft: MessageDraft, acting: StaffActing) -> None:
    policies.check_may_handle(acting, case)
    if not case.is_conversation:
        raise Refused(_("This is answered on the page of the visit."))
    if not case.is_open:
        raise Refused(_("The conversation is ended. Open it again to write more."))
    if draft.intent not in Intent.values:
        raise Refused(_("Choose what you want to do with the message."))
    if not draft.body and not (draft.intent == Intent.CLOSE and draft.agreed):
        raise Refused(_("Write something first."))
    if draft.agreed and draft.intent != Intent.CLOSE:
        raise Refused(
            _(
                "What you have agreed on goes along only where you answer and end. Choose that, or "
                "empty the field."
            )
        )
    check_described(draft)


def _message(
    case: Case, draft: MessageDraft, intent: Intent, *, acting: StaffActing, at: datetime
) -> Message:
    kind = KINDS[intent]
    message = drawn_message(case, kind, acting=acting, at=at, body=draft.body, key=draft.pk)
    message.is_partial = intent is Intent.PARTIAL
    message.is_entered_by_staff = message.is_from_patient = intent is Intent.ENTERED
    message.agreed = draft.agreed if intent is Intent.CLOSE else ""
    message.most_files = draft.most_files if intent is Intent.QUESTION else 0
    message.signed_as = case.clinic.name if draft.signs_as_clinic else ""
    if intent is Intent.QUESTION:
        ask_by(message, form_to_ask(draft, case), at=at)
    return message


def _note(case: Case, draft: MessageDraft, *, acting: StaffActing, at: datetime) -> None:
    """The case as it is after that."""
    case.handler_id = case.handler_id or acting.staff_id
    case.changed_at, case.is_unread = at, case.is_unread or draft.intent != Intent.ENTERED
    case.is_new_for_care, case.snoozed_until = False, None
    case.revision += 1
    case.save()


def _turn(
    case: Case, intent: Intent, message: Message, *, acting: StaffActing, at: datetime
) -> None:
    """Whose turn it is afterwards, in the case and in the plan. Ending closes the case."""
    if intent is Intent.CLOSE:
        end(case, acting=acting, at=at)
    else:
        turn(case, message, on=local(at).date())
    if intent is Intent.QUESTION:
        planning.await_answer(case, by_form=bool(message.response_id), acting=acting, at=at)
    elif intent is Intent.ENTERED:
        planning.answered(case, evidence=message, acting=acting, at=at)
    elif intent in {Intent.ANSWER, Intent.CLOSE}:
        planning.await_nothing(case, acting=acting, at=at)
