"""The log as a person reads it."""

from datetime import datetime, timedelta

from samplan.audit.reading import Line, turns_of
from samplan.common.dates import SWEDEN

NOON = datetime(2026, 12, 7, 12, 0, 30, tzinfo=SWEDEN)


def line(what: str, at: datetime, who: str = "Maria", where: str = "Heart") -> Line:
    return Line(who, where, what, at)


def test_what_one_does_after_each_other_is_one_turn() -> None:
    lines = [
        line("read", NOON + timedelta(minutes=2)),
        line("listed", NOON + timedelta(minutes=1)),
        line("listed", NOON),
    ]
    (turn,) = turns_of(lines)
    assert (turn.oldest.at, turn.newest.at) == (NOON, NOON + timedelta(minutes=2))
    assert turn.has_length
    assert turn.counted() == [("read", 1), ("listed", 2)]


def test_another_person_place_or_day_is_another_turn() -> None:
    lines = [
        line("read", NOON),
        line("read", NOON, who="Omid"),
        line("read", NOON, who="Omid", where="Urology"),
        line("read", NOON - timedelta(days=1), who="Omid", where="Urology"),
        line("read", NOON - timedelta(days=1)),
    ]
    assert len(turns_of(lines)) == 5


def test_a_day_ends_at_midnight_in_sweden() -> None:
    midnight = NOON.replace(hour=0, minute=0, second=0)
    assert (
        len(turns_of([line("read", midnight), line("read", midnight - timedelta(seconds=1))])) == 2
    )


def test_what_fits_in_a_minute_has_no_length() -> None:
    (turn,) = turns_of([line("read", NOON + timedelta(seconds=20)), line("read", NOON)])
    assert not turn.has_length
