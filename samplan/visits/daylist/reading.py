"""One row of a day list on its way from cells to facts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from samplan.common.faults import PlainFault
from samplan.common.identity import BadIdentityNumber, IdentityNumber
from samplan.common.text import clean_text
from samplan.visits.daylist import cells
from samplan.visits.daylist.columns import Column
from samplan.visits.daylist.results import BadCell, Row, RowFault
from samplan.visits.daylist.table import Table

_LONGEST_CELL = 200

T = TypeVar("T")


@dataclass
class RowReading:
    """`raw` is None where the row's quotation marks do not pair. The lists fill as it is read."""

    table: Table
    line: int
    raw: list[str] | None
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[RowFault] = field(default_factory=list)  # do not stop the row

    def row(self) -> Row | None:
        """None when anything is wrong: then `faults` says what."""
        self._try(Column.IDENTITY, self._check_shape)
        if self.faults:
            return None
        starts_at = self._starts_at()
        identity = self._identity(starts_at)
        minutes = self._cell(Column.MINUTES, cells.read_minutes)
        resource = self._cell(Column.RESOURCE, _required)
        purpose = self._cell(Column.PURPOSE, _required)
        language = self._try(Column.LANGUAGE, self._language)
        name = self._try(Column.NAME, self._name)
        if self.faults or not (starts_at and identity and minutes and name):
            return None
        return Row(
            line=self.line,
            identity=identity,
            given_name=name[0],
            family_name=name[1],
            starts_at=starts_at,
            minutes=minutes,
            resource=resource or "",
            purpose=purpose or "",
            language=language,
            remarks=tuple(self.remarks),
        )

    def fault(self, column: Column, fault: PlainFault) -> None:
        self.faults.append(self._in_cell(column, fault))

    def _in_cell(self, column: Column, fault: PlainFault) -> RowFault:
        place = self.table.columns.get(column)
        heading = column.value if place is None else self.table.headings[place].strip()
        return RowFault(self.line, heading, fault.code, fault.message, fault.params)

    def _check_shape(self) -> None:
        if self.raw is None:
            raise BadCell("quotation")
        if any(cell.strip() for cell in self.raw[len(self.table.headings) :]):
            raise BadCell("cells")

    def _starts_at(self) -> datetime | None:
        """From one cell, or from two where the date has its own."""
        whole = self._cell(Column.TIME, cells.read_moment)
        if whole is None and not self.faults:
            dated = Column.DATE if Column.DATE in self.table.columns else Column.TIME
            day = self._cell(dated, cells.read_date)
            clock = (
                self._cell(Column.TIME, cells.read_time) if day or dated is Column.DATE else None
            )
            whole = datetime.combine(day, clock) if day and clock else None
        return whole and self._try(Column.TIME, lambda: cells.check_exists(whole))

    def _identity(self, starts_at: datetime | None) -> IdentityNumber | None:
        on = starts_at.date() if starts_at else None
        try:
            return cells.read_identity(self._text(Column.IDENTITY), on=on)
        except PlainFault as fault:
            # Without the day of the visit ten digits cannot be read; that day is the fault.
            if starts_at or not (isinstance(fault, BadIdentityNumber) and fault.code == "century"):
                self.fault(Column.IDENTITY, fault)
            return None

    def _name(self) -> tuple[str, str]:
        if Column.FAMILY_NAME in self.table.columns:
            return self._text(Column.GIVEN_NAME), self._text(Column.FAMILY_NAME)
        return cells.read_name(self._text(Column.NAME))

    def _language(self) -> str | None:
        """Nobody goes without a visit for a word in this column: an unknown one is Swedish."""
        try:
            return cells.read_language(self._text(Column.LANGUAGE))
        except BadCell as unknown:
            self.remarks.append(self._in_cell(Column.LANGUAGE, unknown))
            return cells.SWEDISH

    def _cell(self, column: Column, read: Callable[[str], T]) -> T | None:
        return self._try(column, lambda: read(self._text(column)))

    def _try(self, column: Column, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except PlainFault as fault:
            self.fault(column, fault)
            return None

    def _text(self, column: Column) -> str:
        place = self.table.columns.get(column)
        cell = self.raw[place] if self.raw and place is not None and place < len(self.raw) else ""
        return clean_text(cell, max_length=_LONGEST_CELL, multiline=False)


def _required(text: str) -> str:
    if not text:
        raise BadCell("missing")
    return text
