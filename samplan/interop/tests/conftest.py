"""The clock stands still at the cast's moment."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import AT


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield
