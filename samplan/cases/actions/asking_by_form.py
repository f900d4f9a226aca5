"""A question that asks the patient to answer one of the clinic's forms."""

from datetime import datetime

from django.utils.translation import gettext as _

from samplan.access.policies import Refused
from samplan.cases.models import Case, Message, MessageDraft
from samplan.forms.actions import begin_responses
from samplan.forms.models import QuestionnaireVersion, Response
from samplan.forms.queries import own_sendable


def form_to_ask(draft: MessageDraft, case: Case) -> QuestionnaireVersion | None:
    """The form that the draft asks by, as it is in use now; None where it asks by none.

    Raises Refused where the clinic no longer has it in use.
    """
    if draft.form_id is None:
        return None
    version = own_sendable(case.clinic_id).filter(questionnaire_id=draft.form_id).first()
    if version is None:
        raise Refused(_("The form is no longer in use. Choose another, or none."))
    return version


def ask_by(message: Message, version: QuestionnaireVersion | None, *, at: datetime) -> None:
    """Let the message, not saved yet, ask to have the form answered."""
    if version is not None:
        (message.response,) = begin_responses([(version, message)], at=at)


def is_begun(message: Message) -> bool:
    """Someone has begun to answer the form that the message asks by, which is held for it."""
    held = Response.objects.select_for_update(of=("self",)).filter(pk=message.response_id)
    response = held.first()
    return response is not None and bool(response.draft or response.sent_number)
