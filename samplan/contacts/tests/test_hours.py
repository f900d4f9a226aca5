"""Hours of the week are read as people write them and shown folded."""

import pytest

from samplan.contacts.hours import BadHours, folded, read_week


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("8-11", "mån–fre 8–11"),
        ("08:00 – 11.30", "mån–fre 8–11.30"),
        ("mån-tors 8-11, 13-15, fre 8-10", "mån–tors 8–11, 13–15, fre 8–10"),
        ("Mon-Wed 8-11, sat 9-10", "mån–ons 8–11, lör 9–10"),
        ("tisdag 8-11, torsdag 8-11", "tis 8–11, tors 8–11"),
    ],
)
def test_what_is_written_is_shown_alike(text: str, shown: str):
    week = read_week(text)
    assert len(week) == 7
    assert folded(week, "sv") == shown
    assert read_week(folded(week, "sv")) == week
    assert read_week(folded(week, "en-gb")) == week


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("förmiddag", "shape"),
        ("måndag", "shape"),
        ("8-25", "shape"),
        ("8.75-9", "shape"),
        ("11-8", "order"),
        ("8-11, 10-12", "order"),
        ("nån 8-11", "day"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, code: str):
    with pytest.raises(BadHours) as fault:
        read_week(text)
    assert fault.value.code == code
