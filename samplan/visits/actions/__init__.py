"""What can be done with a visit; one verb per function."""

from samplan.visits.actions.answering import (
    answers_sent,
    mark_read,
    mark_recorded,
    send_answers,
)
from samplan.visits.actions.coming_of_age import answer_consent, open_questions
from samplan.visits.actions.correcting import correct_visit, mark_of, withdraw_visit
from samplan.visits.actions.holding import keep_visit, release_held
from samplan.visits.actions.papers import mark_posted, mark_unposted, newest_letter, was_posted
from samplan.visits.actions.planning import HELD_FOR, NewVisit, plan_visit, plan_visits
from samplan.visits.actions.reading import open_case
from samplan.visits.actions.saving import save_answers
from samplan.visits.actions.sending import Sending, send_visit, send_visits
from samplan.visits.actions.times import (
    answer_time_change,
    ask_for_another_time,
    cancel_visit,
    cancel_visit_as_patient,
    give_another_time,
    take_back_wish,
)
from samplan.visits.actions.types import (
    add_resource,
    add_visit_type,
    change_resource,
    change_visit_type,
    repoint_visit_types,
    use_resource,
    use_visit_type,
)
from samplan.visits.actions.wishes import decide_wish

__all__ = [
    "HELD_FOR",
    "NewVisit",
    "Sending",
    "add_resource",
    "add_visit_type",
    "answer_consent",
    "answer_time_change",
    "answers_sent",
    "ask_for_another_time",
    "cancel_visit",
    "cancel_visit_as_patient",
    "change_resource",
    "change_visit_type",
    "correct_visit",
    "decide_wish",
    "give_another_time",
    "keep_visit",
    "mark_of",
    "mark_posted",
    "mark_read",
    "mark_recorded",
    "mark_unposted",
    "newest_letter",
    "open_case",
    "open_questions",
    "plan_visit",
    "release_held",
    "repoint_visit_types",
    "save_answers",
    "send_answers",
    "plan_visits",
    "send_visit",
    "send_visits",
    "take_back_wish",
    "use_resource",
    "use_visit_type",
    "was_posted",
    "withdraw_visit",
]
