"""Day lists as booking systems export them, and files that are none."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.identity import make_test_identity_number
from samplan.visits.daylist import Column, DayList, NotADayList, parse_day_list

ANNA = make_test_identity_number(date(1961, 4, 12)).formatted
SWEDISH = "Personnummer;Namn;Datum;Tid;Minuter;Resurs;Besökstyp;Språk"
GOOD = f"{ANNA};Anna Berg;2026-12-17;10:30;45;Maria Ek;Återbesök hjärta;Arabiska"


def parsed(*lines: str, headings: str = SWEDISH, encoding: str = "utf-8") -> DayList:
    return parse_day_list("\r\n".join([headings, *lines, ""]).encode(encoding))


def codes(day_list: DayList) -> Sequence[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in day_list.faults]


def test_a_row_says_who_when_with_whom_and_why() -> None:
    day_list = parsed(GOOD)
    (row,) = day_list.rows
    assert row.identity.formatted == ANNA
    assert (row.given_name, row.family_name) == ("Anna", "Berg")
    assert (row.starts_at, row.minutes) == (datetime(2026, 12, 17, 10, 30), 45)
    assert (row.resource, row.purpose, row.language) == ("Maria Ek", "Återbesök hjärta", "ar")
    assert (row.line, day_list.faults, day_list.delimiter) == (2, (), ";")
    assert day_list.columns[Column.PURPOSE] == "Besökstyp"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_that_exports_have(encoding: str, told: str) -> None:
    day_list = parsed(GOOD, encoding=encoding)
    assert day_list.rows[0].purpose == "Återbesök hjärta"
    assert day_list.encoding == told


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_separators_that_exports_have(delimiter: str) -> None:
    quoted = GOOD.replace("Anna Berg", '"Berg; von, Anna ""An"""').replace(";", "\x00")
    line = quoted.replace("Berg\x00", "Berg;").replace("\x00", delimiter)
    day_list = parsed(line, headings=SWEDISH.replace(";", delimiter))
    assert day_list.delimiter == delimiter
    assert day_list.rows[0].family_name == "Berg; von"
    assert day_list.rows[0].given_name == 'Anna "An"'


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        ("Pnr;Datum;Starttid;Längd;Vårdgivare;Syfte", "{id};2026-12-17;10:30;45;M;P"),
        ("PERSONNR;Datum och tid;Tid (min);Personal;Orsak", "{id};2026-12-17 10:30;45;M;P"),
        (
            "Personnummer ;Datum;Klockslag;Längd (min);Resurs;Besöks-typ",
            "{id};20261217;1030;45;M;P",
        ),
        ("Identity number;Date;Time;Minutes;Resource;Visit type", "{id};17/12/2026;10.30;45;M;P"),
        ("Besökstyp;Resurs;Min;Tid;Datum;Annat;Pnr", "P;M;45 min;kl. 10.30;17.12.2026;x;{id}"),
        ("Pnr;Datum;Minuter;Resurs;Typ", "{id};2026-12-17T10:30:00;0:45;M;P"),
        ("Pnr;Datum;Tid;Minuter;Resurs;Typ", "{id};2026-12-17;2026-12-17 10:30;45;M;P"),
        ("Pnr;Datum;Tid;Minuter;Resurs;Personal;Typ", "{id};2026-12-17;10:30;45;M;other;P"),
        ("Pnr;Datum;Tid;Minuter;Resurs;Typ", "{id};17-12-2026;10:30:00;45;M;P"),
    ],
)
def test_headings_dates_and_times_as_different_systems_write_them(headings: str, line: str) -> None:
    day_list = parsed(line.format(id=ANNA), headings=headings)
    assert day_list.faults == ()
    (row,) = day_list.rows
    assert (row.starts_at, row.minutes) == (datetime(2026, 12, 17, 10, 30), 45)
    assert (row.resource, row.purpose, row.language) == ("M", "P", None)


def test_names_in_two_columns_and_with_a_comma() -> None:
    two = parsed(
        f"{ANNA};Berg;Anna Maria;2026-12-17 10:30;45;M;P",
        headings="Pnr;Efternamn;Förnamn;Tid;Minuter;Resurs;Typ",
    )
    assert (two.rows[0].given_name, two.rows[0].family_name) == ("Anna Maria", "Berg")
    comma = parsed(GOOD.replace("Anna Berg", "Berg, Anna Maria"))
    assert (comma.rows[0].given_name, comma.rows[0].family_name) == ("Anna Maria", "Berg")


