"""Opening cases, saying things in them, reading and withdrawing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import Case, CaseKind, Message, MessageKind, Receipt, WaitsFor
from samplan.forms.models import ResponseVersion


@transaction.atomic
def open_case(
    kind: CaseKind,
    *,
    title: str,
    body: str,
    about: OwnedThing,
    acting: Acting,
    at: datetime,
) -> Case:
    """Start a case from the clinic about a patient's row, with its first message.

    The message is a question where the case has a form to answer.
    """
    is_question = kind != CaseKind.SUMMONS
    case = Case.objects.create(
        kind=kind,
        patient_id=about.patient_id,
        clinic_id=about.clinic_id,
        title=title,
        waits_for=WaitsFor.PATIENT if is_question else WaitsFor.NOBODY,
        opened_at=at,
        changed_at=at,
        subject_kind=type(about).__name__.lower(),
        subject_id=str(about.pk),
    )
    first = MessageKind.QUESTION if is_question else MessageKind.INFORMATION
    say(case, first, body=body, acting=acting, at=at)
    return case


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
    is_from_patient = acting.kind in {"self", "guardian"}
    message = Message.objects.create(
        case=case,
        patient_id=case.patient_id,
        clinic_id=case.clinic_id,
        kind=kind,
        body=body,
        corrects=corrects,
        response_version=response_version,
        is_from_patient=is_from_patient,
        author_kind=acting.kind,
        author_id=acting.actor_id,
        author_name=acting.actor_name,
        author_title=acting.actor_title,
        sent_at=at,
    )
    case.changed_at = at
    if not is_from_patient:
        case.is_unread = True
    if kind == MessageKind.ANSWER and is_from_patient:
        case.waits_for = WaitsFor.CARE
    case.save(update_fields=["changed_at", "is_unread", "waits_for"])
    trail.record(f"message.{kind}", acting=acting, patient_id=case.patient_id, about=message)
    return message


@transaction.atomic
def read(case: Case, *, acting: Acting, at: datetime) -> int:
    """Leave receipts for what the other side has said and this reader has not read yet.

    Gives how many messages were new. The patient's reading makes the case read.
    """
    is_patient = acting.kind in {"self", "guardian"}
    unread = list(
        case.messages.filter(is_from_patient=not is_patient)
        .exclude(receipts__reader_kind=acting.kind, receipts__reader_id=acting.actor_id)
        .order_by("id")
    )
    Receipt.objects.bulk_create(
        [_receipt(message, acting=acting, at=at) for message in unread], ignore_conflicts=True
    )
    if is_patient and case.is_unread:
        case.is_unread = False
        case.save(update_fields=["is_unread"])
    if unread:
        trail.record("case.first_read", acting=acting, patient_id=case.patient_id, about=case)
    return len(unread)


def _receipt(message: Message, *, acting: Acting, at: datetime) -> Receipt:
    return Receipt(
        patient_id=message.patient_id,
        clinic_id=message.clinic_id,
        message=message,
        reader_kind=acting.kind,
        reader_id=acting.actor_id,
        reader_name=acting.actor_name,
        reader_title=acting.actor_title,
        read_at=at,
    )


@transaction.atomic
def withdraw(case: Case, *, acting: Acting, at: datetime) -> None:
    """Take back a case that the patient has not opened. Raises Refused where it was opened."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not locked.is_unread:
        raise Refused(_("It has been opened and can no longer be withdrawn. Correct it instead."))
    locked.withdrawn_at, locked.withdrawn_by = at, acting.actor_name
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("case.withdrawn", acting=acting, patient_id=locked.patient_id, about=locked)


@transaction.atomic
def close(case: Case, *, acting: Acting, at: datetime) -> None:
    """End a case: nothing more is expected from anyone."""
    case.waits_for = WaitsFor.NOBODY
    case.closed_at, case.closed_by = at, acting.actor_name
    case.save(update_fields=["waits_for", "closed_at", "closed_by"])
    trail.record("case.closed", acting=acting, patient_id=case.patient_id, about=case)
