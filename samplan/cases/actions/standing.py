"""Why what is said in a case stands, and what hangs on it."""

from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.cases.actions.asking_by_form import is_begun
from samplan.cases.models import Case, Message, Receipt


def check_can_be_taken_back(case: Case, message: Message) -> None:
    """Raise Refused, with the reason, where something already hangs on the message; the caller
    holds the case."""
    if case.merged_into_id is not None:
        raise Refused(_("It was joined with another conversation. Go on there."))
    if message.has_answers:
        raise Refused(_("What the conversation began with stands. Write more instead."))
    if message.receipts.exists() or is_begun(message):
        raise Refused(_("It has been read and stands. Correct it instead."))
    if Receipt.objects.filter(message__in=corrections_of(message)).exists():
        raise Refused(_("A correction of it has been read and stands. Correct it again instead."))


def corrections_of(message: Message) -> list[Message]:
    """The corrections of the message that stand, and theirs in turn; held, oldest first."""
    found: list[Message] = []
    corrected = [message]
    while corrected:
        corrections = Message.objects.select_for_update(of=("self",)).filter(corrects__in=corrected)
        corrected = list(corrections.order_by("id"))
        found += corrected
    return [each for each in found if each.withdrawn_at is None]
