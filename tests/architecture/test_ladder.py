"""Every address behind a login is climbed by everyone who might try it."""

import re
import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.gates import patient_page
from samplan.config import urls
from samplan.config.routes import Route, routes
from tests.architecture.ladder import MATTERS, Things, World, make_world
from tests.architecture.rungs import RUNGS, Rung
from tests.cast import AT, browser_of, make_cast

BEHIND_LOGIN = [route for route in routes() if route.gate in {"patient", "staff"}]
OPEN = [route for route in routes() if route.gate == "open"]
IDS = re.compile(r'\sid="([^"]+)"')
FINE, FOUND, NOT_FOUND, WRONG_METHOD, MOVED, BROKEN = 400, 302, 404, 405, 410, 500


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, made once: to make it takes many times as long as to climb one address."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(AT, tick=False):
            world = make_world(make_cast())
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World) -> Iterator[World]:
    """The world, and its day; what someone does to it there is undone afterwards."""
    with time_machine.travel(AT, tick=False), transaction.atomic():
        yield built
        transaction.set_rollback(True)


def test_every_address_has_a_name_a_gate_and_methods():
    assert loose(routes()) == []


def test_an_address_without_them_is_seen():
    planted = [path("las/", lambda request: HttpResponse(), name="")]
    assert loose(routes(planted)) == ["/las/ has no name, no gate, no methods"]


def test_every_address_behind_a_login_has_its_rung():
    assert rungless(BEHIND_LOGIN) == []


def test_a_rung_that_leads_nowhere_is_taken_away():
    assert set(RUNGS) - {route.name for route in BEHIND_LOGIN} == set()


def test_a_new_address_without_a_rung_is_seen():
    view = patient_page("GET")(lambda request: HttpResponse())
    (fault,) = rungless(routes([path("nytt/", view, name="novelty")]))
    assert fault == "novelty: say in tests/architecture/rungs how its address is built."


@pytest.mark.parametrize("route", BEHIND_LOGIN, ids=lambda route: route.name)
def test_everyone_climbs(route: Route, world: World):
    if route.name not in RUNGS:
        pytest.fail(rungless([route])[0])
    assert falls(route, RUNGS[route.name], world) == []


@pytest.mark.parametrize("route", OPEN, ids=lambda route: route.name)
def test_open_pages_hold_nothing_of_patients(route: Route, world: World):
    address = reverse(route.name)
    for method in route.methods:
        reply = Client().generic(method, address)
        assert reply.status_code in {200, FOUND, NOT_FOUND}
        assert MATTERS not in reply.content.decode()
    assert Client().delete(address).status_code == WRONG_METHOD
    signed_in = sent(world.cast.acting(world.cast.alma), route.methods[0], address, {})
    assert signed_in.status_code < BROKEN


def leaky(request: Any, visit_id: uuid.UUID) -> HttpResponse:
    return HttpResponse(MATTERS)


def test_a_planted_leak_is_seen(world: World, settings: Any):
    settings.ROOT_URLCONF = type(
        "Planted",
        (),
        {
            "urlpatterns": [
                path("leak/<uuid:visit_id>/", patient_page("GET")(leaky), name="leak"),
                *urls.urlpatterns,
            ]
        },
    )
    rung = Rung(lambda of: {"visit_id": of.visit.pk})
    (route,) = routes(settings.ROOT_URLCONF.urlpatterns[:1])
    found = falls(route, rung, world)
    assert "GET by a stranger: 200" in found
    assert "GET of nothing: 200" in found


def loose(checked: list[Route]) -> list[str]:
    """Addresses that lack a name, a gate or a limit to their methods."""
    faults = []
    for route in checked:
        parts = {"name": route.name, "gate": route.gate, "methods": route.methods}
        missing = [f"no {part}" for part, value in parts.items() if not value]
        if missing:
            faults.append(f"{route.path} has {', '.join(missing)}")
    return faults


def rungless(checked: list[Route]) -> list[str]:
    """Addresses that nobody has said how to build."""
    return [
        f"{route.name}: say in tests/architecture/rungs how its address is built."
        for route in checked
        if route.name not in RUNGS
    ]


def falls(route: Route, rung: Rung, world: World) -> list[str]:
    """Where the address answered someone otherwise than it should, a line each."""
    climb = climb_as_patient if route.gate == "patient" else climb_as_staff
    return [fall for method in route.methods for fall in climb(route, rung, world, method)]


def climb_as_patient(route: Route, rung: Rung, world: World, method: str) -> Iterator[str]:
    cast, acting = world.cast, world.cast.acting
    attempt = partial(try_as, route, rung, method)
    yield from common(route, rung, world, method, owner=acting(cast.alma))
    yield from turned_away(rung, attempt(acting(cast.maria), world.alma))
    if route.parameters and not rung.is_for_all:
        yield from missed(rung, "a stranger", attempt(acting(cast.carl), world.alma))
        yield from missed(rung, "another's guardian", attempt(cast.bo_for_cleo(), world.alma))
    else:
        yield from blind("a stranger", attempt(acting(cast.carl), world.alma))
    if route.parameters and method == "GET" and not rung.is_for_all:
        yield from offered(attempt(acting(cast.bo), world.cleo))
    if not rung.is_silent:
        yield from passed(rung, "the guardian", attempt(cast.bo_for_cleo(), world.cleo))
    yield from passed(rung, "the patient", attempt(acting(cast.alma), world.alma))


