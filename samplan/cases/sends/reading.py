"""From what staff paste, or the bytes of a file, to identity numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from samplan.common.delimited import decoded
from samplan.common.faults import PlainFault, gettext_noop
from samplan.common.identity import (
    BadIdentityNumber,
    IdentityNumber,
    identity_number_among,
)

MOST_NUMBERS: Final = 100_000
LARGEST: Final = 5 * 1024 * 1024
LONGEST_SHOWN: Final = 40
SHOWN_DIGITS: Final = 8
_HEADING: Final = re.compile(
    r"\b(\w*nummer|\w*nr|\w*number|\w*namn|\w*name|patient\w*|person(er)?|född|born)\b",
    re.IGNORECASE,
)
_CELLS: Final = re.compile(r"[;,\t]")
_DIGITS: Final = re.compile(r"\d")


class NotAList(PlainFault):
    """What was pasted or chosen holds nobody to send to, or too many."""

    sentences = {
        "empty": gettext_noop("There is no identity number in the list."),
        "too_many": gettext_noop("At most %(most)d people can be sent to at a time."),
    }


@dataclass(frozen=True)
class Named:
    """One line that names someone: the number, or what is wrong with it."""

    line: int
    digits: str  # empty where something is wrong
    shown: str  # never a whole number
    fault: str = ""


def numbers_in(text: str, *, today: date) -> list[Named]:
    """Every line that says something, in order; the first that names someone counts.

    A line may have more cells, as a spreadsheet's does. A heading says nothing; any other line
    without digits is somebody whose number is missing. Raises NotAList.
    """
    found = list(_named(text, today))
    if all(each.fault == "no_number" for each in found):
        raise NotAList("empty")
    if len(found) > MOST_NUMBERS:
        raise NotAList("too_many", most=MOST_NUMBERS)
    return found


def numbers_in_file(data: bytes, *, today: date) -> list[Named]:
    """As `numbers_in`, of a file. Raises NotAList, and NotDelimited for what is no text."""
    return numbers_in(decoded(data)[0], today=today)


def _named(text: str, today: date) -> Iterator[Named]:
    seen: set[str] = set()
    lines = [(line, words) for line, words in enumerate(text.splitlines(), 1) if _says(words)]
    for place, (line, words) in enumerate(lines):
        if not _DIGITS.search(words):
            if place or not is_heading(words):
                yield Named(line, "", masked_words(words), "no_number")
            continue
        number, shown, fault = _number(words, today)
        digits = number.digits if number is not None else ""
        if digits in seen:
            digits, fault = "", "twice"
        elif digits:
            seen.add(digits)
        yield Named(line, digits, shown, fault)


def is_heading(words: str) -> bool:
    """It names columns, as the first row of a spreadsheet does."""
    return _HEADING.search(words) is not None


def _says(words: str) -> bool:
    """Something stands on the line: empty rows of a spreadsheet have their marks between cells."""
    return bool(_CELLS.sub("", words).strip(' "'))


def _number(words: str, today: date) -> tuple[IdentityNumber | None, str, str]:
    """The first cell of the line that is a number, else the first with digits: as it is shown,
    and what is wrong with it."""
    shown = code = ""
    for cell in _CELLS.split(words):
        if not _DIGITS.search(cell):
            continue
        try:
            number = identity_number_among(cell.strip(' "'), on=today)
        except BadIdentityNumber as fault:
            shown, code = (shown, code) if code else (masked_words(cell), fault.code)
        else:
            return number, number.masked, ""
    return None, shown, code


def masked_words(cell: str) -> str:
    """What someone wrote, without the digits that would tell who it is."""
    kept = iter(range(SHOWN_DIGITS))
    return _DIGITS.sub(lambda found: found[0] if next(kept, None) is not None else "*", cell)[
        :LONGEST_SHOWN
    ].strip()
