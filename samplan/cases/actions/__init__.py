"""Everything that writes to cases."""

from samplan.cases.actions.answering import Intent, Overtaken, answer
from samplan.cases.actions.describing import describe_files
from samplan.cases.actions.drafting import (
    Upload,
    Written,
    discard_draft,
    files_of,
    put_files,
    save_draft,
)
from samplan.cases.actions.ending import close, withdraw
from samplan.cases.actions.handling import (
    REOPENED_WITHIN_DAYS,
    assign,
    assign_all,
    be_present,
    handlers_at,
    reopen,
    snooze,
    write_note,
)
from samplan.cases.actions.reading import read
from samplan.cases.actions.replying import reply
from samplan.cases.actions.saying import say
from samplan.cases.actions.sending_out import NewCase, open_cases
from samplan.cases.actions.starting import Start, begin, check_open, start_case

__all__ = [
    "REOPENED_WITHIN_DAYS",
    "Intent",
    "NewCase",
    "Overtaken",
    "Start",
    "Upload",
    "Written",
    "answer",
    "assign",
    "assign_all",
    "be_present",
    "begin",
    "check_open",
    "close",
    "describe_files",
    "discard_draft",
    "files_of",
    "handlers_at",
    "open_cases",
    "put_files",
    "read",
    "reopen",
    "reply",
    "save_draft",
    "say",
    "snooze",
    "start_case",
    "withdraw",
    "write_note",
]
