"""The answers to a form that a question asked for are sent."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.asked import asked_before, asked_message
from samplan.cases.models import Case, Message, MessageKind, OwnAnswers
from samplan.common.dates import local
from samplan.forms import actions as forms
from samplan.forms.models import Response, ResponseVersion
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind


@transaction.atomic
def send_form(
    case: Case,
    response: Response,
    *,
    over: int,
    acting: PatientActing | StaffActing,
    at: datetime,
) -> Message:
    """Send one's own answers as an answer in the case: care has the turn, and nothing waits for
    the patient. Staff send what the patient has told them, and the patient is told of it. Sending
    the same twice is sending it once.

    Raises Refused, with the answers kept, where another has answered first, another form is asked
    for since, or the case is ended or cannot be answered; and what `forms.send_response` raises.
    """
    held = locked(case)
    sent = Message.within(acting).filter(case=held, response_version__response=response)
    if (said := sent.order_by("-id").first()) is not None:
        return said
    check_may_answer(acting, held)
    own = _unanswered(response, acting)
    _check_asked(held, own.message, acting)
    version = forms.send_response(response, over=over, acting=acting, at=at)
    _put_in_place(own.message, response)
    return _say(held, own, version, acting=acting, at=at)


def _unanswered(response: Response, acting: PatientActing | StaffActing) -> OwnAnswers:
    """Whose the answers are. Raises Refused where another has answered first."""
    own = OwnAnswers.within(acting).select_related("message__response").get(response=response)
    asked = own.message
    if asked.response is None or asked.response.sent_number:
        raise Refused(answered_by(asked, acting))
    return own


@transaction.atomic
def hold_question(asked: Message, *, acting: PatientActing | StaffActing) -> None:
    """Hold the case until the answers are saved, so that the question is not taken back meanwhile.

    Raises Refused where it is taken back, answered or another form is asked for since, or the case
    is ended or cannot be answered.
    """
    held = locked(asked.case)
    check_may_answer(acting, held)
    _check_asked(held, asked, acting)


def _check_asked(case: Case, asked: Message, acting: PatientActing | StaffActing) -> None:
    if asked_before(acting, case, asked.pk) is None:
        raise Refused(taken_back())
    newest = asked_message(acting, case)
    if newest is None or newest.pk != asked.pk:
        raise Refused(replaced())
    if newest.response is not None and newest.response.sent_number:
        raise Refused(answered_by(newest, acting))


def _put_in_place(asked: Message, response: Response) -> None:
    """The answers that are sent stand where nothing was answered."""
    unanswered = asked.response_id
    asked.response = response
    asked.save(update_fields=["response"])
    if unanswered is not None:
        forms.remove_responses([unanswered])


def _say(
    case: Case,
    own: OwnAnswers,
    version: ResponseVersion,
    *,
    acting: PatientActing | StaffActing,
    at: datetime,
) -> Message:
    """Say the answers in the case, as the patient's also where staff have entered them."""
    message = drawn_message(case, MessageKind.ANSWER, acting=acting, at=at, body="")
    message.response_version, message.is_from_patient = version, True
    message.is_entered_by_staff, message.told_by = bool(own.told_by), own.told_by
    message.save(force_insert=True)
    clock.patient_has_spoken(case, on=local(at).date())
    _note(case, message, acting=acting, at=at)
    planning.answered(case, evidence=message, acting=acting, at=at)
    trail.record("message.answer", acting=acting, patient_id=case.patient_id, about=message)
    return message


def _note(
    case: Case, message: Message, *, acting: PatientActing | StaffActing, at: datetime
) -> None:
    """The case as it is after that; what staff have entered is new for the patient."""
    case.changed_at, case.snoozed_until = at, None
    if isinstance(acting, StaffActing):
        case.handler_id = case.handler_id or acting.staff_id
        case.is_unread, case.is_new_for_care = True, False
        notifications.tell(message, NoticeKind.NEW, due_on=local(at).date(), at=at)
    else:
        case.is_new_for_care = True
    case.revision += 1
    case.save()


def check_may_answer(acting: PatientActing | StaffActing, case: Case) -> None:
    """Raise Refused where the acting can not answer in the case, for oneself or for the patient."""
    if isinstance(acting, PatientActing):
        policies.check_may_write(acting, case)
        return
    policies.check_may_handle(acting, case)
    if not case.is_open:
        raise Refused(_("The conversation is ended. Open it again to write more."))


def replaced() -> str:
    """That another form is asked for since, for someone who was about to answer an older one."""
    return _(
        "The clinic has asked by another form since, and that one counts instead. What you have "
        "written here is not sent."
    )


def taken_back() -> str:
    """That the question is not asked any more, for someone who was about to answer it."""
    return _(
        "The clinic has taken back its question. What you have written here is not saved or sent."
    )


def answered_by(asked: Message, acting: PatientActing | StaffActing) -> str:
    """Who has answered the form that the message asks by, for someone else who was about to."""
    answers = Message.within(acting).filter(response_version__response=asked.response_id)
    answer = answers.order_by("-id").first()
    if answer is None or answer.author_id == acting.actor_id:
        return _("It is sent. Write more in the conversation.")
    names = {"name": answer.full_signature}
    if answer.is_entered_by_staff:
        told = _("%(name)s has entered the answers at the clinic, and the form is answered.")
    else:
        told = _("%(name)s has sent answers, and the form is answered.")
    kept = _("What you have written is not sent. It stands here until you leave the page.")
    return f"{told % names} {kept}"
