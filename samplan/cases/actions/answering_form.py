"""The patient sends the answers to a form that a question asked for."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import PatientActing
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.models import Case, Message, MessageKind
from samplan.common.dates import local
from samplan.forms import actions as forms
from samplan.forms.models import Response


@transaction.atomic
def send_form(
    case: Case, response: Response, *, over: int, acting: PatientActing, at: datetime
) -> Message:
    """Send the answers as an answer in the case: care has the turn, and nothing waits for the
    patient. Sending the same twice is sending it once.

    Raises Refused, with the answers kept, where the case is ended or cannot be answered; and what
    `forms.send_response` raises.
    """
    held = locked(case)
    said = Message.within(acting).filter(case=held, response_version__response=response)
    sent = said.order_by("-id").first()
    if sent is not None:
        return sent
    policies.check_may_write(acting, held)
    version = forms.send_response(response, over=over, acting=acting, at=at)
    message = drawn_message(held, MessageKind.ANSWER, acting=acting, at=at, body="")
    message.response_version = version
    message.save(force_insert=True)
    clock.patient_has_spoken(held, on=local(at).date())
    held.changed_at, held.is_new_for_care, held.snoozed_until = at, True, None
    held.revision += 1
    held.save()
    planning.answered(held, evidence=message, acting=acting, at=at)
    trail.record("message.answer", acting=acting, patient_id=held.patient_id, about=message)
    return message