def climb_as_staff(route: Route, rung: Rung, world: World, method: str) -> Iterator[str]:
    cast, acting = world.cast, world.cast.acting
    owner, elsewhere, colleague = world.staff_for(route.roles)
    attempt = partial(try_as, route, rung, method)
    yield from common(route, rung, world, method, owner=acting(owner))
    yield from refused("a patient", attempt(acting(cast.alma), world.alma))
    if route.roles and colleague.role not in route.roles:
        yield from refused("a colleague of another role", attempt(acting(colleague), world.alma))
    if route.parameters:
        yield from missed(rung, "another clinic", attempt(acting(elsewhere), world.alma))
    else:
        yield from blind("another clinic", attempt(acting(elsewhere), world.alma))
    yield from passed(rung, "staff of the clinic", attempt(acting(owner), world.alma))


def common(
    route: Route,
    rung: Rung,
    world: World,
    method: str,
    *,
    owner: PatientActing | StaffActing,
) -> Iterator[str]:
    """What holds for every address: nobody, nothing, and a method it does not take."""
    address = address_of(route, rung.parameters(world.alma)) + rung.query
    nobody = Client().generic(method, address)
    if nobody.status_code != FOUND or "/logga-in/" not in nobody.headers["Location"]:
        yield f"{method} by nobody: {nobody.status_code}"
    wrong = browser_of(owner).delete(address)
    if wrong.status_code != WRONG_METHOD:
        yield f"DELETE: {wrong.status_code}"
    if route.parameters and not rung.is_silent:
        parameters = dict.fromkeys(rung.parameters(world.alma), uuid.uuid4())
        nowhere = address_of(route, parameters) + rung.query
        reply = sent(owner, method, nowhere, rung.fields(world.alma))
        if reply.status_code != NOT_FOUND:
            yield f"{method} of nothing: {reply.status_code}"


def try_as(
    route: Route, rung: Rung, method: str, acting: PatientActing | StaffActing, things: Things
) -> tuple[str, Any]:
    """The method, and what the address of the things answers the acting."""
    address = address_of(route, rung.parameters(things)) + rung.query
    return method, sent(acting, method, address, rung.fields(things))


def sent(acting: PatientActing | StaffActing, method: str, address: str, fields: Any) -> Any:
    browser = browser_of(acting)
    return browser.send(address, fields) if method == "POST" else browser.get(address)


def address_of(route: Route, parameters: dict[str, Any]) -> str:
    return reverse(route.name, kwargs=parameters)


def refused(who: str, attempt: tuple[str, Any]) -> Iterator[str]:
    method, reply = attempt
    if reply.status_code != NOT_FOUND:
        yield f"{method} by {who}: {reply.status_code}"


def turned_away(rung: Rung, attempt: tuple[str, Any]) -> Iterator[str]:
    """Staff at a patient's page: not found, or sent on to their own."""
    method, reply = attempt
    if not rung.staff_to:
        yield from refused("staff", attempt)
    elif reply.status_code != FOUND or reply.headers["Location"] != rung.staff_to:
        yield f"{method} by staff: {reply.status_code}"


def missed(rung: Rung, who: str, attempt: tuple[str, Any]) -> Iterator[str]:
    """As for what does not exist; where that is silence, nothing of the owner's is in it."""
    yield from blind(who, attempt) if rung.is_silent else refused(who, attempt)


def blind(who: str, attempt: tuple[str, Any]) -> Iterator[str]:
    """Their own page, with nothing of Alma's."""
    method, reply = attempt
    if reply.status_code >= FINE:
        yield f"{method} by {who}: {reply.status_code}"
    elif MATTERS in text_of(reply) or "Alma" in text_of(reply):
        yield f"{method} by {who}: sees Alma"


def text_of(reply: Any) -> str:
    """The page, or what is in the file."""
    body: bytes = reply.getvalue() if reply.streaming else reply.content
    return body.decode(errors="replace")


def offered(attempt: tuple[str, Any]) -> Iterator[str]:
    """A guardian who acts for oneself is asked whether to switch, and sees nothing yet."""
    method, reply = attempt
    if reply.status_code >= FINE or "access/offer_switch.html" not in names_of_templates(reply):
        yield f"{method} by the guardian as oneself: {reply.status_code}"
    elif MATTERS in reply.content.decode():
        yield f"{method} by the guardian as oneself: sees it before switching"


def names_of_templates(reply: Any) -> set[str]:
    return {template.name for template in reply.templates}


def passed(rung: Rung, who: str, attempt: tuple[str, Any]) -> Iterator[str]:
    method, reply = attempt
    is_moved = rung.has_moved and method == "POST" and reply.status_code == MOVED
    if reply.status_code >= FINE and not is_moved:
        yield f"{method} by {who}: {reply.status_code}"
    elif reply.headers.get("Content-Type", "").startswith("text/html"):
        ids = IDS.findall(text_of(reply))
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:  # a label would lead to the first of them
            yield f"{method} by {who}: more than one {', '.join(twice)}"
