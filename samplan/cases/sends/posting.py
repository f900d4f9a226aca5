"""Letters of a send: what they say, and marking them as posted."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.cases.models import Send, SendRow
from samplan.cases.sends.drawing_up import check_may_send
from samplan.cases.sends.queries import letters_to_post
from samplan.forms.drawing.paper import PaperPage, paper_pages
from samplan.forms.loaded import form_of
from samplan.patients.models import Patient
from samplan.plans import actions as plans
from samplan.plans.models import Activity


@dataclass(frozen=True)
class SendLetter:
    """One letter. Without receiver where the identity is protected."""

    patient: Patient
    receiver: str
    pages: Sequence[PaperPage]


def letters_of(send: Send, tasks: Sequence[Activity]) -> list[SendLetter]:
    """A letter for each task, with the questions to answer by hand."""
    pages: dict[str, list[PaperPage]] = {}
    for language in {task.patient.language for task in tasks}:
        pages[language] = paper_pages(form_of(send.form, language)) if send.form else []
    return [
        SendLetter(task.patient, _receiver(task.patient), pages[task.patient.language])
        for task in tasks
    ]


def _receiver(patient: Patient) -> str:
    """The name and address for the window of an envelope."""
    if patient.has_protected_identity:
        return ""
    return f"{patient.full_name}\n{patient.address}".strip()


@transaction.atomic
def mark_posted(
    send: Send, keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime
) -> int:
    """Say that the letters of the rows `keys` are posted; gives how many. What a colleague has
    marked already, or is of another send, is passed over."""
    check_may_send(acting)
    tasks = list(letters_to_post(acting, send).filter(subject_id__in=[str(key) for key in keys]))
    rows = SendRow.within(acting).filter(pk__in=[task.subject_id for task in tasks])
    by_key = {str(row.pk): row for row in rows}
    found = [(task, by_key[task.subject_id]) for task in tasks]
    closed = plans.finish_all(found, acting=acting, at=at)
    about = [(task.patient_id, by_key[task.subject_id]) for task in closed]
    trail.record_many("send.posted", acting=acting, about=about, detail={})
    return len(closed)
