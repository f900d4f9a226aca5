"""Naughty input in every field: kept true or refused in plain words, escaped, never a crash."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from samplan.access import marks
from samplan.access.gates import patient_page
from samplan.audit import trail
from samplan.common.text import BadText, clean_text
from samplan.config import urls
from samplan.config.routes import routes
from samplan.patients.models import Patient
from tests.architecture.ladder import World, make_world
from tests.architecture.rungs import RUNGS, Rung
from tests.cast import AT, Cast, browser_of
from tests.drills import naughty
from tests.drills.forms_found import FoundForm, forms_in, queries_in
from tests.drills.naughty import BEGIN, DAMAGED, END, MARKUP, MEGABYTE, PATHS, QUERIES, TEXTS

pytestmark = [pytest.mark.drill, pytest.mark.django_db]

UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
FORGED = ("nul", "html", "number", "surrogate")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with time_machine.travel(AT, tick=False):
        yield make_world(cast)


class Visitor:
    """Someone who walks through every page that is theirs, and writes in every form."""

    def __init__(self, name: str, browser: Client) -> None:
        self.name, self.browser = name, browser
        browser.raise_request_exception = False
        self.faults: list[str] = []
        self.posts = self.kept = 0

    def pages(self, world: World) -> Iterator[tuple[str, str]]:
        """Each address that opens, with its page."""
        for route in routes():
            rung = RUNGS.get(route.name, Rung())
            if "GET" not in route.methods or route.name == "devtools:shelf":
                continue
            address = reverse(
                route.name, kwargs=rung.parameters(world.alma) if route.parameters else {}
            )
            reply = self.browser.get(address)
            if reply.status_code == 200 and "html" in reply.headers["Content-Type"]:
                yield address, reply.content.decode()

    def look(self, address: str, where: str) -> Any:
        """Get it, and look for faults."""
        with transaction.atomic():
            reply = self.browser.get(address)
            transaction.set_rollback(True)
        self._judge(reply, where)
        return reply

    def send(self, form: FoundForm, name: str, sort: str, text: str) -> None:
        """Post the form with the text in that field, and see what became of it."""
        where = f"{self.name}: {sort} in {name} at {form.address}"
        value = text if sort in {"number", "negative", "digits", "blank"} else BEGIN + text + END
        body = naughty.encoded({**form.fields, name: [value]})
        self.posts += 1
        cookies = dict(self.browser.cookies)
        with transaction.atomic():
            reply = self.browser.post(form.address, body, content_type=FORM)
            self._judge(reply, where)
            if reply.status_code < 400 and BEGIN in value and sort not in DAMAGED:
                self._is_kept_true(where, text)
            transaction.set_rollback(True)
        self.browser.cookies.clear()
        self.browser.cookies.update(cookies)

    def _judge(self, reply: Any, where: str) -> None:
        body = b"" if reply.streaming else reply.content
        if reply.status_code >= 500:
            fault = getattr(reply, "exc_info", None)
            self.faults.append(f"{where}: {reply.status_code} {fault[1] if fault else ''}"[:400])
        self.faults += [f"{where}: not escaped" for each in MARKUP if each.encode() in body]
        target = reply.headers.get("Location", "/")
        if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            self.faults.append(f"{where}: sends away to {target[:80]}")

    def _is_kept_true(self, where: str, text: str) -> None:
        """What stands in the database is the whole of it, or nothing of it does."""
        found = stored()
        if BEGIN not in found:
            return
        self.kept += 1
        if not any(json.dumps(each, ensure_ascii=False)[1:-1] in found for each in truths(text)):
            at = found.index(BEGIN)
            self.faults.append(f"{where}: kept as {found[at : at + 80]!r}")


def truths(text: str) -> Iterator[str]:
    """The ways to keep a text true: as it came, or cleaned as our own rules say."""
    whole = BEGIN + text + END
    yield whole
    yield whole.replace("\r\n", "\n")
    yield UNSHOWABLE.sub("\ufffd", whole)  # a draft that is refused, shown with where it is wrong
    yield whole.replace("\x85", "\n")
    for multiline in (True, False):
        try:
            yield clean_text(whole, max_length=2_000_000, multiline=multiline)
        except BadText:
            continue


@cache
def tables() -> str:
    """A statement that gives every row of every table of ours as one JSON text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN"
            " ('django_session', 'django_migrations', 'audit_head', 'access_sealedpost')"
        )
        names = [row[0] for row in cursor.fetchall()]
    return " UNION ALL ".join(
        f"SELECT to_jsonb(t)::text AS line FROM {name} t"
        for name in names  # noqa: S608 -- ours
    )


def stored() -> str:
    """Every row that holds something of what was sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(line, ' ') FROM ({tables()}) AS every WHERE line LIKE %s",
            [f"%{BEGIN}%"],
        )
        return cursor.fetchone()[0] or ""


VISITORS = 5


def visitors(world: World) -> Iterator[Visitor]:
    """The patient, the nurse, and those who set up clinics."""
    cast = world.cast
    for person in (cast.alma, cast.maria, cast.stig, world.rut):
        acting = cast.acting(person)
        yield Visitor(acting.actor_name, browser_of(acting))
    yield Visitor("nobody", Client())


def found_forms(visitor: Visitor, world: World) -> Iterator[FoundForm]:
    """Every form that posts, as the visitor meets it."""
    for address, page in visitor.pages(world):
        for form in forms_in(page, address):
            if form.method == "POST" and form.address:
                yield form


def tries(form: FoundForm) -> Iterator[tuple[str, str, str]]:
    """Field, sort and text of all that is sent with the form."""
    for name in sorted(form.open):
        yield from ((name, sort, text) for sort, text in TEXTS.items())
    for name in sorted(form.closed - {marks.FIELD, "csrfmiddlewaretoken"}):
        yield from ((name, sort, TEXTS[sort]) for sort in FORGED)
    for name in sorted(form.open)[:1]:
        yield name, "megabyte", MEGABYTE


def test_every_field_of_every_form(world: World):
    faults, posts, kept, met = [], 0, 0, set()
    for visitor in visitors(world):
        for form in found_forms(visitor, world):
            if form.key in met:
                continue
            met.add(form.key)
            for name, sort, text in tries(form):
                visitor.send(form, name, sort, text)
        faults += visitor.faults
        posts, kept = posts + visitor.posts, kept + visitor.kept
    assert faults == []
    assert posts >= 700
    assert kept >= 200  # or nothing was let in, and nothing is shown


@pytest.mark.parametrize("number", range(VISITORS))
def test_every_query(world: World, number: int):
    others = cycle(text for sort in ("numbers", "addresses", "texts") for text in QUERIES[sort])
    visitor = list(visitors(world))[number]
    for address, page in visitor.pages(world):
        everything = [*queries_in(page), "q", "next", "visa"]
        asked = [("dag", day) for day in QUERIES["days"]]
        asked += [("efter", place) for place in QUERIES["places"]]
        asked += [(name, text) for name, text in zip(everything, others, strict=False)]
        for name, text in asked:
            query = naughty.encoded({name: [text]}).decode()
            visitor.look(f"{address}?{query}", f"{visitor.name} asks {address} {name}={text!r}")
    assert visitor.faults == []


def test_every_visitor_asks(world: World):
    assert len(list(visitors(world))) == VISITORS


def test_every_path(world: World):
    for visitor in visitors(world):
        for odd in PATHS:
            assert visitor.look(odd, odd).status_code < 500, odd
        assert visitor.faults == []


def careless(request: Any) -> HttpResponse:
    """The planted bugs: shown as it came, cut off in silence, not looked at before the database."""
    words = request.POST["words"]
    Patient.objects.filter(pk=request.acting.patient_id).update(address=words[:10])
    trail.read("visit.read", acting=request.acting, patient_id=request.acting.patient_id)
    return HttpResponse(words)


@pytest.mark.parametrize(
    ("sort", "seen"), [("html", "not escaped"), ("long", "kept as"), ("nul", "500 ")]
)
def test_a_careless_page_is_seen(world: World, settings: Any, sort: str, seen: str):
    planted = [path("slarv/", patient_page("POST")(careless), name="careless")]
    settings.ROOT_URLCONF = type("Planted", (), {"urlpatterns": [*planted, *urls.urlpatterns]})
    visitor = next(visitors(world))
    mark = marks.mark_of(world.cast.acting(world.cast.alma), at=timezone.now())
    form = FoundForm("/slarv/", "POST", {"words": ["Text"], marks.FIELD: [mark]})
    visitor.send(form, "words", sort, TEXTS[sort])
    assert any(seen in fault for fault in visitor.faults), visitor.faults
