"""Runs the demo in a folder of its own, and sees which of its processes live."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 40.0  # seconds, the making of a new database included
SETTLES_WITHIN = 10.0  # seconds; a part that is deaf to TERM takes twelve


class Demo:
    """One `samplan demo` of a drill. Its processes are known by the folder `var`."""

    def __init__(self, var: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.process = start(var, "manage.py", "demo", "--port", str(port))

    def wait_until_up(self) -> None:
        assert until(self._says_it_runs, STARTS_WITHIN), "the demo did not start in time"

    def _says_it_runs(self) -> bool:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        assert line, f"the demo ended: {self.process.wait()}"
        return "Stop it with" in line

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/halsa/ready") as reply:
            return bool(reply.read() == b"ok")
        return False

    def ended(self, sign: signal.Signals) -> tuple[float, str]:
        """Send the signal and wait until nobody is left to speak: seconds taken, what was said."""
        since = time.monotonic()
        self.process.send_signal(sign)
        said, _nothing = self.process.communicate(timeout=STARTS_WITHIN)
        return time.monotonic() - since, said.decode()


def start(var: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start Python with these words in the folder `var`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "samplan.config.settings.demo",
        "SAMPLAN_VAR": str(var),
    }
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether it becomes so within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def living(var: Path) -> dict[int, str]:
    """The processes that were started with `var` as their folder or work in it, by id."""
    return {
        int(entry.name): command
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and (command := _command_within(entry, str(var).encode()))
    }


def _command_within(entry: Path, var: bytes) -> str:
    """The command of a process of `var`; empty for others and for those that have ended."""
    with suppress(OSError):
        command = (entry / "cmdline").read_bytes()
        traces = [command, (entry / "environ").read_bytes(), bytes((entry / "cwd").readlink())]
        if command and any(var in trace for trace in traces):
            return command.replace(b"\0", b" ").decode()
    return ""
