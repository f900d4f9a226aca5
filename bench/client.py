"""A client that asks as fast as it can over a few kept connections, and reads each answer."""

import http.client
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from samplan.access import marks
from tests.cast import ActingClient

TOKEN = "b" * 32  # against forged posts: the cookie and the field say the same
Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Ask:
    """One request. `holds` stands on the page that answers it, or in the address it leads to."""

    path: str
    holds: str
    posts: Fields | None = None
    by_script: bool = False

    def check(self, status: int, answer: str) -> None:
        """End the bench where the answer is another than it should be."""
        if status not in (200, 202, 302) or self.holds not in answer:
            raise SystemExit(f"{self.path}: status {status}, or without “{self.holds}”")


@dataclass(frozen=True)
class Work:
    """What one connection asks: turns of one or several requests, and then one that shows that
    they had effect."""

    visitor: ActingClient
    turns: Sequence[tuple[Ask, ...]]
    proof: Ask
    headers: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        session = self.visitor.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        object.__setattr__(self, "headers", {"Cookie": cookie})


def rate(port: int, works: Sequence[Work]) -> float:
    """Turns a second, each of the works over a connection of its own. Every answer is checked."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(lambda work: _ask(port, work, work.turns), works))
        seconds = time.perf_counter() - began
        list(pool.map(lambda work: _ask(port, work, [(work.proof,)]), works))
    return sum(len(work.turns) for work in works) / seconds


def _ask(port: int, work: Work, turns: Sequence[tuple[Ask, ...]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    mark = marks.mark_of(work.visitor.acting, at=timezone.now())
    for ask in (ask for turn in turns for ask in turn):
        headers, body = dict(work.headers), None
        if ask.posts is not None:
            fields = {**ask.posts, marks.FIELD: mark, "csrfmiddlewaretoken": TOKEN}
            body = urlencode(fields, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if ask.by_script:
            headers["HX-Request"] = "true"
        connection.request("GET" if body is None else "POST", ask.path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        ask.check(answer.status, answer.headers.get("Location") or text)
    connection.close()
