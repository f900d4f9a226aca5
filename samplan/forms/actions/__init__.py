"""Beginning answers, saving them page by page, adding files, sending; one verb per function."""

from samplan.forms.actions.files import attach, detach
from samplan.forms.actions.moving import move_responses
from samplan.forms.actions.removing import remove_responses
from samplan.forms.actions.retracting import mark_entered_in_error
from samplan.forms.actions.rows import RowGone, add_row, remove_row
from samplan.forms.actions.saving import Conflict, Seen, leave_page, save_page
from samplan.forms.actions.sending import NothingAnswered, NotReady, Overtaken, send_response
from samplan.forms.actions.starting import begin_responses

__all__ = [
    "Conflict",
    "NotReady",
    "NothingAnswered",
    "Overtaken",
    "RowGone",
    "Seen",
    "add_row",
    "attach",
    "begin_responses",
    "detach",
    "leave_page",
    "mark_entered_in_error",
    "move_responses",
    "remove_responses",
    "remove_row",
    "save_page",
    "send_response",
]
