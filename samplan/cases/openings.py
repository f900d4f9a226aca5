"""How the plan shows what is asked in conversations, and where each side opens it."""

import uuid
from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import StaffActing
from samplan.cases.models import SendRow
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind


def register_activities() -> None:
    """How the plan shows that an answer is waited for, and where staff see to it."""
    for kind, opening in OPENINGS.items():
        plan_kinds.register(kind, opening)
    plan_kinds.register_places("case", _staffs_cases)
    plan_kinds.register_places("sendrow", _letters_of_sends)


def _case_of_activity(activity: Activity) -> str:
    return reverse("cases:case", args=[activity.subject_id])


def _questions_of_activity(activity: Activity) -> str:
    return reverse("cases:answer-asked", args=[activity.subject_id])


def _staffs_cases(acting: StaffActing, tasks: Sequence[Activity]) -> dict[uuid.UUID, str]:
    return {each.pk: reverse("cases:staff-case", args=[each.subject_id]) for each in tasks}


def _letters_of_sends(acting: StaffActing, tasks: Sequence[Activity]) -> dict[uuid.UUID, str]:
    rows = SendRow.within(acting).filter(pk__in=[each.subject_id for each in tasks])
    sends = {str(key): send_id for key, send_id in rows.values_list("pk", "send_id")}
    return {
        each.pk: reverse("cases:send-letters", args=[sends[each.subject_id]])
        for each in tasks
        if each.subject_id in sends
    }


OPENINGS: Final = {
    ActivityKind.ANSWER_MESSAGE: plan_kinds.Opening(
        icon="message-circle",
        is_task=True,
        todo=_("Answer a message from your clinic"),
        done=_("You have answered the message"),
        verb=_("Answer"),
        address=_case_of_activity,
        done_verb=_("Open"),
        done_address=_case_of_activity,
    ),
    ActivityKind.ANSWER_FORM: plan_kinds.Opening(
        icon="clipboard-list",
        is_task=True,
        todo=_("Answer questions from your clinic"),
        done=_("You have answered the questions"),
        verb=_("Answer"),
        begun_verb=_("Go on answering"),
        address=_questions_of_activity,
        done_verb=_("Open"),
        done_address=_case_of_activity,
    ),
    ActivityKind.CALL: plan_kinds.Opening(
        icon="phone",
        todo=_("The clinic calls you about a question that is not answered"),
        done=_("The clinic has called, or has got your answer"),
    ),
}