def test_titles_above_the_headings_and_empty_lines_are_passed_over() -> None:
    text = f"sep=;\r\nHjärtmottagningen\r\n\r\n{SWEDISH}\r\n\r\n;;;;;;;\r\n{GOOD}\r\n"
    day_list = parse_day_list(text.encode())
    assert [row.line for row in day_list.rows] == [7]


def test_ten_digits_are_read_by_the_day_of_the_visit() -> None:
    child = make_test_identity_number(date(2020, 5, 5))
    old = make_test_identity_number(date(1920, 5, 5))
    day_list = parsed(
        GOOD.replace(ANNA, child.digits[2:]),
        GOOD.replace(ANNA, f"{old.digits[2:8]}+{old.digits[8:]}"),
    )
    assert [row.identity for row in day_list.rows] == [child, old]


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ((ANNA, "19550412-9800"), "Personnummer", "check"),
        ((ANNA, ""), "Personnummer", "empty"),
        ((ANNA, "1,9550412E+11"), "Personnummer", "shortened"),
        (("2026-12-17", "2026-02-30"), "Datum", "date"),
        (("2026-12-17", "26-12-17"), "Datum", "date"),
        (("2026-12-17", "0026-12-17"), "Datum", "date"),
        (("2026-12-17", ""), "Datum", "missing"),
        (("10:30", "25:30"), "Tid", "time"),
        (("10:30", "halv elva"), "Tid", "time"),
        (("10:30", ""), "Tid", "missing"),
        ((";45;", ";lång;"), "Minuter", "minutes"),
        ((";45;", ";4;"), "Minuter", "length"),
        ((";45;", ";601;"), "Minuter", "length"),
        ((";45;", ";;"), "Minuter", "missing"),
        (("Maria Ek", " "), "Resurs", "missing"),
        (("Återbesök hjärta", ""), "Besökstyp", "missing"),
        (("Återbesök hjärta", "x" * 201), "Besökstyp", "long"),
        (("Återbesök hjärta", "x\x07"), "Besökstyp", "control"),
        (("Arabiska", "Arabiska;mer"), "Personnummer", "cells"),
        (("Anna Berg", '"Anna" Berg'), "Personnummer", "quotation"),
    ],
)
def test_a_bad_cell_is_named_and_the_other_rows_are_read(
    change: tuple[str, str], column: str, code: str
) -> None:
    day_list = parsed(GOOD, GOOD.replace(*change), GOOD.replace("10:30", "11:30"))
    assert [row.line for row in day_list.rows] == [2, 4]
    assert codes(day_list) == [(3, column, code)]
    (fault,) = day_list.faults
    assert str(fault) == fault.message % fault.params
    assert str(fault).endswith(".")
    assert ANNA not in str(fault)


def test_all_that_is_wrong_on_a_row_is_told_at_once() -> None:
    day_list = parsed(f"{ANNA[2:]};Anna;igår;10:30;x;;;")
    assert [code for _, _, code in codes(day_list)] == ["date", "minutes", "missing", "missing"]


def test_a_time_that_the_clock_skips_is_told() -> None:
    day_list = parsed(GOOD.replace("2026-12-17", "2026-03-29").replace("10:30", "02:30"))
    assert codes(day_list) == [(2, "Tid", "skipped")]


def test_a_row_cut_short_is_told() -> None:
    assert [code for _, _, code in codes(parsed(f"{ANNA};Anna;2026-12-17"))] == [
        *("missing", "missing", "missing", "missing")
    ]


def test_a_quotation_mark_left_open_does_not_swallow_the_list() -> None:
    day_list = parsed(GOOD, GOOD.replace("Anna Berg", '"Anna Berg'), GOOD.replace("45", "30"))
    assert [row.line for row in day_list.rows] == [2, 4]
    assert codes(day_list) == [(3, "Personnummer", "quotation")]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    two_lines = GOOD.replace("Maria Ek", '"Maria\r\nEk"')
    day_list = parsed(two_lines, GOOD.replace("10:30", "99:99"), GOOD)
    assert [(row.line, row.resource) for row in day_list.rows] == [(2, "Maria Ek")]
    assert codes(day_list) == [(4, "Tid", "time"), (5, "Personnummer", "repeated")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ar", "ar"),
        ("ARABIC", "ar"),
        ("somaliska", "so"),
        ("Dari", "prs"),
        ("Polska", "pl"),
        ("-", None),
    ],
)
def test_languages_by_name_and_code(written: str, code: str | None) -> None:
    assert parsed(GOOD.replace("Arabiska", written)).rows[0].language == code


