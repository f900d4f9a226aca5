"""Places in lists, as addresses hold them."""

import uuid
from datetime import UTC, datetime

import pytest

from samplan.common.paging import moment_place_in, place_at

KEY = uuid.UUID(int=7)


def test_a_place_is_a_moment_and_a_key() -> None:
    at, key = moment_place_in(f"2026-11-23T09:00:00Z_{KEY}") or (None, None)

    assert at is not None
    assert at.year == 2026
    assert key == KEY


def test_a_place_that_is_written_is_read_as_it_was() -> None:
    at = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)

    place = place_at(at, KEY)

    assert "+" not in place  # which reads as a space in an address
    assert moment_place_in(place) == (at, KEY)


def test_no_place_is_the_beginning() -> None:
    assert moment_place_in(None) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", f"2026-11-23T09:00:00_{KEY}", f"0001-01-01T00:00:00Z_{KEY}", "2026-11-23T09:00:00Z_"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence is never shown
        moment_place_in(text)
