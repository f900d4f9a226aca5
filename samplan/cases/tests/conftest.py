"""Tests of conversations happen at the cast's moment."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import AT


@pytest.fixture(autouse=True)
def at_the_casts_moment() -> Iterator[None]:
    """The clock stands at AT, for whoever asks the wall."""
    with time_machine.travel(AT, tick=False):
        yield
