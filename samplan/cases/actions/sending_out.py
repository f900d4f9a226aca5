"""Cases that the clinic starts about a patient's row."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.access.owned import OwnedThing
from samplan.audit import trail
from samplan.cases.actions.saying import drawn_message
from samplan.cases.models import Case, CaseKind, Message, MessageKind, WaitsFor


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
        return self.kind in {CaseKind.QUESTIONS, CaseKind.SUMMONS_WITH_QUESTIONS}


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
        said.setdefault(kind, []).append(
            drawn_message(case, kind, acting=acting, at=at, body=each.body)
        )
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
