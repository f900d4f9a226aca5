"""Saying something in a case."""

import uuid
from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.cases.actions.turning import turn_of
from samplan.cases.models import Case, Message, MessageKind, WaitsFor
from samplan.forms.models import ResponseVersion

PATIENTS = frozenset({"self", "guardian"})


def is_patients(acting: Acting) -> bool:
    """The patient, or someone who acts for the patient."""
    return acting.kind in PATIENTS


def locked(case: Case) -> Case:
    """The case as it stands now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("clinic").get(pk=case.pk)


@transaction.atomic
def say(
    case: Case,
    kind: MessageKind,
    *,
    acting: Acting,
    at: datetime,
    body: str = "",
    corrects: Message | None = None,
    response_version: ResponseVersion | None = None,
) -> Message:
    """Add a message. What care says makes the case unread for the patient."""
    message = drawn_message(case, kind, acting=acting, at=at, body=body)
    message.corrects, message.response_version = corrects, response_version
    message.save()
    case.changed_at = at
    if not message.is_from_patient:
        case.is_unread = True
    if kind == MessageKind.ANSWER and message.is_from_patient:
        case.waits_for = WaitsFor.CARE
    case.save(update_fields=["changed_at", "is_unread", "waits_for"])
    trail.record(f"message.{kind}", acting=acting, patient_id=case.patient_id, about=message)
    return message


def drawn_message(
    case: Case,
    kind: MessageKind,
    *,
    acting: Acting,
    at: datetime,
    body: str,
    key: uuid.UUID | None = None,
) -> Message:
    """A message that is not saved yet, under the key of its draft where it has one. Draw it before
    the turn changes hands: it keeps whose turn it was."""
    message = Message(
        case=case,
        patient_id=case.patient_id,
        clinic_id=case.clinic_id,
        kind=kind,
        body=body,
        is_from_patient=is_patients(acting),
        author_kind=acting.kind,
        author_id=acting.actor_id,
        author_name=acting.actor_name,
        author_title=acting.actor_title,
        sent_at=at,
        turn_before=turn_of(case),
    )
    if key is not None:
        message.pk = key
    return message
