"""From the bytes of a file to its headings and rows."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from samplan.visits.daylist.columns import REQUIRED, Column, columns_of, missing
from samplan.visits.daylist.results import NotADayList

LARGEST = 5 * 1024 * 1024

_DELIMITERS = ";\t,"
# Some systems write a title, the clinic and the date above the headings.
_HEADINGS_WITHIN = 15
_SIGNATURES = {
    b"PK\x03\x04": "excel",
    b"\xd0\xcf\x11\xe0": "excel",
    b"%PDF-": "pdf",
}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


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
        """(line number, cells), or None for cells where quotation marks do not pair.

        After such a row, reading goes on at the next line, so that one mark does not swallow
        the rest of the list.
        """
        at = self.first
        while at < len(self.lines):
            # Not a slice: each would copy the rest of the list.
            rest = (self.lines[place] for place in range(at, len(self.lines)))
            reader = csv.reader(rest, delimiter=self.delimiter, strict=True)
            begins = at
            try:
                for cells in reader:
                    yield begins + 1, cells
                    begins = at + reader.line_num
                return
            except csv.Error:
                yield begins + 1, None
                at = begins + 1


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
    for signature, code in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotADayList(code)
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise NotADayList("binary")


def _headings(lines: list[str], encoding: str, delimiter: str) -> Table:
    """The row among the first that has most headings; no columns where there is none."""
    best = Table(encoding, delimiter, [], {}, lines, len(lines))
    reader = csv.reader(lines[:_HEADINGS_WITHIN], delimiter=delimiter)
    for cells in reader:
        columns = columns_of(cells)
        if len(columns) > len(best.columns):
            best = Table(encoding, delimiter, cells, columns, lines, reader.line_num)
    return best
