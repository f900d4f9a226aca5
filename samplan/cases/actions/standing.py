"""Why what is said in a case stands, and what hangs on it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.cases.actions.asking_by_form import is_begun
from samplan.cases.actions.handling import check_ended_lately
from samplan.cases.actions.saying import locked
from samplan.cases.models import Case, Message, MessageKind, OwnAnswers, Receipt
from samplan.forms import actions as forms


def can_be_mended(case: Case, message: Message) -> bool:
    """The case goes on, or the message is what ends it."""
    return case.is_open or message.kind == MessageKind.CLOSE


@transaction.atomic
def why_it_stands(message: Message, *, at: datetime) -> str:
    """Why the message cannot be taken back, in a sentence; empty where it can."""
    case = locked(message.case)
    if message.withdrawn_at is not None:
        return _("It is taken back.")
    if not can_be_mended(case, message):
        return _("The conversation is ended.")
    try:
        check_can_be_taken_back(case, message, at=at)
    except Refused as refusal:
        return str(refusal)
    return ""


def check_can_be_taken_back(case: Case, message: Message, *, at: datetime) -> None:
    """Raise Refused, with the reason, where something already hangs on the message; the caller
    holds the case."""
    if case.merged_into_id is not None:
        raise Refused(_("It was joined with another conversation. Go on there."))
    if message.has_answers and not message.is_entered_form:
        raise Refused(_("What the conversation began with stands. Write more instead."))
    if has_ended(case, message):
        check_ended_lately(case, at=at)
    if message.is_entered_by_staff:
        _check_not_acted_on(message)
    else:
        _check_unread(message)


def has_ended(case: Case, message: Message) -> bool:
    """The case is ended by the message, and not by a later one, or before its correction."""
    is_end = message.kind == MessageKind.CLOSE and not message.is_correction
    return is_end and message.sent_at == case.closed_at


def _check_not_acted_on(message: Message) -> None:
    """Colleagues read what is entered, as they should; it stands from when they act on it."""
    later = message.case.messages.filter(sent_at__gte=message.sent_at).exclude(pk=message.pk)
    if any(each.is_act_of_care for each in later):
        raise Refused(_("The clinic has gone on from it, and it stands. Write more instead."))


def _check_unread(message: Message) -> None:
    if message.receipts.exists() or is_begun(message):
        raise Refused(_("It has been read and stands. Correct it instead."))
    if Receipt.objects.filter(message__in=corrections_of(message)).exists():
        raise Refused(_("A correction of it has been read and stands. Correct it again instead."))


def ask_anew(case: Case, answers: Message, *, at: datetime) -> bool:
    """The form that the answers were to is asked for as before them; gives whether a question
    asked. Whoever else has begun to answer it goes on."""
    if answers.response_version is None:
        raise ValueError("The message holds no answers.")
    sent = answers.response_version.response
    forms.mark_entered_in_error(sent)
    OwnAnswers.objects.filter(response=sent).delete()
    asked = case.messages.filter(response=sent).first()
    if asked is None:
        return False
    (asked.response,) = forms.begin_responses([(sent.version, asked)], at=at)
    asked.save(update_fields=["response"])
    return True


def corrections_of(message: Message) -> list[Message]:
    """The corrections of the message that stand, and theirs in turn; held, oldest first."""
    found: list[Message] = []
    corrected = [message]
    while corrected:
        corrections = Message.objects.select_for_update(of=("self",)).filter(corrects__in=corrected)
        corrected = list(corrections.order_by("id"))
        found += corrected
    return [each for each in found if each.withdrawn_at is None]
