"""Owns one embedded PostgreSQL server until its last user is gone. Started by `embedded`."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from samplan.config import embedded

STARTS_WITHIN = 30.0  # seconds
COMMON_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "jit": "off",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
# Test databases are thrown away: they need no disk guarantees.
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main() -> None:
    """Start or adopt the server called as the first argument, say "ready", wait, stop it.

    However it ends, the server ends with it: also when the one who asked for it has died while
    it started, or its cluster cannot be prepared. Asked by TERM it stops at once.
    """
    name = sys.argv[1]
    folder = embedded.home(name)
    own = (folder / "keeper.lock").open("a")
    fcntl.flock(own, fcntl.LOCK_EX)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    left_behind = running_server(folder)
    command = [] if left_behind else server_command(name, folder)
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    server = left_behind or started(command)
    try:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        if asked:  # while nobody knew yet which server to stop
            sys.exit()
        wait_until_answering(name, server)
        embedded.prepare_cluster(name)
        say_ready()
        users = (folder / "users.lock").open("a")
        fcntl.flock(users, fcntl.LOCK_EX)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop(server)


def say_ready() -> None:
    """Tell the one who asked for the server, if it still listens. Others may use it already."""
    with suppress(BrokenPipeError):
        os.write(1, b"ready\n")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def running_server(folder: Path) -> int | None:
    """The process id of a server that an earlier keeper left behind, if it lives."""
    pid_file = folder / "data" / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
        os.kill(pid, 0)
        is_ours = str(folder) in Path(f"/proc/{pid}/cmdline").read_text()
    except (OSError, ValueError, IndexError):
        return None
    return pid if is_ours else None


def server_command(name: str, folder: Path) -> list[str]:
    """Make the cluster where it is missing, and give the words that start its server."""
    data, sockets = folder / "data", embedded.socket_folder(name)
    sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not data.exists():
        initialise(data)
    options = COMMON_OPTIONS | {"unix_socket_directories": str(sockets)}
    if name == "test":
        options |= TEST_OPTIONS
    arguments = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
    return [*unprivileged(), str(embedded.binaries() / "postgres"), "-D", str(data), *arguments]


def started(command: list[str]) -> int:
    """Start the server, and give its process id."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
    ).pid


def unprivileged() -> list[str]:
    """The words before a server command: PostgreSQL refuses to run as root.

    Root runs it in a user namespace, where it is nobody special and still owns its files.
    """
    if os.geteuid() != 0:
        return []
    words = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which("unshare") is None or subprocess.run([*words, "true"]).returncode != 0:
        sys.exit("PostgreSQL cannot run as root here. Run as another user, or set DATABASE_URL.")
    return words


def initialise(data: Path) -> None:
    """Run initdb beside the place and move it there: an interrupted run leaves no half cluster."""
    making = data.with_name("data.new")
    shutil.rmtree(making, ignore_errors=True)
    subprocess.run(
        [
            *unprivileged(),
            embedded.binaries() / "initdb",
            "-D",
            str(making),
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ],
        check=True,
        stdout=sys.stderr,
    )
    making.rename(data)


def wait_until_answering(name: str, server: int) -> None:
    """Return when the server takes connections; exit with its log when it cannot."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and not is_gone_within(server, seconds=0.05):
        with suppress(psycopg.OperationalError):
            psycopg.connect(embedded.address(name, "postgres", "postgres")).close()
            return
    sys.exit("The server did not answer in time.")


def stop(server: int) -> None:
    """End the server (fast shutdown, then the quick one) and wait for it."""
    for sign in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(server, sign)
        except ProcessLookupError:
            return
        if is_gone_within(server, seconds=15):
            return


def is_gone_within(pid: int, *, seconds: float) -> bool:
    """Whether the process ends within the time, reaping it where it is our child."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                return True
        except ChildProcessError:
            if not Path(f"/proc/{pid}").exists():
                return True
        time.sleep(0.02)
    return False


if __name__ == "__main__":
    main()
