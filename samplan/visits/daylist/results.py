"""What a day list says, row by row, and what is wrong with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samplan.common.faults import PlainFault, gettext_noop
from samplan.common.identity import IdentityNumber
from samplan.visits.daylist.columns import Column

_SEPARATOR = "\x1f"  # never within a cell: clean_text refuses it


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one cell; `message` and `params` as in PlainFault. `column` is the
    heading as the file has it. Identity numbers are never repeated.
    """

    line: int
    column: str
    code: str
    message: str
    params: Mapping[str, str | int]

    def __str__(self) -> str:
        return self.message % self.params


@dataclass(frozen=True)
class Row:
    """One booked visit. `starts_at` is naive, by the clock in Sweden, and exists there.

    `fingerprint` is the SHA-256, in hexadecimal, of what the row says however it was written:
    the same visit imported twice has the same one. `language` is a code (ISO 639) or None.
    `remarks` say what could not be read and has become something else.
    """

    line: int
    identity: IdentityNumber
    given_name: str
    family_name: str
    starts_at: datetime
    minutes: int
    resource: str
    purpose: str
    language: str | None
    remarks: tuple[RowFault, ...] = ()

    @property
    def fingerprint(self) -> str:
        said = (
            self.identity.digits,
            self.given_name,
            self.family_name,
            self.starts_at.isoformat(),
            str(self.minutes),
            self.resource,
            self.purpose,
            self.language or "",
        )
        return hashlib.sha256(_SEPARATOR.join(said).encode()).hexdigest()


@dataclass(frozen=True)
class DayList:
    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...]
    encoding: str
    delimiter: str
    columns: Mapping[Column, str]


class BadCell(PlainFault):
    """A cell does not say what its column should."""

    sentences = {
        "missing": gettext_noop("The cell is empty. Fill it in."),
        "cells": gettext_noop(
            "The row has more cells than there are headings. Put text that holds the separator "
            "within quotation marks."
        ),
        "quotation": gettext_noop(
            "A quotation mark on the row has no partner. Take it away, or write two."
        ),
        "shortened": gettext_noop(
            "The identity number has been shortened by a spreadsheet. Format the column as text, "
            "and export again."
        ),
        "date": gettext_noop(
            "%(text)s is not a date. Write it as 2026-12-17 (or 17/12/2026, 17.12.2026)."
        ),
        "time": gettext_noop("%(text)s is not a time. Write it as 10:30."),
        "minutes": gettext_noop("%(text)s is not a number of minutes. Write it as 45."),
        "length": gettext_noop(
            "A visit is from %(least)d to %(most)d minutes long, not %(minutes)d."
        ),
        "language": gettext_noop(
            "%(text)s is not a language we know, so the visit gets Swedish. To change that, write "
            "it in Swedish or English, or as its code, for example Arabiska, Arabic or ar."
        ),
        "repeated": gettext_noop("The row says the same as line %(first)d. Take one away."),
    }


class NotADayList(PlainFault):
    """The file cannot be read as a day list at all."""

    sentences = {
        "empty": gettext_noop("The file is empty. Export the day list again."),
        "too_large": gettext_noop(
            "The file is larger than %(megabytes)d MB. Export fewer days at a time."
        ),
        "excel": gettext_noop(
            "This is an Excel workbook. Open it, choose Save as and CSV UTF-8, and choose the "
            "new file."
        ),
        "pdf": gettext_noop("This is a PDF. Export the day list as CSV from the booking system."),
        "binary": gettext_noop(
            "This is not a text file. Export the day list as CSV from the booking system."
        ),
        "headings": gettext_noop(
            "No headings of a day list were found. The first row must have headings such as "
            "%(headings)s."
        ),
        "missing": gettext_noop(
            "These columns are missing: %(headings)s. Add them to the export, with headings."
        ),
        "rows": gettext_noop("The list has more than %(rows)d rows. Export fewer days at a time."),
    }
