"""Identifiers sort by when they were made, whatever the clock and the threads do."""

import threading
import time
import uuid

import pytest

from samplan.common import ids
from samplan.common.ids import uuid7


def test_version_and_variant_are_those_of_rfc_9562() -> None:
    made = uuid7()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_the_first_48_bits_are_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last_ms", 0)  # another test may have been in the future
    before = time.time_ns() // 1_000_000
    milliseconds = uuid7().int >> 80
    assert before <= milliseconds <= time.time_ns() // 1_000_000 + 1


def test_many_in_the_same_millisecond_are_in_order() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_order_holds_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    second = uuid7()
    assert second > first


def test_a_full_counter_moves_on_to_the_next_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    monkeypatch.setattr(ids, "_counter", (1 << 42) - 1)
    second = uuid7()
    assert second > first
    assert second.int >> 80 == (first.int >> 80) + 1


def test_threads_never_get_the_same() -> None:
    made: list[list[uuid.UUID]] = [[] for _ in range(8)]

    def fill(own: list[uuid.UUID]) -> None:
        own.extend(uuid7() for _ in range(2_000))

    threads = [threading.Thread(target=fill, args=(own,)) for own in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one for own in made for one in own}) == 16_000
    assert all(own == sorted(own) for own in made)
