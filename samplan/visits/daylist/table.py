"""From the bytes of a file to its headings and rows."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from samplan.common.delimited import NotDelimited, decoded, rows_of
from samplan.visits.daylist.columns import REQUIRED, Column, columns_of, missing
from samplan.visits.daylist.results import NotADayList

LARGEST = 5 * 1024 * 1024

_DELIMITERS = ";\t,"
# Some systems write a title, the clinic and the date above the headings.
_HEADINGS_WITHIN = 15


@dataclass(frozen=True)
class Table:
    """`headings` and `columns` as found; `lines` of the whole file, `first` the first after."""

    encoding: str
    delimiter: str
    headings: list[str]
    columns: dict[Column, int]
    lines: list[str]
    first: int

    def rows(self) -> Iterator[tuple[int, list[str] | None]]:
        """(line number, cells), or None for cells where quotation marks do not pair."""
        return rows_of(self.lines, first=self.first, delimiter=self.delimiter)


def read_table(data: bytes) -> Table:
    """Raises NotADayList."""
    if len(data) > LARGEST:
        raise NotADayList("too_large", megabytes=LARGEST // (1024 * 1024))
    text, encoding = _decoded(data)
    if not text.strip():
        raise NotADayList("empty")
    lines = list(io.StringIO(text, newline=""))
    candidates = [_headings(lines, encoding, delimiter) for delimiter in _DELIMITERS]
    table = max(candidates, key=lambda one: len(one.columns))
    if Column.IDENTITY not in table.columns and Column.TIME not in table.columns:
        raise NotADayList("headings", headings=", ".join(REQUIRED))
    if absent := ", ".join(missing(table.columns)):
        raise NotADayList("missing", headings=absent)
    return table


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return decoded(data)
    except NotDelimited as fault:
        raise NotADayList(fault.code) from None


def _headings(lines: list[str], encoding: str, delimiter: str) -> Table:
    """The row among the first that has most headings; no columns where there is none."""
    best = Table(encoding, delimiter, [], {}, lines, len(lines))
    reader = csv.reader(lines[:_HEADINGS_WITHIN], delimiter=delimiter)
    for cells in reader:
        columns = columns_of(cells)
        if len(columns) > len(best.columns):
            best = Table(encoding, delimiter, cells, columns, lines, reader.line_num)
    return best
