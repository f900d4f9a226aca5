"""Everything that writes to cases."""

from samplan.cases.actions.answering import Intent, Overtaken, answer
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

__all__ = [
    "REOPENED_WITHIN_DAYS",
    "Intent",
    "NewCase",
    "Overtaken",
    "Upload",
    "Written",
    "answer",
    "assign",
    "assign_all",
    "be_present",
    "close",
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
    "withdraw",
    "write_note",
]
