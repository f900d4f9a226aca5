"""From the bytes of a file to rows of who is whose contact."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from samplan.common.delimited import NotDelimited, decoded, rows_of
from samplan.common.faults import PlainFault, gettext_noop
from samplan.common.identity import IdentityNumber, parse_identity_number
from samplan.common.paging import day_in
from samplan.common.text import clean_text
from samplan.contacts.models import CODES, ContactKind

LARGEST: Final = 1024 * 1024
MOST_ROWS: Final = 500
_LONGEST_CELL: Final = 500


class Column(StrEnum):
    """What a column can say; the value is the heading to write."""

    IDENTITY = "Personnummer"
    STAFF = "HSA-id"
    KIND = "Sort"
    HELPS_WITH = "Hjälper med"
    FROM = "Från"


_HEADINGS: Final = {
    Column.IDENTITY: {"personnummer", "pnr", "identitynumber"},
    Column.STAFF: {"hsaid", "vårdkontakt", "kontakt", "staff"},
    Column.KIND: {"sort", "typ", "kod", "kind"},
    Column.HELPS_WITH: {"hjälpermed", "helpswith"},
    Column.FROM: {"från", "frånochmed", "startdatum", "from"},
}
_KINDS: Final = {
    "fast vårdkontakt": ContactKind.FIXED,
    "fast läkare": ContactKind.FIXED_PHYSICIAN,
    "fast läkare i primärvården": ContactKind.FIXED_PHYSICIAN,
    "fast vårdkontakt i hemsjukvård": ContactKind.HOME_CARE,
    "fast vårdkontakt med samordningsansvar": ContactKind.COORDINATING,
    "": ContactKind.FIXED,
} | {code: kind for kind, code in CODES.items()}


class NotAContactList(PlainFault):
    """The file cannot be read as a list of contacts at all."""

    sentences = {
        **NotDelimited.sentences,
        "empty": gettext_noop("The file is empty."),
        "too_large": gettext_noop("The file is larger than 1 MB. Part it in several."),
        "headings": gettext_noop(
            "The first row must have the headings Personnummer and HSA-id. Sort, Hjälper med and "
            "Från may be there too."
        ),
        "rows": gettext_noop("The list has more than 500 rows. Part it in several."),
    }


class BadCell(PlainFault):
    """A cell does not say what its column should."""

    sentences = {
        "missing": gettext_noop("The cell is empty. Fill it in."),
        "quotation": gettext_noop(
            "A quotation mark on the row has no partner. Take it away, or write two."
        ),
        "kind": gettext_noop("Write the sort as 1, 2, 3 or 4, or leave it empty."),
        "date": gettext_noop("Write the day as 2026-12-17."),
    }


@dataclass(frozen=True)
class Row:
    """Who is whose contact, of which kind, with what, from when."""

    identity: IdentityNumber
    hsa_id: str
    kind: ContactKind
    helps_with: str
    starts_on: date


@dataclass(frozen=True)
class Line:
    """A line of the file: a row, or the column and fault that stop it."""

    number: int
    row: Row | None = None
    column: str = ""
    fault: PlainFault | None = None


def read_list(data: bytes, *, today: date) -> list[Line]:
    """Every line that says something. Raises NotAContactList."""
    lines = _lines(data)
    found = ((each, _columns(lines[0], each)) for each in ";\t,")
    delimiter, columns = max(found, key=lambda each: len(each[1]))
    if not {Column.IDENTITY, Column.STAFF} <= set(columns):
        raise NotAContactList("headings")
    rows = [
        (number, cells)
        for number, cells in rows_of(lines, first=1, delimiter=delimiter)
        if cells is None or any(cells)
    ]
    if len(rows) > MOST_ROWS:
        raise NotAContactList("rows")
    return [_line(number, cells, columns, today) for number, cells in rows]


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST:
        raise NotAContactList("too_large")
    try:
        text, _encoding = decoded(data)
    except NotDelimited as fault:
        raise NotAContactList(fault.code) from None
    if not text.strip():
        raise NotAContactList("empty")
    return list(io.StringIO(text, newline=""))


def _columns(heading: str, delimiter: str) -> dict[Column, int]:
    """Where each column stands; nowhere where the heading is none."""
    try:
        cells = next(csv.reader([heading], delimiter=delimiter), [])
    except csv.Error:
        return {}
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        word = "".join(letter for letter in cell.casefold() if letter.isalnum())
        column = next((each for each, names in _HEADINGS.items() if word in names), None)
        if column is not None:
            found.setdefault(column, place)
    return found


def _line(
    number: int, cells: Sequence[str] | None, columns: dict[Column, int], today: date
) -> Line:
    column = Column.IDENTITY
    try:
        if cells is None:
            raise BadCell("quotation")
        said = {}
        for column in Column:
            place = columns.get(column)
            cell = cells[place] if place is not None and place < len(cells) else ""
            said[column] = clean_text(cell, max_length=_LONGEST_CELL, multiline=False)
        column = Column.IDENTITY
        identity = parse_identity_number(said[column], on=today)
        column = Column.STAFF
        hsa_id = _filled_in(said[column])
        column = Column.KIND
        kind = _kind(said[column])
        column = Column.FROM
        starts_on = _day(said[column], today)
    except PlainFault as fault:
        return Line(number, column=column.value, fault=fault)
    return Line(number, Row(identity, hsa_id, kind, said[Column.HELPS_WITH], starts_on))


def _filled_in(text: str) -> str:
    if not text:
        raise BadCell("missing")
    return text


def _kind(text: str) -> ContactKind:
    kind = _KINDS.get(text.casefold())
    if kind is None:
        raise BadCell("kind")
    return kind


def _day(text: str, today: date) -> date:
    try:
        return day_in(text) if text else today
    except ValueError:
        raise BadCell("date") from None
