"""The log: whole after a crowd, without deadlocks; and where it cannot be written, no data."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.urls import path, reverse

from samplan.access.acting import SystemActing
from samplan.access.gates import patient_page
from samplan.audit import trail
from samplan.audit.models import Event
from samplan.audit.verifying import verify
from samplan.config import urls
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visit
from samplan.visits.models import Visit
from samplan.visits.tests.world import IN_TEN_DAYS, make_resource, make_visit_type
from tests.architecture.ladder import MATTERS, things_of
from tests.cast import AT, ActingClient, Cast, browser_of, make_cast, make_patient, relate
from tests.drills.crowd import side_by_side

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

ROWS = 30
CROWD = 8
SECONDS = 3.0
JOB = SystemActing(job="drill")


@pytest.fixture
def stage(db: None) -> Iterator[Cast]:
    """The cast, on its day."""
    with time_machine.travel(AT, tick=False):
        yield make_cast()


def board_of(cast: Cast) -> str:
    """The address of a day with thirty visits."""
    for number in range(ROWS):
        patient = make_patient(f"Person{number}", "Bok", date(1950 + number, 3, 5))
        relate(patient, cast.heart)
        new = NewVisit(
            patient=patient,
            visit_type=make_visit_type(cast),
            resource=make_resource(cast, f"Rum {number}"),
            starts_at=IN_TEN_DAYS,
        )
        plan_visit(new, acting=cast.acting(cast.maria), at=AT)
    return f"{reverse('visits:board')}?dag={IN_TEN_DAYS.date()}"


def look(browser: ActingClient, address: str) -> int:
    """Look at the page for some seconds; gives how many times."""
    pages, deadline = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < deadline:
        reply = browser.get(address)
        assert reply.status_code == 200
        assert all(f"Person{number} Bok" in reply.content.decode() for number in range(ROWS))
        pages += 1
    return pages


def test_thirty_patients_a_page_to_eight_at_once(stage: Cast):
    address = board_of(stage)
    before = Event.objects.count()
    browsers = [browser_of(stage.acting(stage.maria)) for _ in range(CROWD)]

    pages: list[Any] = side_by_side([partial(look, browser, address) for browser in browsers])

    assert all(isinstance(each, int) and each > 0 for each in pages), pages
    assert Event.objects.count() - before == ROWS * sum(pages)
    assert verify() == (before + ROWS * sum(pages), [])


def test_two_of_one_chain_never_wait_for_each_other(stage: Cast):
    """One has written and wants the row that the other holds; the other wants to write."""
    has_written, holds_row = threading.Event(), threading.Event()
    chain: list[int] = []

    def writes_then_wants() -> None:
        with transaction.atomic():
            chain.append(backend() % 64)
            trail.record("a.thing", acting=JOB, patient_id=None)
            has_written.set()
            assert holds_row.wait(20)
            Patient.objects.select_for_update().get(pk=stage.alma.pk)

    def holds_then_writes() -> None:
        assert has_written.wait(20)
        for _ in range(300):
            if backend() % 64 == chain[0]:
                break
            connection.close()
        assert backend() % 64 == chain[0]
        with transaction.atomic():
            Patient.objects.select_for_update().get(pk=stage.alma.pk)
            holds_row.set()
            time.sleep(0.3)
            trail.record("a.thing", acting=JOB, patient_id=None)

    before = Event.objects.count()
    assert side_by_side([writes_then_wants, holds_then_writes]) == [None, None]
    assert verify() == (before + 2, [])


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.fixture
def mute() -> Iterator[Any]:
    """Call it, and the log cannot be written until the test is over."""

    def said(what: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET ROLE samplan_audit")
            cursor.execute(f"{what} samplan_app")
            cursor.execute("RESET ROLE")

    yield partial(said, "REVOKE EXECUTE ON FUNCTION audit_append(jsonb) FROM")
    said("GRANT EXECUTE ON FUNCTION audit_append(jsonb) TO")


def test_a_page_that_cannot_be_logged_is_not_shown(stage: Cast, mute: Any):
    things = things_of(stage, stage.acting(stage.alma), hour=0)
    day = things.visit.starts_at.date()
    pages = {
        stage.alma: ["/", "/inkorg/", "/plan/", "/tider/", f"/tider/{things.visit.pk}/"],
        stage.maria: [f"/vard/besok/?dag={day}", f"/vard/besok/{things.visit.pk}/"],
    }
    mute()
    for person, addresses in pages.items():
        browser = browser_of(stage.acting(person))
        for address in addresses:
            reply = browser.get(address)
            assert reply.status_code == 503, address
            assert_says_why_and_no_more(reply.content.decode())


def test_what_cannot_be_logged_is_not_done(stage: Cast, mute: Any):
    things = things_of(stage, stage.acting(stage.alma), hour=0)
    nurse = browser_of(stage.acting(stage.maria))
    before = rows()
    mute()

    number = {"number": things.visit.answers_number}
    reply = nurse.send(reverse("visits:mark-read", args=[things.visit.pk]), number)
    assert reply.status_code == 503
    assert_says_why_and_no_more(reply.content.decode())

    reply = browser_of(stage.acting(stage.alma)).send(
        reverse("visits:change-time", args=[things.visit.pk]), {"kind": "cancel"}
    )
    assert reply.status_code == 503
    assert rows() == before
    assert Visit.objects.get(pk=things.visit.pk).read_at is None


def rows() -> dict[str, str]:
    """What every table that is not a session holds, in short."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'django_session'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM {table} t")
            found[table] = cursor.fetchone()[0]
    return found


def assert_says_why_and_no_more(page: str) -> None:
    assert "Vi skriver upp alla som tittar" in page or "Everyone who looks" in page
    for word in ("Alma", "Ek<", MATTERS, "Hjärt", "1955"):
        assert word not in page, word


def conflicted(request: Any) -> HttpResponse:
    patient_id = request.acting.patient_id
    trail.read("visit.read", acting=request.acting, patient_id=patient_id)
    return HttpResponse("Someone else has saved this", status=409)


def test_a_page_that_tells_of_a_conflict_is_logged_too(stage: Cast, settings: Any, mute: Any):
    planted = [path("krock/", patient_page("GET")(conflicted), name="conflict")]
    settings.ROOT_URLCONF = type("Planted", (), {"urlpatterns": [*planted, *urls.urlpatterns]})
    browser = browser_of(stage.acting(stage.alma))
    before = Event.objects.count()
    assert browser.get("/krock/").status_code == 409
    assert Event.objects.count() == before + 1
    mute()
    assert browser.get("/krock/").status_code == 503
