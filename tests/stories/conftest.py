"""A real browser before a real server, and the town that the stories happen in."""

import fcntl
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from samplan.ui.build import build
from tests.cast import AT, Cast
from tests.stories.town import Town, make_town
from tests.stories.visitor import DESK, Visitor
from tests.stories.watching import dress

ROOT = Path(__file__).resolve().parents[2]

# Playwright's loop lives in the test's own thread, where the story also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DATABASES = ["default", "owner"]  # the owner empties them afterwards
PATIENCE = 10_000  # milliseconds, on a machine that does much else
expect.set_options(timeout=PATIENCE)

Arrives = Callable[..., Visitor]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything beside this file is a story, told with real commits."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.story)
            item.add_marker(pytest.mark.django_db(transaction=True, databases=DATABASES))


VISITORS = pytest.StashKey[list[Visitor]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that fails says what stood on each page that was open."""
    report = yield
    if report.failed and call.when == "call":
        for visitor in item.stash.get(VISITORS, []):
            page = visitor.page
            report.sections.append((page.url, page.locator("body").aria_snapshot()))
    return report


@pytest.fixture(scope="session")
def look() -> None:
    """Pages have their style and scripts; one worker builds them while the others wait."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "stories.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build(ROOT)


@pytest.fixture(scope="session")
def browser_type_launch_args(look: None) -> dict[str, Any]:
    """Debian's Chromium, on a machine without a screen."""
    return {
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def clock() -> Iterator[None]:
    """Every story begins on the cast's Monday morning, and its clock goes as any clock."""
    with time_machine.travel(AT, tick=True):
        yield


@pytest.fixture
def town(cast: Cast, clock: None) -> Town:
    """The cast, with two clinics at work."""
    return make_town(cast)


@pytest.fixture
def arrives(
    town: Town,
    live_server: LiveServer,
    new_context: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> Arrives:
    """Someone sits down at a browser of their own: `arrives("Alma Ek", viewport=PHONE)`.

    Signs in by the face of that name; nobody stays at the door.
    """

    def sit_down(name: str = "", **options: Any) -> Visitor:
        context = new_context(**{"locale": "sv-SE", "viewport": DESK, **options})
        context.set_default_timeout(PATIENCE)
        dress(context)
        is_scripted = options.get("java_script_enabled", True)
        visitor = Visitor(context.new_page(), live_server.url, is_scripted)
        request.node.stash.setdefault(VISITORS, []).append(visitor)
        if name:
            visitor.signs_in_as(name)
        return visitor

    return sit_down
