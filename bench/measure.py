"""Measures pages and the bare one in turns, through a real server on loopback."""

import argparse
import statistics
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.client import rate
from bench.pages import PAGES, Page, browsers
from bench.server import serving

BARE = Page("bare", "/bench/bare/", "Mottagning 0")
QUIET = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Measured:
    """Statements, cost as a multiple of the bare page's, and throughput kept with the log."""

    page: Page
    statements: int
    ratio: float
    kept_with_log: float


def print_table(options: argparse.Namespace) -> None:
    """One line a page."""
    print(f"Size {options.size.upper()}, {options.rounds} rounds of {options.repeat} requests.")
    print(f"{'page':26}{'statements':>12}{'x bare':>9}{'kept with log':>16}")
    clients = browsers()
    with serving() as logged, serving(is_silent=True) as silent:
        for page in PAGES:
            if options.only in page.name:
                found = measure(page, clients[page.is_staffs], options, (logged, silent))
                kept = f"{found.kept_with_log:.0%}"
                line = f"{page.name:26}{found.statements:>12}{found.ratio:>9.1f}{kept:>16}"
                print(line, flush=True)


def measure(
    page: Page, client: Client, options: argparse.Namespace, ports: tuple[int, int]
) -> Measured:
    """Count the page's statements, and time it against the bare one and without the log."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def asked(port: int, wanted: Page) -> float:
        count = options.repeat * (4 if wanted is BARE else 1)
        return rate(port, wanted.path, cookie, holds=wanted.holds, requests=count)

    asked(ports[0], page)
    ratios, kept = [], []
    for _round in range(options.rounds):
        bare, own = asked(ports[0], BARE), asked(ports[0], page)
        ratios.append(bare / own)
        kept.append(own / asked(ports[1], page))
    return Measured(
        page, statements(page, client), statistics.median(ratios), statistics.median(kept)
    )


def statements(page: Page, client: Client) -> int:
    """How many SQL statements one view of the page takes, transaction control apart."""
    client.get(page.path, HTTP_HOST="127.0.0.1")
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page.path, HTTP_HOST="127.0.0.1")
    if answer.status_code != 200 or page.holds not in answer.content.decode():
        raise SystemExit(f"{page.name}: status {answer.status_code}, or without “{page.holds}”")
    return sum(not each["sql"].startswith(QUIET) for each in caught)
