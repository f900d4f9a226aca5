"""The measured server: one granian worker on loopback, with or without the log."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from samplan.devtools.tether import tethered

STARTS_WITHIN = 20.0  # seconds


@contextmanager
def serving(*, is_silent: bool = False) -> Iterator[int]:
    """A server for as long as the block lasts; gives its port. `is_silent`: without the log."""
    port = free_port()
    os.environ["SAMPLAN_BENCH_SILENT"] = "1" if is_silent else ""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    words += ["--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    words += ["--workers-kill-timeout", "5s", "--log-level", "error"]
    server = tethered([*words, "bench.wsgi:application"])
    try:
        wait_for(port)
        yield port
    finally:
        if server.stdin is not None:
            server.stdin.close()
        server.wait()


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when the port answers."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The measured server did not start.")
