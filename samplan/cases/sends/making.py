"""What a batch of a send makes: cases with their first message, or letters to post."""

from collections.abc import Sequence
from datetime import datetime

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.cases.actions.saying import drawn_message
from samplan.cases.actions.turning import NOBODYS
from samplan.cases.models import Case, CaseKind, Message, MessageKind, Send, SendRow, WaitsFor
from samplan.common.dates import local
from samplan.forms.actions import begin_responses
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind, Responsible


def make_cases(send: Send, rows: Sequence[SendRow], *, acting: StaffActing, at: datetime) -> None:
    """A case for each row, under the row's own key, in a number of statements that does not grow:
    what is said, the form to answer, the plan, the notice and the log."""
    cases = [_case(send, row, at=at) for row in rows]
    Case.objects.bulk_create(cases)
    Message.objects.bulk_create(_messages(send, cases, acting=acting, at=at))
    if send.is_question:
        kind = ActivityKind.ANSWER_FORM if send.form else ActivityKind.ANSWER_MESSAGE
        asked = Responsible.PATIENT
        plans.register_all(
            [plans.drawn_up(kind, responsible=asked, about=case, at=at) for case in cases]
        )
    notifications.tell_all(cases, NoticeKind.NEW, due_on=local(at).date(), at=at)
    about = [(case.patient_id, case) for case in cases]
    trail.record_many("case.sent", acting=acting, about=about, detail={"send": str(send.pk)})


def _case(send: Send, row: SendRow, *, at: datetime) -> Case:
    version = send.type_version
    return Case(
        pk=row.pk,
        kind=CaseKind.SENT,
        patient_id=row.patient_id,
        clinic_id=row.clinic_id,
        title=send.title,
        waits_for=WaitsFor.PATIENT if send.is_question else WaitsFor.NOBODY,
        opened_at=at,
        changed_at=at,
        subject_kind="send",
        subject_id=str(send.pk),
        offering_id=send.offering_id,
        type_version=version,
        answer_days=version.answer_days if version is not None else None,
        is_answerable=send.is_question,
        most_files=version.most_files if version is not None and send.is_question else 0,
    )


def _messages(
    send: Send, cases: Sequence[Case], *, acting: StaffActing, at: datetime
) -> list[Message]:
    kind = MessageKind.QUESTION if send.is_question else MessageKind.INFORMATION
    said = [drawn_message(case, kind, acting=acting, at=at, body=send.body) for case in cases]
    for message in said:
        message.turn_before = NOBODYS
    if send.form is not None:
        begun = begin_responses([(send.form, message) for message in said], at=at)
        for message, response in zip(said, begun, strict=True):
            message.response = response
    return said


def make_paper_tasks(rows: Sequence[SendRow], *, acting: StaffActing, at: datetime) -> None:
    """A letter to print and post the same day for each row."""
    kind, day = ActivityKind.PAPER, local(at).date()
    tasks = [
        plans.drawn_up(kind, responsible=Responsible.CARE, about=row, at=at, due_on=day)
        for row in rows
    ]
    plans.register_all(tasks)
    about = [(row.patient_id, row) for row in rows]
    trail.record_many("send.left_to_post", acting=acting, about=about, detail={})
