"""Identity numbers as people write them. All are from the series set aside for tests."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.identity import (
    BadIdentityNumber,
    IdentityKind,
    make_test_identity_number,
    mask_identity_numbers,
    parse_identity_number,
)

DAY = date(2026, 12, 17)


@pytest.mark.parametrize(
    "written",
    [
        "195504129809",
        "19550412-9809",
        " 19550412 9809 ",
        "19 55 04 12 - 98 09",
        "550412-9809",
        "5504129809",
        "550412\u20139809",
        "\ufeff19550412-9809",
    ],
)
def test_the_ways_people_write_it_mean_the_same(written: str) -> None:
    number = parse_identity_number(written, on=DAY)
    assert number.digits == "195504129809"
    assert number.kind is IdentityKind.PERSONNUMMER
    assert number.born_on == date(1955, 4, 12)


def test_it_is_shown_masked_unless_asked_for() -> None:
    number = parse_identity_number("195504129809")
    assert number.masked == "550412-****"
    assert number.formatted == "19550412-9809"
    assert "9809" not in f"{number} {number!r}"


@pytest.mark.parametrize("born_on", [date(1926, 12, 31), date(1926, 12, 17), date(1927, 1, 1)])
def test_ten_digits_without_a_sign_find_the_birth_nearest_before(born_on: date) -> None:
    ten = make_test_identity_number(born_on).digits[2:]
    found = parse_identity_number(ten, on=DAY).born_on
    assert found == (date(2026, 12, 17) if born_on == date(1926, 12, 17) else born_on)


def test_a_plus_is_for_those_who_turn_a_hundred() -> None:
    ten = make_test_identity_number(date(1926, 3, 1)).digits[2:]
    assert parse_identity_number(f"{ten[:6]}+{ten[6:]}", on=DAY).born_on == date(1926, 3, 1)
    assert parse_identity_number(f"{ten[:6]}-{ten[6:]}", on=DAY).born_on == date(2026, 3, 1)


def test_a_century_in_full_does_not_need_the_sign_to_agree() -> None:
    twelve = make_test_identity_number(date(1920, 3, 1)).digits
    assert parse_identity_number(f"{twelve[:8]}+{twelve[8:]}").digits == twelve


def test_samordningsnummer_has_its_kind_and_birthday() -> None:
    made = make_test_identity_number(date(1990, 2, 28), kind=IdentityKind.SAMORDNINGSNUMMER)
    read = parse_identity_number(made.formatted, on=DAY)
    assert made.digits[6:8] == "88"
    assert (read.kind, read.born_on) == (IdentityKind.SAMORDNINGSNUMMER, date(1990, 2, 28))


def test_a_child_born_today_with_samordningsnummer_is_not_a_hundred() -> None:
    made = make_test_identity_number(DAY, kind=IdentityKind.SAMORDNINGSNUMMER)
    assert parse_identity_number(made.digits[2:], on=DAY).born_on == DAY


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("Karin", "shape"),
        ("19600412-980", "shape"),
        ("1955-04-12", "shape"),
        ("\u0661\u0669550412-9809", "shape"),
        ("19550412-98090", "shape"),
        ("19550412-9804", "check"),
        ("19550412-8909", "check"),
        ("19550412-0003", "check"),
        ("19550431-9809", "day"),
        ("19551312-9809", "day"),
        ("19550492-9809", "day"),
        ("17550412-9809", "day"),
        ("20550412-9809", "future"),
    ],
)
def test_what_is_wrong_is_told_without_repeating_it(written: str, code: str) -> None:
    with pytest.raises(BadIdentityNumber) as refused:
        parse_identity_number(written, on=DAY)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert not written.strip() or written not in str(refused.value)


def test_ten_digits_need_the_day() -> None:
    with pytest.raises(BadIdentityNumber) as refused:
        parse_identity_number("550412-9809")
    assert refused.value.code == "century"


def test_a_refusal_survives_a_queue() -> None:
    copy = pickle.loads(pickle.dumps(BadIdentityNumber("check")))
    assert (copy.code, str(copy)) == ("check", str(BadIdentityNumber("check")))


@given(
    born_on=st.dates(date(1900, 1, 1), DAY),
    index=st.integers(0, 21),
    kind=st.sampled_from([IdentityKind.PERSONNUMMER, IdentityKind.SAMORDNINGSNUMMER]),
)
def test_numbers_made_for_tests_are_valid_and_in_the_series(
    born_on: date, index: int, kind: IdentityKind
) -> None:
    made = make_test_identity_number(born_on, index, kind=kind)
    assert parse_identity_number(made.formatted, on=DAY) == made
    assert (made.born_on, made.kind) == (born_on, kind)
    assert int(made.digits[8:11]) in {238, 239, *range(980, 1000)}


def test_a_day_has_22_different_test_numbers_and_no_more() -> None:
    made = {make_test_identity_number(DAY, index).digits for index in range(22)}
    assert len(made) == 22
    with pytest.raises(IndexError):
        make_test_identity_number(DAY, 22)
    with pytest.raises(IndexError):
        make_test_identity_number(DAY, -1)


def test_reserve_numbers_are_not_made_here() -> None:
    with pytest.raises(ValueError, match="no series"):
        make_test_identity_number(DAY, kind=IdentityKind.RESERVNUMMER)


@given(st.text())
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    with pytest.raises(BadIdentityNumber):
        parse_identity_number(text + "x", on=DAY)


def test_numbers_within_text_are_masked() -> None:
    text = "Ring 19550412-9809, född 550412 9809 (1955-04-12), om tid 20261217 kl 1030"
    masked = "Ring 19550412-****, född 550412-**** (1955-04-12), om tid 20261217 kl 1030"
    assert mask_identity_numbers(text) == masked
    assert mask_identity_numbers(masked) == masked
