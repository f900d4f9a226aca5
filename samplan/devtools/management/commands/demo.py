"""`samplan demo`: from an empty database to a running portal with the demo world."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from samplan.devtools.tether import tethered

STARTS_WITHIN = 30.0  # seconds
PREPARING = 72617  # the advisory lock


class Command(BaseCommand):
    """Starts web server, job worker and database, and stops them again."""

    help = "Runs the demo: invented people only, anyone can sign in as anyone."

    def add_arguments(self, parser: CommandParser) -> None:
        """The port, and stopping once everything has answered."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--once", action="store_true", help="stop as soon as it answers")

    def handle(self, **options: Any) -> None:
        """Prepare, run until asked to stop, stop."""
        _check_free(options["port"])
        _prepare()
        address = f"http://127.0.0.1:{options['port']}"
        signal.signal(signal.SIGTERM, _interrupt)
        children = [self._web(options), self._worker()]
        try:
            self._wait(address, children)
            self.stdout.write(f"\nSamplan is running at {address}/")
            self.stdout.write("Trial version with invented people. Not for real patients.")
            self.stdout.write("Stop it with Ctrl-C.\n")
            self.stdout.flush()
            while not options["once"] and all(child.poll() is None for child in children):
                time.sleep(0.3)
        except KeyboardInterrupt:
            pass
        finally:
            self._stop(children)

    def _web(self, options: dict[str, Any]) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "samplan.config.server", "--interface", "wsgi"]
        words += ["--host", "127.0.0.1", "--port", str(options["port"])]
        words += ["--workers", str(options["workers"]), "--blocking-threads", "4"]
        words += ["--workers-kill-timeout", "10s", "--respawn-failed-workers"]
        words += ["--log-level", "warning", "samplan.config.wsgi:application"]
        return tethered(words)

    def _worker(self) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "manage.py", "worker"]
        return tethered(words)

    def _wait(self, address: str, children: list["subprocess.Popen[bytes]"]) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            if any(child.poll() is not None for child in children):
                break
            try:
                with urllib.request.urlopen(f"{address}/halsa/ready", timeout=2):  # noqa: S310 -- our own loopback address
                    return
            except OSError:
                time.sleep(0.1)
        raise CommandError(f"Nothing answers at {address}. Is the port taken? Try PORT=8001.")

    def _stop(self, children: list["subprocess.Popen[bytes]"]) -> None:
        for child in children:
            if child.stdin is not None:
                child.stdin.close()
        for child in children:
            child.wait()


def _check_free(port: int) -> None:
    """Raise CommandError where something answers there: the web server would share the port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CommandError(f"Port {port} is taken. Try PORT={port + 1}.")


def _prepare() -> None:
    """Bring the database up to date, one command at a time: another demo may be starting."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    call_command("migrate", database="owner", verbosity=0)
    call_command("forms_load", verbosity=0)
    call_command("case_types_load", verbosity=0)
    call_command("demo_world", verbosity=0)
    connections.close_all()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
