"""The form that a question in a case asks to have answered."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from samplan.access.acting import Acting, StaffActing
from samplan.cases.models import Case, Message, MessageKind, MessageQuerySet, OwnAnswers
from samplan.forms.queries import has_draft_in


@dataclass(frozen=True)
class AskedForm:
    """A question of a case that asks by a form, and the newest that does: that one is answered."""

    message: Message
    newest: Message

    @property
    def is_answered(self) -> bool:
        """Someone has sent answers to the form."""
        return _is_sent(self.message)

    @property
    def is_replaced(self) -> bool:
        """Care has asked by another form since, and waits for that one."""
        return not self.is_answered and self.newest.pk != self.message.pk

    @property
    def instead(self) -> Message | None:
        """What is waited for, where this one is not."""
        return self.newest if self.is_replaced and not _is_sent(self.newest) else None


def _is_sent(message: Message) -> bool:
    return message.response is not None and message.response.sent_number > 0


def asked_form(acting: Acting, case: Case, message_id: uuid.UUID | None = None) -> AskedForm | None:
    """That question of the case, else the newest; None where it asks by no form."""
    asked = newest = asked_message(acting, case)
    if newest is not None and message_id not in {None, newest.pk}:
        asked = asked_before(acting, case, message_id)
    return AskedForm(asked, newest) if asked is not None and newest is not None else None


def asked_message(acting: Acting, case: Case) -> Message | None:
    """The newest question of the case that has a form, with the answers so far; None without.
    It is the one that is answered: a later form takes the place of an earlier one."""
    return _asking(acting, case).order_by("-sent_at", "-id").first()


def asked_before(acting: Acting, case: Case, message_id: uuid.UUID) -> Message | None:
    """That question of the case, with the answers to its form so far; None where it has none."""
    return _asking(acting, case).filter(pk=message_id).first()


def _asking(acting: Acting, case: Case) -> MessageQuerySet:
    said = Message.within(acting).filter(case=case, response__isnull=False, withdrawn_at=None)
    form = "response__version__questionnaire"
    return said.select_related(form).defer("response__version__document")


def waits_for_form(acting: Acting, case: Case) -> bool:
    """Whether what care has asked last is a form, and that is still to be answered."""
    said = Message.within(acting).filter(case=case, withdrawn_at=None, corrects=None)
    asked = said.filter(kind=MessageKind.QUESTION, is_from_patient=False)
    newest = asked.order_by("-sent_at", "-id").values_list("response__sent_number", flat=True)
    return newest.first() == 0


def own_answers_to(acting: Acting, message: Message) -> OwnAnswers | None:
    """What the acting has begun to answer of the form that the message asks by."""
    form = "response__version__questionnaire"
    found = OwnAnswers.within(acting).filter(message=message).select_related(form)
    return found.defer("response__version__document").first()


def begun_by(acting: Acting) -> Exists:
    """Whether oneself has begun on the form of a message; for staff, the patient's side."""
    answers = OwnAnswers.within(acting)
    if isinstance(acting, StaffActing):
        answers = OwnAnswers.objects.exclude(begun_by_kind=acting.kind)
    begun = answers.filter(message_id=OuterRef("pk"), response__draft__has_key="pages")
    return Exists(begun)


def left_by(acting: Acting) -> Exists:
    """Whether oneself has written in the form of a message what is not sent."""
    own = OwnAnswers.within(acting).filter(message_id=OuterRef("pk"))
    return Exists(
        own.filter(has_draft_in("response", acting)).exclude(response_id=OuterRef("response_id"))
    )


def has_patient_begun(message: Message) -> bool:
    """Someone on the patient's side has begun to answer the form that the message asks by."""
    begun = OwnAnswers.objects.filter(message=message, response__draft__has_key="pages")
    return begun.exists()
