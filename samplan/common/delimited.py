"""Text with separated cells (CSV) as programs and spreadsheets write it."""

import csv
from collections.abc import Iterator, Sequence

from samplan.common.faults import PlainFault, gettext_noop

_SIGNATURES = {
    b"PK\x03\x04": "excel",
    b"\xd0\xcf\x11\xe0": "excel",
    b"%PDF-": "pdf",
}
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
    rest of the list.
    """
    at = first
    while at < len(lines):
        # Not a slice: each would copy the rest of the list.
        rest = (lines[place] for place in range(at, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        begins = at
        try:
            for cells in reader:
                yield begins + 1, cells
                begins = at + reader.line_num
            return
        except csv.Error:
            yield begins + 1, None
            at = begins + 1
