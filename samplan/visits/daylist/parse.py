"""A day list read whole: good rows, and what is wrong with the others."""

from samplan.visits.daylist.columns import Column
from samplan.visits.daylist.reading import RowReading
from samplan.visits.daylist.results import BadCell, DayList, NotADayList, Row, RowFault
from samplan.visits.daylist.table import Table, read_table

MOST_ROWS = 20_000


def parse_day_list(data: bytes) -> DayList:
    """Every row of a CSV file, in the encoding and with the separator that it has.

    UTF-8, UTF-16 with mark or Windows-1252; semicolon, comma or tab; headings in Swedish or
    English; in 5/12/2026 the day comes first. A bad row becomes a fault for each bad cell and
    does not stop the others; of rows that say the same, the first counts. Raises NotADayList.
    """
    table = read_table(data)
    rows: dict[str, Row] = {}
    faults: list[RowFault] = []
    for line, raw in _filled(table):
        reading = RowReading(table, line, raw)
        row = reading.row()
        if row is not None:
            first = rows.setdefault(row.fingerprint, row)
            if first is not row:
                reading.fault(Column.IDENTITY, BadCell("repeated", first=first.line))
        faults += reading.faults
    headings = {column: table.headings[place].strip() for column, place in table.columns.items()}
    return DayList(tuple(rows.values()), tuple(faults), table.encoding, table.delimiter, headings)


def _filled(table: Table) -> list[tuple[int, list[str] | None]]:
    filled = []
    for line, raw in table.rows():
        if raw is None or any(cell.strip() for cell in raw):
            filled.append((line, raw))
        if len(filled) > MOST_ROWS:
            raise NotADayList("rows", rows=MOST_ROWS)
    return filled