@pytest.mark.parametrize("written", ["Rotvälska", "klingonska", "tlh", "flera språk", ANNA])
def test_an_unknown_language_is_remarked_and_becomes_swedish(written: str) -> None:
    day_list = parsed(GOOD.replace("Arabiska", written))
    (row,) = day_list.rows
    assert (row.language, day_list.faults) == ("sv", ())
    (remark,) = row.remarks
    assert (remark.line, remark.column, remark.code) == (2, "Språk", "language")
    assert "gets Swedish" in str(remark)
    assert ANNA not in str(remark)


def test_the_fingerprint_is_of_what_is_said_and_not_of_how() -> None:
    first = parsed(GOOD).rows[0]
    same = parsed(
        f"P\t{ANNA[2:]}\t17/12/2026 10.30\t0:45\tarabic\t Maria  Ek\tBerg, Anna".replace(
            "  ", " "
        ).replace("P\t", "A\u030aterbesök hjärta\t"),
        headings="Besökstyp\tPnr\tTid\tMin\tSpråk\tResurs\tNamn",
        encoding="utf-16",
    ).rows[0]
    assert same.fingerprint == first.fingerprint
    others = [
        GOOD.replace(*change)
        for change in (("10:30", "10:31"), (";45", ";46"), ("Maria", "Mia"), ("Anna", "Ann"))
    ]
    assert len({row.fingerprint for row in parsed(GOOD, *others).rows}) == 5


def test_the_same_row_twice_counts_once() -> None:
    day_list = parsed(GOOD, GOOD)
    assert len(day_list.rows) == 1
    assert str(day_list.faults[0]) == "The row says the same as line 2. Take one away."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"PK\x03\x04" + bytes(50), "excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(50), "excel"),
        (b"%PDF-1.7\n", "pdf"),
        (bytes(range(256)), "binary"),
        (b"\xff\xfe\x00", "binary"),
        (b"\x81\x8d\x8f", "binary"),
        (b"hej\n" * 100, "headings"),
        (b"<html><body>Logga in</body></html>", "headings"),
        (f"{GOOD}\n".encode(), "headings"),
        (b"Namn;Efternamn;Resurs;Typ\n", "headings"),
        (b"Pnr;Namn;Datum\n", "missing"),
        (b"x" * (5 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_a_file_that_is_no_day_list_says_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(NotADayList) as refused:
        parse_day_list(data)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_missing_columns_are_named() -> None:
    with pytest.raises(NotADayList, match="missing: Minuter, Besökstyp"):
        parsed(headings="Pnr;Tid;Resurs;Namn")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(NotADayList, match="20000 rows"):
        parsed(*[GOOD] * 20_001)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_list_or_are_refused(data: bytes, has_headings: bool) -> None:
    start = f"{SWEDISH}\r\n".encode() if has_headings else b""
    try:
        day_list = parse_day_list(start + data)
    except NotADayList:
        return
    assert all(fault.line > 1 and str(fault) for fault in day_list.faults)


def test_a_long_list_is_read_to_its_end() -> None:
    lines = [
        GOOD.replace("10:30", f"{7 + n % 10:02}:{n % 60:02}").replace(";45;", f";{5 + n % 500};")
        for n in range(2000)
    ]
    numbers = [make_test_identity_number(date(1940, 1, 1 + n % 28), n % 22) for n in range(2000)]
    rows = parsed(
        *(line.replace(ANNA, one.digits) for line, one in zip(lines, numbers, strict=True))
    ).rows
    assert [row.identity for row in rows] == numbers
    assert rows[-1].line == 2001


def test_an_identity_number_in_the_wrong_column_is_not_repeated() -> None:
    day_list = parsed(f"Anna;{ANNA};{ANNA};{ANNA};{ANNA};M;P;{ANNA}")
    told = " ".join(map(str, day_list.faults))
    assert len(day_list.faults) == 4
    assert ANNA[-4:] not in told.replace("19550412-9809", "")
