"""Moments and days, where clocks and calendars are at their worst."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.dates import (
    NonexistentTime,
    age_on,
    at_local,
    birthday,
    clock,
    day_bounds,
    local,
    long_moment,
    minutes_text,
    month_short,
    short_day,
    weekday_short,
)

THURSDAY = date(2026, 12, 17)
HALF_PAST_TEN = datetime(2026, 12, 17, 9, 30, tzinfo=UTC)


def test_a_moment_in_words() -> None:
    written = {
        language: long_moment(HALF_PAST_TEN, language, today=THURSDAY)
        for language in ("sv", "en", "en-gb", "ar")
    }
    assert written["sv"] == "torsdag 17 december kl. 10.30"
    assert written["en"] == written["en-gb"] == "Thursday 17 December, 10:30"
    assert written["ar"] == written["sv"]


def test_another_year_is_written() -> None:
    today = date(2027, 1, 3)
    assert long_moment(HALF_PAST_TEN, "sv", today=today) == "torsdag 17 december 2026 kl. 10.30"
    assert long_moment(HALF_PAST_TEN, "en", today=today) == "Thursday 17 December 2026, 10:30"


def test_a_moment_is_shown_by_the_clock_in_sweden_even_on_another_day() -> None:
    late = datetime(2026, 6, 30, 22, 15, tzinfo=UTC)
    assert long_moment(late, "sv", today=THURSDAY) == "onsdag 1 juli kl. 00.15"
    assert clock(late, "en") == "00:15"
    tokyo = HALF_PAST_TEN.astimezone(ZoneInfo("Asia/Tokyo"))
    assert clock(tokyo, "sv") == "10.30"


def test_short_forms() -> None:
    assert [weekday_short(THURSDAY + timedelta(days=n), "sv") for n in range(7)] == [
        *("tors", "fre", "lör", "sön", "mån", "tis", "ons")
    ]
    assert weekday_short(THURSDAY, "en") == "Thu"
    assert short_day(THURSDAY, "sv") == "17 dec"
    assert short_day(THURSDAY, "en") == "17 Dec"
    months = " ".join(month_short(date(2026, n, 1), "sv") for n in range(1, 13))
    assert months == "jan feb mars apr maj juni juli aug sep okt nov dec"
    assert clock(time(9, 5), "sv") == "09.05"


@pytest.mark.parametrize(
    ("minutes", "swedish", "english"),
    [
        (0, "0 minuter", "0 minutes"),
        (1, "1 minut", "1 minute"),
        (45, "45 minuter", "45 minutes"),
        (60, "1 timme", "1 hour"),
        (90, "1 timme 30 minuter", "1 hour 30 minutes"),
        (121, "2 timmar 1 minut", "2 hours 1 minute"),
    ],
)
def test_lengths_of_time(minutes: int, swedish: str, english: str) -> None:
    assert minutes_text(minutes, "sv") == swedish
    assert minutes_text(minutes, "en") == english


def test_a_time_by_the_local_clock() -> None:
    assert at_local(THURSDAY, time(10, 30)) == HALF_PAST_TEN
    assert at_local(date(2026, 7, 1), time(10, 30)) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert at_local(THURSDAY, time(10, 30)).tzinfo is UTC


@pytest.mark.parametrize("skipped", [time(2, 0), time(2, 30), time(2, 59, 59)])
def test_a_time_that_the_clock_skips_is_refused(skipped: time) -> None:
    with pytest.raises(NonexistentTime, match="does not exist on 2026-03-29"):
        at_local(date(2026, 3, 29), skipped)


def test_the_times_around_the_skip_exist() -> None:
    day = date(2026, 3, 29)
    apart = at_local(day, time(3, 0)) - at_local(day, time(1, 59))
    assert apart == timedelta(minutes=1)


def test_of_a_time_shown_twice_the_first_is_meant() -> None:
    twice = at_local(date(2026, 10, 25), time(2, 30, fold=1))
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(THURSDAY, 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)]
)
def test_how_long_a_day_is(day: date, hours: int) -> None:
    start, end = day_bounds(day)
    assert end - start == timedelta(hours=hours)
    assert local(start).date() == day
    assert local(end).time() == time.min


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 12, 17, 10, 30))


def test_a_leap_day_child_has_a_birthday_every_year() -> None:
    born_on = date(2012, 2, 29)
    assert birthday(born_on, 13) == date(2025, 2, 28)
    assert birthday(born_on, 16) == date(2028, 2, 29)
    assert [age_on(born_on, date(2025, 2, day)) for day in (27, 28)] == [12, 13]
    assert [age_on(born_on, date(2028, 2, day)) for day in (28, 29)] == [15, 16]


@given(born_on=st.dates(date(1900, 1, 1), date(2030, 12, 31)), age=st.integers(0, 120))
def test_one_turns_an_age_on_the_birthday_and_not_the_day_before(born_on: date, age: int) -> None:
    turning = birthday(born_on, age)
    assert age_on(born_on, turning) == age
    assert age_on(born_on, turning - timedelta(days=1)) == age - 1


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)))
def test_every_moment_is_found_again_by_its_local_clock(moment: datetime) -> None:
    here = local(moment.replace(tzinfo=UTC))
    found = at_local(here.date(), here.time())
    # compared in UTC: between zones Python calls every repeated moment unequal to all others
    assert found == moment.replace(tzinfo=UTC) - timedelta(hours=here.fold)
