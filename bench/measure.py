"""Measures pages and the bare one in turns, in one process, through the whole WSGI handler."""

import argparse
import statistics
import time
from dataclasses import dataclass

from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.pages import PAGES, Page, browsers

BARE = "/bench/bare/"
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
    for page in PAGES:
        if options.only in page.name:
            found = measure(page, clients[page.is_staffs], options)
            kept = f"{found.kept_with_log:.0%}"
            print(f"{page.name:26}{found.statements:>12}{found.ratio:>9.1f}{kept:>16}")


def measure(page: Page, client: Client, options: argparse.Namespace) -> Measured:
    """Check the page's content, count its statements, and time it against the bare one."""
    answer = client.get(page.path, HTTP_HOST="127.0.0.1")
    if answer.status_code != 200 or page.holds not in answer.content.decode():
        raise SystemExit(f"{page.name}: status {answer.status_code}, or without “{page.holds}”")
    with CaptureQueriesContext(connection) as caught:
        client.get(page.path, HTTP_HOST="127.0.0.1")
    statements = sum(not each["sql"].startswith(QUIET) for each in caught)
    own, bare, silent = [], [], []
    for _round in range(options.rounds):
        bare.append(seconds(client, BARE, options.repeat))
        own.append(seconds(client, page.path, options.repeat))
        with override_settings(SAMPLAN_AUDIT_IS_ON=False):
            silent.append(seconds(client, page.path, options.repeat))
    ratio = statistics.median(a / b for a, b in zip(own, bare, strict=True))
    kept = statistics.median(s / a for s, a in zip(silent, own, strict=True))
    return Measured(page, statements, ratio, kept)


def seconds(client: Client, path: str, repeat: int) -> float:
    """How long `repeat` requests take, straight through the WSGI handler."""
    environ = client._base_environ(
        PATH_INFO=path.split("?")[0],
        QUERY_STRING=path.partition("?")[2],
        HTTP_HOST="127.0.0.1",
        REQUEST_METHOD="GET",
    )
    application = get_internal_wsgi_application()
    began = time.perf_counter()
    for _request in range(repeat):
        body = application(dict(environ), _start_response)
        for _part in body:
            pass
        body.close()
    return time.perf_counter() - began


def _start_response(status: str, _headers: object, _info: object = None) -> None:
    if not status.startswith("200"):
        raise SystemExit(f"A page answered {status} while measured.")
