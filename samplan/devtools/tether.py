"""Runs one command for as long as whoever started it lives.

The starter holds the other end of standard input. However it ends, the kernel closes that end,
and the command and everything it started are ended too.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Final

GRACE: Final = 12.0  # seconds between asking to stop and stopping


def tethered(command: list[str]) -> "subprocess.Popen[bytes]":
    """Start `command` tied to this process."""
    words = [sys.executable, "-m", "samplan.devtools.tether", *command]
    return subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)


def main() -> None:
    """Run the command given as arguments until it ends or the starter is gone."""
    signal.signal(signal.SIGINT, _stay)
    signal.signal(signal.SIGTERM, _stay)
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=_end_with_starter, args=[child.pid], daemon=True).start()
    status = child.wait()
    _end_group(child.pid)
    sys.exit(status)


def _stay(*_: object) -> None:
    """Do nothing. SIG_IGN would be handed on to the command, deaf to TERM until it had loaded."""


def _end_with_starter(group: int) -> None:
    while os.read(0, 4096):
        pass
    _end_group(group)


def _end_group(group: int) -> None:
    """Ask every process of the group to stop, then stop it."""
    for sign, wait in ((signal.SIGTERM, GRACE), (signal.SIGKILL, 1.0)):
        deadline = time.monotonic() + wait
        try:
            os.killpg(group, sign)
            while time.monotonic() < deadline:
                os.killpg(group, 0)
                time.sleep(0.05)
        except ProcessLookupError:
            return


if __name__ == "__main__":
    main()
