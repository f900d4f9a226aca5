"""Measures pages and the bare one in turns, through a real server on loopback."""

import argparse
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.client import Ask, Work, rate
from bench.pages import BARE, Page
from bench.rows import CONNECTIONS
from bench.server import serving

QUIET = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
NAMES = 40  # characters of the table's first column


@dataclass(frozen=True)
class Measured:
    """Statements, cost as a multiple of the bare page's, and throughput kept with the log."""

    page: Page
    statements: int
    ratio: float
    kept_with_log: float


def print_table(pages: Iterable[Page], options: argparse.Namespace) -> None:
    """One line a page."""
    print(f"Size {options.size.upper()}, {options.rounds} rounds of {options.repeat} requests.")
    print(f"{'page':{NAMES}}{'statements':>12}{'x bare':>9}{'kept with log':>16}")
    with serving() as logged, serving(is_silent=True) as silent:
        for page in pages:
            found = measure(page, options, (logged, silent))
            kept = f"{found.kept_with_log:.0%}"
            line = f"{page.name:{NAMES}}{found.statements:>12}{found.ratio:>9.1f}{kept:>16}"
            print(line, flush=True)
    print()


def measure(page: Page, options: argparse.Namespace, ports: tuple[int, int]) -> Measured:
    """Count the page's statements, and time it against the bare one and without the log."""

    def asked(port: int, wanted: Page) -> float:
        turns = options.repeat * (4 if wanted is BARE else 1)
        each = max(turns // CONNECTIONS, 1)
        return rate(port, [wanted.work(lane, each) for lane in range(CONNECTIONS)])

    asked(ports[0], page)
    ratios, kept = [], []
    for _round in range(options.rounds):
        bare, own = asked(ports[0], BARE), asked(ports[0], page)
        ratios.append(bare / own)
        kept.append(own / asked(ports[1], page))
    return Measured(page, statements(page), statistics.median(ratios), statistics.median(kept))


def statements(page: Page) -> int:
    """How many SQL statements the last request of a turn takes, transaction control apart."""
    work = page.work(0, 2)
    *before, last = [ask for turn in work.turns for ask in turn]
    for ask in before:
        _answered(work, ask)
    with CaptureQueriesContext(connection) as caught:
        _answered(work, last)
    count = sum(not each["sql"].startswith(QUIET) for each in caught)
    _answered(work, work.proof)
    return count


def _answered(work: Work, ask: Ask) -> None:
    """Ask without a server, in this process."""
    options = {"HTTP_HOST": "127.0.0.1"} | ({"HTTP_HX_REQUEST": "true"} if ask.by_script else {})
    client = work.visitor
    if ask.posts is None:
        answer = client.get(ask.path, **options)
    else:
        answer = client.send(ask.path, dict(ask.posts), **options)
    ask.check(answer.status_code, answer.headers.get("Location") or answer.content.decode())
