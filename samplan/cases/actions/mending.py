"""Taking back a message before it is read, and correcting one after it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.ending import end
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.actions.standing import (
    ask_anew,
    can_be_mended,
    check_can_be_taken_back,
    corrections_of,
    has_ended,
)
from samplan.cases.actions.turning import take_out
from samplan.cases.asked import waits_for_form
from samplan.cases.models import ACTS, Case, Message, MessageKind, WaitsFor
from samplan.common.dates import local
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind


@transaction.atomic
def withdraw_message(
    message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> Message:
    """Take back what one's own side has said, while the other side has not opened it.

    The case then waits for whom it waited for before the message, until the same day, and so does
    the plan; the form that a question asks by goes with it, and so do its corrections. Taking it
    back twice is taking it back once. Raises Refused where it is opened, is another's, holds what
    the patient began the case with, stands in a case that was joined with another, or ended one so
    long ago that it is not opened again.

    What staff have entered for the patient is taken back until care has gone on from it, and the
    patient is told. A form is then asked for as before it was filled in; a case that began with
    it, and in which nothing else is said, is ended.
    """
    case = locked(message.case)
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    _check_own(case, held, acting)
    if held.withdrawn_at is not None:
        return held
    check_can_be_taken_back(case, held, at=at)
    for each in (held, *corrections_of(held)):
        _take_back(each, acting=acting, at=at)
    _undo(case, held, acting=acting, at=at)
    if held.is_entered_by_staff:
        _tell(case, held, at=at)
    _changed(case, at=at)
    return held


def _undo(
    case: Case, message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> None:
    """What the message has set off is as if it had not been sent; the caller saves the case."""
    has_begun_case = message.is_entered_form and not ask_anew(case, message, at=at)
    _give_back_turn(case, message, acting=acting, at=at)
    if has_begun_case:
        _empty(case, acting=acting, at=at)


def _changed(case: Case, *, at: datetime) -> None:
    """Pages that were drawn before show something older."""
    case.changed_at = at
    case.revision += 1
    case.save()


def _empty(case: Case, *, acting: PatientActing | StaffActing, at: datetime) -> None:
    """What was entered as the case began names it no more; where nothing else is said, it ends."""
    if case.type_version is not None:
        case.title = case.type_version.title
    if not case.messages.filter(withdrawn_at=None).exists():
        planning.await_nothing(case, acting=acting, at=at)
        end(case, acting=acting, at=at)


def _tell(case: Case, message: Message, *, at: datetime) -> None:
    """The patient is told that something is otherwise; the caller saves the case."""
    case.is_unread, case.archived_at = True, None
    notifications.tell(message, NoticeKind.CHANGED, due_on=local(at).date(), at=at)


def _take_back(message: Message, *, acting: PatientActing | StaffActing, at: datetime) -> None:
    message.withdrawn_at, message.withdrawn_by = at, acting.actor_name
    message.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("message.withdrawn", acting=acting, patient_id=message.patient_id, about=message)


def _check_own(case: Case, message: Message, acting: PatientActing | StaffActing) -> None:
    if isinstance(acting, StaffActing):
        policies.check_may_handle(acting, case)
    if not policies.may_mend(acting, message):
        raise Refused(_("Only the one who wrote it can do this."))
    if not can_be_mended(case, message):
        raise Refused(_("The conversation is ended."))


def _give_back_turn(
    case: Case, message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> None:
    """The turn, and what the plan waits for, as before the message."""
    was = case.waits_for
    if message.kind == MessageKind.CLOSE:
        if not has_ended(case, message):
            return
        case.begin_again()
    if message.turn_before is not None:
        take_out(case, message)
    elif case.waits_for != WaitsFor.CARE and _had_given_turn(case, message):
        clock.take_back_turn(case, on=local(at).date())
    if case.is_waiting_for_patient:
        _wait_for_patient(case, acting=acting, at=at)
    elif was == WaitsFor.PATIENT:
        planning.await_nothing(case, acting=acting, at=at)


def _had_given_turn(case: Case, message: Message) -> bool:
    """Care gave the turn away by the message, which does not know whose it was: it came before a
    case was joined or opened again, or before messages kept it."""
    if message.kind not in ACTS or message.is_from_patient or message.is_partial:
        return False
    later = case.messages.filter(
        withdrawn_at=None, is_from_patient=False, sent_at__gt=message.sent_at
    )
    return message.corrects_id is None and not later.exists()


def _wait_for_patient(case: Case, *, acting: PatientActing | StaffActing, at: datetime) -> None:
    """What care asked last stands in the plan, also where an answer to it is taken back."""
    said = case.messages.filter(corrects=None)
    asked = said.filter(kind=MessageKind.QUESTION, is_from_patient=False, withdrawn_at=None)
    newest = asked.order_by("sent_at", "id").last()
    if newest is not None:
        answers = said.filter(is_from_patient=True, sent_at__gte=newest.sent_at)
        keys = [str(key) for key in answers.values_list("pk", flat=True)]
        planning.await_again(case, keys, acting=acting, at=at)
    by_form = waits_for_form(acting, case)
    planning.await_answer(case, by_form=by_form, acting=acting, at=at)


@transaction.atomic
def correct_message(message: Message, body: str, *, acting: StaffActing, at: datetime) -> Message:
    """Say anew what the acting has said, with the patient told; what was said first stands. What
    was entered for the patient is entered anew.

    Raises Refused where it is another's, was taken back, holds answers, or nothing is changed.
    """
    case = locked(message.case)
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    _check_own(case, message, acting)
    _check_can_be_corrected(message, body)
    standing = case.messages.filter(corrects=message, withdrawn_at=None)
    same = standing.filter(body=body, author_id=acting.actor_id).first()
    if same is not None:
        return same  # sent twice
    corrected = _say_anew(case, message, body, acting=acting, at=at)
    _tell(case, corrected, at=at)
    _changed(case, at=at)
    trail.record("message.corrected", acting=acting, patient_id=case.patient_id, about=corrected)
    return corrected


def _check_can_be_corrected(message: Message, body: str) -> None:
    if message.withdrawn_at is not None:
        raise Refused(_("It is taken back."))
    if message.has_answers:
        raise Refused(_("Answers to a form are not corrected here. Take them back instead."))
    if not body or body == message.body:
        raise Refused(_("Write what should stand instead."))


def _say_anew(
    case: Case, message: Message, body: str, *, acting: StaffActing, at: datetime
) -> Message:
    """The message with other words; the turn stays with what it corrects."""
    corrected = drawn_message(case, MessageKind(message.kind), acting=acting, at=at, body=body)
    corrected.corrects, corrected.signed_as = message, message.signed_as
    corrected.turn_before = None
    corrected.is_partial, corrected.most_files = message.is_partial, message.most_files
    corrected.is_entered_by_staff = corrected.is_from_patient = message.is_entered_by_staff
    corrected.save(force_insert=True)
    return corrected
