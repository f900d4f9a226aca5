"""Everything that writes to cases."""

from samplan.cases.actions.answering import Overtaken, answer
from samplan.cases.actions.answering_form import (
    answered_by,
    check_may_answer,
    hold_question,
    replaced,
    send_form,
)
from samplan.cases.actions.asking_by_form import own_answers
from samplan.cases.actions.describing import describe_beside, describe_files, described_otherwise
from samplan.cases.actions.discarding import discard_begun
from samplan.cases.actions.distributing import Given, assign, assign_all, handlers_at
from samplan.cases.actions.draft_files import Upload, files_of, put_files
from samplan.cases.actions.drafting import (
    discard_draft,
    mark_of_draft,
    save_beside,
    save_draft,
)
from samplan.cases.actions.ending import close, withdraw
from samplan.cases.actions.forwarding import forward, merge
from samplan.cases.actions.handling import (
    REOPENED_WITHIN_DAYS,
    be_present,
    reopen,
    snooze,
    write_note,
)
from samplan.cases.actions.intents import Intent
from samplan.cases.actions.mending import correct_message, withdraw_message
from samplan.cases.actions.reading import read
from samplan.cases.actions.replying import reply
from samplan.cases.actions.saying import say
from samplan.cases.actions.sending_out import NewCase, open_cases
from samplan.cases.actions.sent import is_sent
from samplan.cases.actions.standing import can_be_mended, why_it_stands
from samplan.cases.actions.starting import Start, begin, check_open, start_case
from samplan.cases.actions.windows import (
    AlreadySent,
    OtherWindow,
    Page,
    Written,
    WrittenElsewhere,
    mark_of,
    says,
    sent_as,
)

__all__ = [
    "REOPENED_WITHIN_DAYS",
    "Given",
    "Intent",
    "NewCase",
    "OtherWindow",
    "Overtaken",
    "Page",
    "Start",
    "Upload",
    "Written",
    "WrittenElsewhere",
    "answer",
    "answered_by",
    "assign",
    "assign_all",
    "be_present",
    "begin",
    "can_be_mended",
    "check_may_answer",
    "check_open",
    "close",
    "correct_message",
    "describe_beside",
    "describe_files",
    "described_otherwise",
    "discard_begun",
    "discard_draft",
    "files_of",
    "forward",
    "handlers_at",
    "mark_of_draft",
    "hold_question",
    "is_sent",
    "mark_of",
    "merge",
    "open_cases",
    "own_answers",
    "put_files",
    "read",
    "reopen",
    "replaced",
    "reply",
    "AlreadySent",
    "save_beside",
    "save_draft",
    "says",
    "sent_as",
    "say",
    "send_form",
    "snooze",
    "start_case",
    "why_it_stands",
    "withdraw",
    "withdraw_message",
    "write_note",
]
