"""A question that asks the patient to answer one of the clinic's forms."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.attachments import actions as attachments
from samplan.cases.models import Case, Message, MessageDraft, OwnAnswers, ToldBy
from samplan.forms import actions as forms
from samplan.forms.models import QuestionnaireVersion, Response
from samplan.forms.queries import own_sendable

WITH_FORM: Final = ("response__version__questionnaire",)


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
        (message.response,) = forms.begin_responses([(version, message)], at=at)


def is_begun(message: Message) -> bool:
    """Someone has begun to answer the form that the message asks by, which is held for it."""
    own = OwnAnswers.objects.filter(message=message).values("response")
    answers = Response.objects.select_for_update(of=("self",))
    held = answers.filter(Q(pk__in=own) | Q(pk=message.response_id)).order_by("pk")
    return any(each.draft or each.staff_draft or each.sent_number for each in held)


@transaction.atomic
def own_answers(
    message: Message, *, acting: Acting, at: datetime, told_by: ToldBy | None = None
) -> OwnAnswers:
    """The acting's own answers to the form that the message asks by, begun where there are none.

    Staff say how the patient told them (`told_by`); said anew, it is as said last. Raises Refused
    where the question has been taken back.
    """
    asked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if asked.withdrawn_at is not None:
        raise Refused(_("The clinic has taken back its question."))
    found = _own(asked, acting)
    if found is not None:
        if told_by is not None and told_by != found.told_by:
            found.told_by = told_by
            found.save(update_fields=["told_by"])
        return found
    return _begun(asked, acting=acting, at=at, told_by=told_by)


def _begun(asked: Message, *, acting: Acting, at: datetime, told_by: ToldBy | None) -> OwnAnswers:
    if asked.response is None:
        raise ValueError("The message asks by no form.")
    own = OwnAnswers(
        patient_id=asked.patient_id,
        clinic_id=asked.clinic_id,
        message=asked,
        told_by=told_by or "",
        begun_at=at,
        begun_by_kind=acting.kind,
        begun_by_id=acting.actor_id,
    )
    (own.response,) = forms.begin_responses([(asked.response.version, own)], at=at)
    own.save(force_insert=True)
    return own


def _own(asked: Message, acting: Acting) -> OwnAnswers | None:
    """What the acting has begun. Staff who had begun at the clinic that handed the case on, and
    have it at this one too, bring theirs along."""
    who = {"begun_by_kind": acting.kind, "begun_by_id": acting.actor_id}
    own = OwnAnswers.objects.select_related(*WITH_FORM)
    found = own.filter(patient_id=asked.patient_id, message=asked, **who).first()
    if found is not None and found.clinic_id != asked.clinic_id:
        found.clinic_id = found.response.clinic_id = asked.clinic_id
        found.save(update_fields=["clinic"])
        forms.move_responses([found.response_id], asked.clinic_id)
        attachments.move_files("response", [str(found.response_id)], asked.clinic_id)
    return found
