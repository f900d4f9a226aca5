"""Taking back a message before it is read, and correcting one after it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.asking_by_form import is_begun
from samplan.cases.actions.saying import drawn_message, is_patients, locked
from samplan.cases.models import Case, Message, MessageKind, WaitsFor
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind


@transaction.atomic
def withdraw_message(
    message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> Message:
    """Take back what one's own side has said, while the other side has not opened it.

    A question or an answer of care that is taken back gives care the turn again, with what was
    left of the promise; the form that it asks by goes with it. Where the patient takes back all
    that answered a question, the question waits for an answer as it did before. Taking it back
    twice is taking it back once. Raises Refused where it is opened, is another's, holds what the
    case began with, or stands in a case that was joined with another.
    """
    case = locked(message.case)
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    _check_own(case, held, acting)
    if held.withdrawn_at is not None:
        return held
    _check_loose(case, held)
    held.withdrawn_at, held.withdrawn_by = at, acting.actor_name
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if held.is_from_patient:
        _wait_for_patient(case, acting=acting, at=at)
    else:
        _give_back_turn(case, held, acting=acting, at=at)
    case.changed_at = at
    case.revision += 1
    case.save()
    trail.record("message.withdrawn", acting=acting, patient_id=case.patient_id, about=held)
    return held


def _check_own(case: Case, message: Message, acting: PatientActing | StaffActing) -> None:
    if isinstance(acting, StaffActing):
        policies.check_may_handle(acting, case)
    if message.is_from_patient != is_patients(acting) or message.author_id != acting.actor_id:
        raise Refused(_("Only the one who wrote it can do this."))
    if not case.is_open and not message.kind == MessageKind.CLOSE:
        raise Refused(_("The conversation is ended."))


def _check_loose(case: Case, message: Message) -> None:
    """Raise Refused where something already hangs on the message."""
    if case.merged_into_id is not None:
        raise Refused(_("It was joined with another conversation. Go on there."))
    if message.has_answers:
        raise Refused(_("What the conversation began with stands. Write more instead."))
    if message.receipts.exists() or is_begun(message):
        raise Refused(_("It has been read and stands. Correct it instead."))


def _give_back_turn(
    case: Case, message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> None:
    """Care has the turn again, where the message had given it away."""
    last = case.messages.filter(withdrawn_at=None, is_from_patient=False).order_by("sent_at").last()
    is_newest = last is None or last.sent_at <= message.sent_at
    gave = {MessageKind.QUESTION, MessageKind.ANSWER, MessageKind.CLOSE}
    if not is_newest or message.kind not in gave or message.is_partial:
        return
    planning.await_nothing(case, acting=acting, at=at)
    case.begin_again()
    if case.waits_for != WaitsFor.CARE:
        clock.take_back_turn(case, on=local(at).date())


def _wait_for_patient(case: Case, *, acting: PatientActing | StaffActing, at: datetime) -> None:
    """The patient has the turn again, where what care has asked is no longer answered."""
    turning = case.messages.exclude(kind=MessageKind.INFORMATION).filter(
        is_partial=False, corrects=None
    )
    asked = turning.filter(withdrawn_at=None).order_by("sent_at", "id").last()
    if asked is None or asked.is_from_patient or asked.kind != MessageKind.QUESTION:
        return
    answers = turning.filter(is_from_patient=True, sent_at__gte=asked.sent_at)
    turned = answers.filter(kind=MessageKind.ANSWER).order_by("sent_at", "id").last()
    if case.waits_for != WaitsFor.CARE or turned is None or _has_taken_over(case):
        return
    clock.wait_for_patient(case, on=local(turned.sent_at).date())
    case.is_new_for_care = False
    planning.await_again(case, [str(each.pk) for each in answers], acting=acting, at=at)


def _has_taken_over(case: Case) -> bool:
    """What was joined with it waits for care, whatever becomes of its own question."""
    return Case.objects.filter(merged_into=case).exists()


@transaction.atomic
def correct_message(message: Message, body: str, *, acting: StaffActing, at: datetime) -> Message:
    """Say anew what the acting has said, with the patient told; what was said first stands.

    Raises Refused where it is another's, was taken back, or nothing is changed.
    """
    case = locked(message.case)
    _check_own(case, message, acting)
    if message.withdrawn_at is not None:
        raise Refused(_("It is taken back."))
    if not body or body == message.body:
        raise Refused(_("Write what should stand instead."))
    same = case.messages.filter(corrects=message, body=body, author_id=acting.actor_id).first()
    if same is not None:
        return same  # sent twice
    corrected = drawn_message(case, MessageKind(message.kind), acting=acting, at=at, body=body)
    corrected.corrects, corrected.signed_as = message, message.signed_as
    corrected.is_partial, corrected.most_files = message.is_partial, message.most_files
    corrected.save(force_insert=True)
    case.changed_at, case.is_unread, case.archived_at = at, True, None
    case.revision += 1
    case.save()
    trail.record("message.corrected", acting=acting, patient_id=case.patient_id, about=corrected)
    notifications.tell(corrected, NoticeKind.CHANGED, due_on=local(at).date(), at=at)
    return corrected
