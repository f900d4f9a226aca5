"""The one way to define a job: a name, a queue, retries; and schedules in cron's own form."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

Job = TypeVar("Job", bound=Callable[..., Any])

TRIES: Final = 8
RETRIES: Final = RetryStrategy(max_attempts=TRIES, exponential_wait=4)  # 4, 16, 64 ... seconds


def job(name: str) -> Callable[[Job], Any]:
    """Make a function a job called `name`. It must be safe to run twice and to kill.

    Defer it with `.defer(...)`: it is enqueued in the caller's transaction.
    """
    return app.task(name=name, retry=RETRIES)


def every(cron: str, name: str) -> Callable[[Job], Any]:
    """Run a job by a schedule. It gets the schedule's moment as `timestamp` (Unix seconds)."""

    def schedule(function: Job) -> Any:
        task = app.task(name=name, queueing_lock=name)(function)
        return app.periodic(cron=cron)(task)

    return schedule
