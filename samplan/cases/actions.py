"""Opening cases, saying things in them, reading and withdrawing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import Case, CaseKind, Message, MessageKind, Receipt, WaitsFor
from samplan.forms.models import ResponseVersion


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A case that the clinic is to start about a patient's row, and its first message."""

    kind: CaseKind
    title: str
    body: str
    about: OwnedThing

    @property
    def is_question(self) -> bool:
        """It has a form to answer."""
        return self.kind != CaseKind.SUMMONS


@transaction.atomic
def open_cases(new: list[NewCase], *, acting: Acting, at: datetime) -> list[Case]:
    """Start cases from the clinic, in a few statements whatever their number.

    The first message is a question where the case has a form to answer.
    """
    opened = [_case(each, at=at) for each in new]
    Case.objects.bulk_create(opened)
    said: dict[MessageKind, list[Message]] = {}
    for each, case in zip(new, opened, strict=True):
        kind = MessageKind.QUESTION if each.is_question else MessageKind.INFORMATION
        said.setdefault(kind, []).append(_message(case, kind, acting=acting, at=at, body=each.body))
    for kind, messages in said.items():
        Message.objects.bulk_create(messages)
        about = [(each.patient_id, each) for each in messages]
        trail.record_many(f"message.{kind}", acting=acting, about=about, detail={})
    return opened


def _case(new: NewCase, *, at: datetime) -> Case:
    return Case(
        kind=new.kind,
        patient_id=new.about.patient_id,
        clinic_id=new.about.clinic_id,
        title=new.title,
        waits_for=WaitsFor.PATIENT if new.is_question else WaitsFor.NOBODY,
        opened_at=at,
        changed_at=at,
        subject_kind=type(new.about).__name__.lower(),
        subject_id=str(new.about.pk),
    )


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
    message = _message(case, kind, acting=acting, at=at, body=body)
    message.corrects, message.response_version = corrects, response_version
    message.save()
    case.changed_at = at
    if not is_from_patient:
        case.is_unread = True
    if kind == MessageKind.ANSWER and is_from_patient:
        case.waits_for = WaitsFor.CARE
    case.save(update_fields=["changed_at", "is_unread", "waits_for"])
    trail.record(f"message.{kind}", acting=acting, patient_id=case.patient_id, about=message)
    return message


def _message(case: Case, kind: MessageKind, *, acting: Acting, at: datetime, body: str) -> Message:
    return Message(
        case=case,
        patient_id=case.patient_id,
        clinic_id=case.clinic_id,
        kind=kind,
        body=body,
        is_from_patient=acting.kind in {"self", "guardian"},
        author_kind=acting.kind,
        author_id=acting.actor_id,
        author_name=acting.actor_name,
        author_title=acting.actor_title,
        sent_at=at,
    )


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
    """End a case: nothing more is expected from anyone. Ending it twice is ending it once."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if case.closed_at is not None:
        return
    case.waits_for = WaitsFor.NOBODY
    case.closed_at, case.closed_by = at, acting.actor_name
    case.save(update_fields=["waits_for", "closed_at", "closed_by"])
    trail.record("case.closed", acting=acting, patient_id=case.patient_id, about=case)
