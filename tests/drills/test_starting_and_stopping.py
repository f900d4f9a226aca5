"""The demo starts and stops whole: asked, killed, started twice, no process is left."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samplan.config import addresses, embedded
from tests.drills.running import (
    SETTLES_WITHIN,
    STARTS_WITHIN,
    Demo,
    free_port,
    living,
    start,
    until,
)

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(not addresses.is_embedded(), reason="DATABASE_URL: nothing to start"),
]

PROMPTLY = 6.0  # seconds; it takes one on a quiet machine, and ten where a worker was killed


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of its own; whatever is left of its processes at the end is ended."""
    folder = tmp_path_factory.mktemp("var")
    yield folder
    for pid in living(folder):
        os.kill(pid, signal.SIGKILL)
    digest_folder = embedded.socket_folder("demo").parent
    if digest_folder.name.startswith("samplan-"):
        shutil.rmtree(digest_folder, ignore_errors=True)


def all_gone(var: Path) -> bool:
    return until(lambda: not living(var), SETTLES_WITHIN)


def test_killed_it_takes_all_with_it_and_the_next_run_stops_when_asked(var: Path):
    demo = Demo(var, free_port())
    demo.wait_until_up()
    assert len(living(var)) > 5  # or the eye for processes is blind
    seconds, _said = demo.ended(signal.SIGKILL)
    assert seconds < PROMPTLY
    assert all_gone(var), living(var)

    following = Demo(var, free_port())
    following.wait_until_up()
    assert following.answers()
    seconds, said = following.ended(signal.SIGTERM)
    assert seconds < PROMPTLY
    assert "refused" not in said
    assert following.process.returncode == 0
    assert all_gone(var), living(var)


def test_killed_while_it_starts_it_takes_everything_with_it(var: Path):
    demo = Demo(var, free_port())
    assert until(lambda: has_begun(var, "manage.py worker"), STARTS_WITHIN)
    seconds, _said = demo.ended(signal.SIGKILL)
    assert seconds < PROMPTLY
    assert all_gone(var), living(var)


def test_started_twice_the_first_is_left_alone(var: Path):
    port = free_port()
    first = Demo(var, port)
    first.wait_until_up()

    on_the_same_port = Demo(var, port)
    said, _nothing = on_the_same_port.process.communicate(timeout=STARTS_WITHIN)
    assert on_the_same_port.process.returncode == 1
    assert f"Port {port} is taken. Try PORT={port + 1}." in said.decode()
    assert "Traceback" not in said.decode()
    assert first.answers()

    beside = Demo(var, free_port())
    beside.wait_until_up()
    servers = [each for each in living(var).values() if "pginstall/bin/postgres -D" in each]
    assert len(servers) == 1

    first.ended(signal.SIGTERM)
    assert beside.answers()
    beside.ended(signal.SIGTERM)
    assert all_gone(var), living(var)


def test_a_web_worker_asked_to_stop_while_it_loads_stops(var: Path):
    server = start(
        *(var, "-m", "samplan.config.server", "--interface", "wsgi", "--port", str(free_port())),
        *("--workers-kill-timeout", "10s", "samplan.config.wsgi:application"),
    )
    assert until(lambda: is_loading(server), STARTS_WITHIN)
    since = time.monotonic()
    os.killpg(server.pid, signal.SIGTERM)
    said, _nothing = server.communicate(timeout=STARTS_WITHIN)

    assert time.monotonic() - since < PROMPTLY
    assert b"refused to gracefully stop" not in said
    assert all_gone(var), living(var)


def test_a_database_whose_asker_dies_while_it_starts_stops(var: Path):
    asker = start(var, "-c", "from samplan.config import embedded; embedded.use('demo')")
    assert until(lambda: has_begun(var, "samplan.config.keeper"), STARTS_WITHIN)
    asker.kill()
    asker.communicate(timeout=STARTS_WITHIN)
    assert all_gone(var), living(var)


ASKED_AS_IT_STARTS = """
import os, signal, subprocess, sys
from samplan.config import embedded, keeper
begin = subprocess.Popen
def beginning(command, **options):
    begun = begin(command, **options)
    if any(str(word).endswith("/bin/postgres") for word in command):
        os.kill(os.getpid(), signal.SIGTERM)
    return begun
subprocess.Popen = beginning
embedded.home("demo").mkdir(parents=True, exist_ok=True)
sys.argv = ["keeper", "demo"]
keeper.main()
"""


def test_a_keeper_asked_to_stop_as_its_server_begins_leaves_none(var: Path):
    keeper = start(var, "-c", ASKED_AS_IT_STARTS)
    keeper.communicate(timeout=STARTS_WITHIN)
    assert all_gone(var), living(var)


def has_begun(var: Path, command: str) -> bool:
    """Whether the command runs, untied from its tether's words."""
    return any(command in each and "tether" not in each for each in living(var).values())


def is_loading(server: "subprocess.Popen[bytes]") -> bool:
    """Whether the worker has been forked and has begun to load the application."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return any("psycopg" in Path(f"/proc/{each}/maps").read_text() for each in children)
