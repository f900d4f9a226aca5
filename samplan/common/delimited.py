"""Text with separated cells (CSV) as programs and spreadsheets write it."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final

from samplan.common.faults import PlainFault, gettext_noop

_SIGNATURES = {
    b"PK\x03\x04": "excel",
    b"\xd0\xcf\x11\xe0": "excel",
    b"%PDF-": "pdf",
}
MOST_LINES: Final = 50  # that one row goes over, in cells with line breaks
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotDelimited(PlainFault):
    """The bytes are no text; an app may say so in words of its own, by the code."""

    sentences = {
        "excel": gettext_noop(
            "This is an Excel workbook. Open it, choose Save as and CSV UTF-8, and choose the "
            "new file."
        ),
        "pdf": gettext_noop("This is a PDF. Choose a CSV file."),
        "binary": gettext_noop("This is not a text file. Choose a CSV file."),
    }


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding: as a mark says, else UTF-8, else Windows'. Raises NotDelimited."""
    for signature, code in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotDelimited(code)
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise NotDelimited("binary")


def rows_of(
    lines: Sequence[str], *, first: int, delimiter: str
) -> Iterator[tuple[int, list[str] | None]]:
    """(line number, cells) from the line `first`, or None for cells where quotation marks do
    not pair.

    After such a row, reading goes on at the next line, so that one mark does not swallow the
    rest of the list; nor is the rest looked through for the mark that would pair with each.
    """
    at = first
    while at < len(lines):
        ahead = lines[at : at + MOST_LINES]
        reader = csv.reader(ahead, delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            yield at + 1, None
            at += 1
        else:
            yield at + 1, cells
            at += reader.line_num
