"""When a place is open, and how that is written."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from samplan.common.opening_hours import BadHours, Hours, Standing, parse_spans, week_words

WEEKDAYS = parse_spans("8–11.30, 13–16")
OFFICE = Hours(dict.fromkeys(range(5), WEEKDAYS))
MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 12 in Sweden


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), Standing(True, date(2026, 11, 23), time(11, 30))),
        (MONDAY_NOON, Standing(False, date(2026, 11, 23), time(13))),
        (datetime(2026, 11, 27, 15, tzinfo=UTC), Standing(False, date(2026, 11, 30), time(8))),
        (datetime(2026, 12, 23, 20, tzinfo=UTC), Standing(False, date(2026, 12, 28), time(8))),
    ],
    ids=["open", "lunch", "weekend", "christmas"],
)
def test_it_says_whether_it_is_open_and_when_that_changes(at: datetime, standing: Standing):
    assert OFFICE.standing(at) == standing


def test_a_day_that_is_otherwise_goes_before_its_weekday():
    closed = Hours(OFFICE.week, {date(2026, 11, 23): ()})
    assert closed.standing(MONDAY_NOON) == Standing(False, date(2026, 11, 24), time(8))

    saturday = Hours(OFFICE.week, {date(2026, 12, 26): parse_spans("10–12")})
    at = datetime(2026, 12, 26, 10, tzinfo=UTC)
    assert saturday.standing(at) == Standing(True, date(2026, 12, 26), time(12))


def test_a_place_that_never_closes_is_open_at_night_and_on_holidays():
    always = Hours(dict.fromkeys(range(7), parse_spans("0-24")), {}, is_open_on_holidays=True)
    assert always.standing(datetime(2026, 12, 24, 23, 30, tzinfo=UTC)).is_open


def test_a_place_that_nobody_has_said_anything_about_opens_never():
    assert Hours({}).standing(MONDAY_NOON) == Standing(False)
    assert not Hours({}).is_known


@pytest.mark.parametrize("written", ["8–11.30, 13–16", "08:00-11:30 och 13.00–16.00"])
def test_hours_are_written_as_people_do(written: str):
    assert parse_spans(written) == ((time(8), time(11, 30)), (time(13), time(16)))


@pytest.mark.parametrize("written", ["morgon", "16–8", "8–12, 11–13", "8–25", "0–24, 8–9", "8–11,"])
def test_what_is_no_hours_is_refused(written: str):
    with pytest.raises(BadHours):
        parse_spans(written)


def test_alike_days_stand_together():
    week = {**dict.fromkeys(range(4), WEEKDAYS), 4: parse_spans("8–12"), 6: parse_spans("0–24")}
    with translation.override("sv"):
        words = week_words(week, "sv")
    assert words == "mån–tors 8–11.30, 13–16, fre 8–12, sön dygnet runt"
