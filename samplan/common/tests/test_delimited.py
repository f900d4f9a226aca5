"""Lists with separated cells are read row by row, whatever a quotation mark does."""

import csv

from samplan.common import delimited
from samplan.common.delimited import MOST_LINES, rows_of


def read(*lines: str) -> list[tuple[int, list[str] | None]]:
    return list(rows_of([f"{line}\n" for line in lines], first=0, delimiter=";"))


def test_a_cell_may_go_over_lines():
    assert read('a;"b', 'c";d', "e;f") == [(1, ["a", "b\nc", "d"]), (3, ["e", "f"])]


def test_a_mark_that_does_not_pair_spoils_its_own_row():
    assert read('a;"b', "c;d") == [(1, None), (2, ["c", "d"])]


def test_the_rest_is_not_looked_through_for_each_mark(monkeypatch):
    taken = []

    def counted(lines, **options):
        taken.extend(lines)
        return csv_reader(lines, **options)

    csv_reader = csv.reader
    monkeypatch.setattr(delimited.csv, "reader", counted)
    rows = read(*['a";"'] * 1000)
    assert len(rows) == 1000
    assert len(taken) <= 1000 * MOST_LINES
