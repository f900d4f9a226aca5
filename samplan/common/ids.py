"""Identifiers that sort by when they were made."""

import os
import threading
import time
import uuid

_COUNTER_BITS = 42
_TAIL_BITS = 32
_lock = threading.Lock()
_last_ms = 0
_counter = 0


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562), greater than every earlier one from this process.

    48 bits of Unix milliseconds, a 42-bit counter that starts at random each millisecond
    (section 6.2, method 1) and 32 random bits. Safe to call from many threads.
    """
    milliseconds, counter = _next_tick(time.time_ns() // 1_000_000)
    tail = int.from_bytes(os.urandom(_TAIL_BITS // 8))
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (counter >> 30) << 64
    value |= 0b10 << 62
    value |= (counter & 0x3FFF_FFFF) << 32
    return uuid.UUID(int=value | tail)


def _next_tick(now_ms: int) -> tuple[int, int]:
    global _last_ms, _counter
    with _lock:
        if now_ms > _last_ms:
            _last_ms, _counter = now_ms, _fresh_counter()
        else:  # same millisecond, or the machine's clock was set back
            _counter += 1
            if _counter >> _COUNTER_BITS:
                _last_ms, _counter = _last_ms + 1, _fresh_counter()
        return _last_ms, _counter


def _fresh_counter() -> int:
    """At most half of the range, so that a busy millisecond has room to count."""
    return int.from_bytes(os.urandom(6)) >> (48 - _COUNTER_BITS + 1)
