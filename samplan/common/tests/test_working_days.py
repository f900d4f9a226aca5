"""Working days over the holidays that a reply promise meets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.working_days import add_working_days, is_working_day


@pytest.mark.parametrize(
    "holiday",
    [
        date(2026, 6, 19),  # midsommarafton
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2026, 1, 6),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 12, 19),  # a Saturday
        date(2026, 12, 20),
    ],
)
def test_days_that_nobody_answers_on(holiday: date) -> None:
    assert not is_working_day(holiday)


@pytest.mark.parametrize("day", [date(2026, 12, 23), date(2026, 12, 28), date(2026, 6, 18)])
def test_ordinary_days(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("day", "number", "answered"),
    [
        (date(2026, 12, 22), 2, date(2026, 12, 28)),
        (date(2026, 12, 30), 2, date(2027, 1, 5)),
        (date(2026, 12, 26), 1, date(2026, 12, 28)),
        (date(2026, 12, 26), 0, date(2026, 12, 28)),
        (date(2026, 12, 17), 0, date(2026, 12, 17)),
        (date(2026, 12, 28), -1, date(2026, 12, 23)),
    ],
)
def test_a_promise_over_the_holidays(day: date, number: int, answered: date) -> None:
    assert add_working_days(day, number) == answered


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
def test_exactly_that_many_working_days_are_passed(day: date, number: int) -> None:
    end = add_working_days(day, number)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, passed)) == number
    assert is_working_day(end)
