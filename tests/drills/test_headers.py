"""What the browser is told of every page: whose scripts, whose frames, and to keep nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samplan.access.acting import PatientActing, StaffActing
from samplan.config.routes import Route, routes
from tests.architecture.ladder import World, make_world
from tests.architecture.rungs import RUNGS, Rung
from tests.architecture.test_production import ENVIRONMENT, PRODUCTION
from tests.cast import AT, Cast, browser_of
from tests.drills.running import ROOT

pytestmark = pytest.mark.drill

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DIRECTIVES = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
UNSAFE = ("unsafe-inline", "unsafe-eval", "*", "http:", "https:")


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with time_machine.travel(AT, tick=False):
        yield make_world(cast)


def actings(world: World, route: Route) -> list[PatientActing | StaffActing]:
    """Whose page it is, and someone whose it is not."""
    cast = world.cast
    alma, owner = cast.acting(cast.alma), cast.acting(world.staff_for(route.roles)[0])
    return [owner, alma] if route.gate == "staff" else [alma, owner]


def replies(world: World, route: Route) -> Iterator[tuple[str, Any]]:
    """What each address answers those two, nobody, and a wrong method."""
    rung = RUNGS.get(route.name, Rung())
    address = reverse(route.name, kwargs=rung.parameters(world.alma) if route.parameters else {})
    yield "nobody", Client().get(address)
    for acting in actings(world, route):
        browser = browser_of(acting)
        if "GET" in route.methods:
            yield acting.actor_name, browser.get(address)
        else:
            yield f"{acting.actor_name}'s form", browser.post(address, {})
        yield f"{acting.actor_name}, wrongly", browser.delete(address)


@pytest.mark.django_db
def test_every_address_says_what_it_should(world: World):
    faults = []
    for route in routes():
        for who, reply in replies(world, route):
            is_personal = who != "nobody" and route.gate in {"patient", "staff"}
            is_personal = is_personal and "wrongly" not in who
            faults += [f"{route.path} to {who}: {fault}" for fault in missing(reply, is_personal)]
    assert faults == []


def missing(reply: Any, is_personal: bool) -> Iterator[str]:
    """What the answer does not say."""
    for name, value in WANTED.items():
        if reply.headers.get(name) != value:
            yield f"{name} is {reply.headers.get(name)}"
    if is_personal and "no-store" not in reply.headers.get("Cache-Control", ""):
        yield f"{reply.status_code} may be kept"
    policy = reply.headers.get("Content-Security-Policy", "")
    if policy.startswith("sandbox"):
        if "attachment" not in reply.headers.get("Content-Disposition", ""):
            yield "a file is shown"
        return
    found = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    yield from (
        f"{each} is {found.get(each)}" for each, is_ in DIRECTIVES.items() if found.get(each) != is_
    )
    yield from (f"{each} in {policy}" for each in UNSAFE if each in policy.split())


def test_a_bare_answer_lacks_it_all():
    """The planted bug: an answer that has met no middleware."""
    assert len(list(missing(HttpResponse("x"), is_personal=True))) == len(WANTED) + 1 + len(
        DIRECTIVES
    )


PRINT = """
import json, sys
from django.conf import settings
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN",
    "CSRF_COOKIE_PATH", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "LANGUAGE_COOKIE_SECURE")
json.dump({name: getattr(settings, name) for name in names}, sys.stdout)
"""


def test_productions_cookies_belong_to_the_host_alone():
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": PRODUCTION, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    for name in ("SESSION", "CSRF"):
        assert said[f"{name}_COOKIE_NAME"].startswith("__Host-")  # which asks for the rest
        assert said[f"{name}_COOKIE_SECURE"]
        assert said[f"{name}_COOKIE_DOMAIN"] is None
        assert said[f"{name}_COOKIE_PATH"] == "/"
    assert said["SESSION_COOKIE_HTTPONLY"]
    assert said["LANGUAGE_COOKIE_SECURE"]
    assert said["SECURE_SSL_REDIRECT"]
    assert said["SECURE_HSTS_SECONDS"] >= 31_536_000
