"""Drawing up a send: what is sent, and the list of those to look through."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.jobs import send_on
from samplan.cases.models import Direction, Offering, Send, SendList, SendState
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.looking_through import CHUNK, NEXT_TRY, look_through, selected
from samplan.cases.sends.reading import MOST_NUMBERS, Named
from samplan.cases.sends.selections import Chosen
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import published

AT_ONCE: Final = CHUNK  # so many are looked through while the sender waits


@dataclass(frozen=True, kw_only=True)
class NewSend:
    """What is to be sent: one of the clinic's types, or words of one's own."""

    title: str
    body: str
    is_question: bool
    offering: Offering | None = None
    remind_after: int | None = None
    call_after: int | None = None
    receivers: str = ""


@transaction.atomic
def draw_up(
    new: NewSend,
    to: Sequence[Named] | Chosen | uuid.UUID,
    *,
    acting: StaffActing,
    at: datetime,
) -> Send:
    """Draw up a send to those whom a list names or a selection finds, or one patient, and look it
    through: a job does that where they are many. Nothing is sent.

    Only the clinic's own patients can be sent to: a number of someone else's patient reads as one
    that nobody has, so that nobody is found by trying. Raises Refused where the acting may not,
    the type cannot be sent, or there is nobody or are too many.
    """
    check_may_send(acting)
    listed = listed_for(to, acting)
    send = drawn(new, acting=acting, at=at)
    send.asked, send.try_at = listed.count, at + NEXT_TRY
    send.save(force_insert=True)
    listed.send = send
    listed.save(force_insert=True)
    trail.record("send.drawn_up", acting=acting, patient_id=None, about=send)
    return look_or_defer(send, at=at)


def look_or_defer(send: Send, *, at: datetime) -> Send:
    """Look the send's list through, or let a job do that where they are many. Raises Refused where
    there is nobody."""
    if send.asked > AT_ONCE:
        send_on.defer(send_id=str(send.pk))
        return send
    look_through(send.pk, at=at)
    send.refresh_from_db()
    if not send.total and not send.wrong:
        raise Refused(_("There is nobody to send to. Choose other days, or another selection."))
    return send


def check_may_send(acting: StaffActing) -> None:
    """Raise Refused for those who do not answer cases: they could not read what comes back."""
    if acting.role not in CASE_ROLES:
        raise Refused(_("Your assignment does not let you do this."))


def drawn(new: NewSend, *, acting: StaffActing, at: datetime) -> Send:
    """What is to be sent, not saved. Raises Refused where the type cannot be sent."""
    offering = new.offering
    form = _form(offering, acting) if offering is not None else None
    return Send(
        clinic_id=acting.clinic_id,
        offering=offering,
        type_version=offering.version if offering is not None else None,
        form=form,
        title=new.title,
        body=new.body,
        is_question=form is not None or new.is_question,
        receivers=new.receivers,
        made_at=at,
        made_by=acting.actor_name,
        acting_key=acting.key,
        state=SendState.READING,
        remind_after=new.remind_after,
        call_after=new.call_after,
    )


def _form(offering: Offering, acting: StaffActing) -> QuestionnaireVersion | None:
    """What the type asks; None where it asks nothing."""
    is_ours = offering.clinic_id == acting.clinic_id
    if not is_ours or offering.case_type.direction != Direction.CLINIC or not offering.is_active:
        raise Refused(_("The clinic cannot send this now. Choose something else."))
    key = offering.version.questionnaire_id
    if key is None:
        return None
    version = published([key], clinic_id=acting.clinic_id).get(key)
    if version is None:
        raise Refused(_("There are no questions in use to send. Choose something else."))
    return version


def listed_for(to: Sequence[Named] | Chosen | uuid.UUID, acting: StaffActing) -> SendList:
    """The list of those to look through, not saved, with how many they are."""
    if isinstance(to, uuid.UUID):
        return SendList(chosen={"patient": str(to)}, count=1)
    if not isinstance(to, Chosen):
        rows = [[each.line, each.digits, each.shown, each.fault] for each in to]
        return SendList(numbers=rows, count=len(rows))
    count = selected(to.as_kept(), acting)[: MOST_NUMBERS + 1].count()
    if count > MOST_NUMBERS:
        raise Refused(_("That is more than 100,000 people. Choose fewer days."))
    return SendList(chosen=to.as_kept(), count=count)
