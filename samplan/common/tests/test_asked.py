"""Days and places in addresses: what is out of reach is refused, and nothing crashes."""

import uuid
from datetime import UTC, date, datetime

import pytest

from samplan.common.asked import asked_day, asked_place

KEY = uuid.UUID(int=7)


def test_a_day_and_a_place():
    assert asked_day("2026-12-17") == date(2026, 12, 17)
    at = datetime(2026, 12, 17, 9, tzinfo=UTC)
    assert asked_place(f"{at.isoformat()}_{KEY}") == (at, KEY)


@pytest.mark.parametrize("text", ["", "x", "0001-01-01", "9999-12-31", "2026-02-30", "\0"])
def test_no_day(text: str):
    with pytest.raises(ValueError, match=r".*"):
        asked_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_",
        f"2026-11-23T09:00:00_{KEY}",
        f"0001-01-01T00:00:00+23:00_{KEY}",
        f"9999-12-31T23:59:59-23:00_{KEY}",
        "2026-11-23T09:00:00+00:00_x",
    ],
)
def test_no_place(text: str):
    with pytest.raises(ValueError, match=r".*"):
        asked_place(text)
