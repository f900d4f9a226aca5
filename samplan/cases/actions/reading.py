"""Receipts: proof that what one side said was read by the other."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.cases.actions.saying import is_patients
from samplan.cases.models import Case, Message, Receipt


def read(
    case: Case, *, acting: Acting, at: datetime, shown: Collection[uuid.UUID] | None = None
) -> int:
    """Leave receipts for what the other side has said and this reader has not read before, of
    the messages `shown`, or of all. Gives how many they are.

    Reading all makes the case read for one's side, unless something has come since `case` was
    fetched, which the page then does not show.
    """
    mark = "is_unread" if is_patients(acting) else "is_new_for_care"
    if shown is not None and not shown and not getattr(case, mark):
        return 0  # as on nearly every page that is opened again
    with transaction.atomic():
        return _read(case, mark, shown, acting=acting, at=at)


def _read(
    case: Case,
    mark: str,
    shown: Collection[uuid.UUID] | None,
    *,
    acting: Acting,
    at: datetime,
) -> int:
    new = list(
        case.messages.filter(is_from_patient=not is_patients(acting), withdrawn_at=None)
        .exclude(receipts__reader_kind=acting.kind, receipts__reader_id=acting.actor_id)
        .only("patient_id", "clinic_id")
        .order_by("id")
    )
    unread = [message for message in new if shown is None or message.pk in shown]
    Receipt.objects.bulk_create(
        [_receipt(message, acting=acting, at=at) for message in unread], ignore_conflicts=True
    )
    if getattr(case, mark) and len(unread) == len(new):
        setattr(case, mark, False)
        Case.objects.filter(pk=case.pk, revision=case.revision).update(**{mark: False})
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
