"""Many at once: each in a thread and on a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def side_by_side(works: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """What each gave, or the exception it ended with. All begin at the same moment."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Result]) -> Result | Exception:
        try:
            connections["default"].ensure_connection()
            gate.wait(timeout=30)
            return work()
        except Exception as fault:  # noqa: BLE001 -- whatever it was, the drill looks at it
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
