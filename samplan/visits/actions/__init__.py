"""What can be done with a visit; one verb per function."""

from samplan.visits.actions.answering import (
    answers_sent,
    mark_read,
    mark_recorded,
    send_answers,
)
from samplan.visits.actions.planning import NewVisit, plan_visit
from samplan.visits.actions.reading import open_case
from samplan.visits.actions.saving import PagePost, save_answers
from samplan.visits.actions.sending import correct_visit, send_visit, withdraw_visit
from samplan.visits.actions.times import (
    answer_time_change,
    ask_for_another_time,
    cancel_visit,
    cancel_visit_as_patient,
)
from samplan.visits.actions.wishes import decide_wish

__all__ = [
    "NewVisit",
    "PagePost",
    "answer_time_change",
    "answers_sent",
    "ask_for_another_time",
    "cancel_visit",
    "cancel_visit_as_patient",
    "correct_visit",
    "decide_wish",
    "mark_read",
    "mark_recorded",
    "open_case",
    "plan_visit",
    "save_answers",
    "send_answers",
    "send_visit",
    "withdraw_visit",
]
