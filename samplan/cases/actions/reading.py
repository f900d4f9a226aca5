"""Receipts: proof that what one side said was read by the other."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.cases.actions.saying import is_patients
from samplan.cases.models import Case, Message, Receipt


@transaction.atomic
def read(case: Case, *, acting: Acting, at: datetime) -> int:
    """Leave receipts for what the other side has said and this reader has not read yet.

    Gives how many messages were new. Reading makes the case read for one's side.
    """
    is_patient = is_patients(acting)
    unread = list(
        case.messages.filter(is_from_patient=not is_patient, withdrawn_at=None)
        .exclude(receipts__reader_kind=acting.kind, receipts__reader_id=acting.actor_id)
        .order_by("id")
    )
    Receipt.objects.bulk_create(
        [_receipt(message, acting=acting, at=at) for message in unread], ignore_conflicts=True
    )
    if is_patient and case.is_unread:
        case.is_unread = False
        case.save(update_fields=["is_unread"])
    if not is_patient and case.is_new_for_care:
        case.is_new_for_care = False
        case.save(update_fields=["is_new_for_care"])
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
