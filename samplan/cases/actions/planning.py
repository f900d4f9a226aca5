"""What a conversation puts in the plan: that someone waits for an answer, or is to call."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from samplan.access.acting import Acting
from samplan.audit.actor import Thing
from samplan.cases.models import Case
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, ActivityState, Responsible

ASKED: Final = (ActivityKind.ANSWER_MESSAGE, ActivityKind.ANSWER_FORM)


def await_answer(case: Case, *, by_form: bool, acting: Acting, at: datetime) -> None:
    """The patient has a question to answer, in words or by a form; it stands in the plan once,
    however often asked: as what was asked last."""
    kind = ActivityKind.ANSWER_FORM if by_form else ActivityKind.ANSWER_MESSAGE
    awaited = _awaited(case)
    if any(each.kind == kind for each in awaited):
        return
    for other in awaited:
        plans.cancel(other, acting=acting, at=at)
    plans.register(kind, responsible=Responsible.PATIENT, about=case, at=at)


def answered(case: Case, *, evidence: Thing, acting: Acting, at: datetime) -> None:
    """The patient has answered."""
    for activity in (*_awaited(case), *_awaited(case, (ActivityKind.CALL,))):
        plans.finish(activity, evidence=evidence, acting=acting, at=at)


def await_nothing(case: Case, *, acting: Acting, at: datetime) -> None:
    """No answer is waited for any more: care has gone on without it."""
    for activity in (*_awaited(case), *_awaited(case, (ActivityKind.CALL,))):
        plans.cancel(activity, acting=acting, at=at)


def await_again(case: Case, evidence_ids: Sequence[str], *, acting: Acting, at: datetime) -> None:
    """What those messages had answered is not answered: the patient has taken them back."""
    closed = Activity.objects.filter(
        patient_id=case.patient_id,
        state=ActivityState.DONE,
        evidence_kind="message",
        evidence_id__in=evidence_ids,
        **_about(case),
    )
    for activity in closed.order_by("id"):
        plans.reopen(activity, acting=acting, at=at)


def _about(case: Case) -> dict[str, str]:
    return {"subject_kind": "case", "subject_id": str(case.pk)}


def _awaited(case: Case, kinds: tuple[ActivityKind, ...] = ASKED) -> list[Activity]:
    found = Activity.objects.filter(
        patient_id=case.patient_id,
        kind__in=kinds,
        state=ActivityState.OPEN,
        **_about(case),
    )
    return list(found.order_by("id"))


def move(case: Case, clinic_id: uuid.UUID) -> None:
    """Another clinic waits for the answer from now on, and does what is still to do about it."""
    open_ones = Activity.objects.filter(
        patient_id=case.patient_id, state=ActivityState.OPEN, **_about(case)
    )
    open_ones.update(clinic_id=clinic_id)
