"""What the rows and states of sends are called on the pages."""

import csv
import io
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.reach import Unreachable
from samplan.cases.models import RowState, Send, SendRow, SendState
from samplan.common.dates import local
from samplan.common.identity import BadIdentityNumber
from samplan.ui.parts import Tone

TONES: Final[dict[str, Tone]] = {
    RowState.WAITING: "none",
    RowState.SENT: "ok",
    RowState.PAPER: "wait",
    RowState.ALREADY: "none",
    RowState.FAILED: "bad",
}
ICONS: Final = {
    RowState.WAITING: "clock",
    RowState.SENT: "send",
    RowState.PAPER: "printer",
    RowState.ALREADY: "circle-check",
    RowState.FAILED: "triangle-alert",
}
STATE_TONES: Final[dict[str, Tone]] = {
    SendState.READING: "wait",
    SendState.DRAFTED: "wait",
    SendState.SCHEDULED: "wait",
    SendState.RUNNING: "wait",
    SendState.PAUSED: "bad",
    SendState.STOPPED: "none",
    SendState.DONE: "ok",
}
FORESEEN: Final = {
    RowState.SENT: gettext_lazy("Can be reached here"),
    RowState.PAPER: gettext_lazy("Gets a letter"),
    RowState.ALREADY: gettext_lazy("Has it already"),
}
REASONS: Final = {
    "fault": gettext_lazy("something went wrong; send to this person alone"),
    "not_ours": gettext_lazy("is no longer a patient of the clinic"),
    **dict(Unreachable.choices),
}
WRONG: Final = {
    "unknown": gettext_lazy(
        "Nobody at the clinic has this number. Check it, or look the patient up first."
    ),
    "no_number": gettext_lazy("There is no identity number on the row."),
    "twice": gettext_lazy("The number stands earlier in the list too, and is sent to once."),
}
BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def reason_of(row: SendRow) -> str:
    """Why a row is not simply sent, in words; empty where it is."""
    return str(REASONS.get(row.reason, "")) if row.reason else ""


def shown_row(row: SendRow, send: Send) -> dict[str, Any]:
    """A row as the table shows it: before the send has begun, what is foreseen."""
    state = RowState(row.state if send.started_at else row.foreseen)
    word = state.label if send.started_at else FORESEEN[state]
    icon = ICONS[state]
    return {"row": row, "word": word, "tone": TONES[state], "icon": icon, "why": reason_of(row)}


def wrong_rows(send: Send) -> list[dict[str, Any]]:
    """What names no patient of the clinic: its line, its masked text, and what is wrong."""
    return [each | {"sentence": _sentence(each["fault"])} for each in send.wrong]


def _sentence(code: str) -> str:
    known = WRONG.get(code)
    return str(known) if known else _(BadIdentityNumber(code).message)


def csv_rows(rows: list[SendRow]) -> str:
    """Lines of the result as a spreadsheet opens them; no cell is ever taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in rows:
        moment = f"{local(row.done_at):%Y-%m-%d %H:%M}" if row.done_at else ""
        patient, state = row.patient, RowState(row.state).label
        mark = _("Protected identity") if patient.has_protected_identity else ""
        cells = [patient.full_name, patient.masked_number, mark, state, reason_of(row), moment]
        writer.writerow([_plain(str(cell)) for cell in cells])
    return written.getvalue()


def csv_head() -> str:
    """The first line."""
    who = (_("Name"), _("Identity number"), _("Protected identity"))
    names = (*who, _("Result"), _("Reason"), _("When"))
    return ";".join(names) + "\r\n"


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(BEGIN_FORMULAS) else cell
