"""Rights end at once: what was open a moment ago is refused at the next request."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samplan.access import gates, marks
from samplan.access.acting import PatientActing
from samplan.access.actions import withdraw_consent
from samplan.access.administration import end_role
from samplan.access.models import CareRelation, SealedPost
from samplan.accounts.models import User
from samplan.notifications.models import Delivery
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient
from samplan.visits.actions import send_visit
from samplan.visits.models import TimeChange, Visit
from samplan.visits.tests.world import planned_visit
from tests.architecture.ladder import MATTERS, World, make_world
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of

pytestmark = [pytest.mark.drill, pytest.mark.django_db]

WORDS = "Helst inte på tisdagar, då åker färjan"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(cast: Cast, clock: Any) -> World:
    return make_world(cast)


def visit_page(world: World, *, of: str = "alma") -> str:
    return reverse("visits:visit", args=[getattr(world, of).visit.pk])


def is_open(browser: Client, address: str) -> bool:
    """Whether the page shows what the patient has there."""
    reply = browser.get(address)
    return reply.status_code == 200 and "Hjärtmottagningen" in reply.content.decode()


def nurse_sees(world: World, browser: Client) -> bool:
    reply = browser.get(reverse("visits:preparation", args=[world.alma.visit.pk]))
    return reply.status_code == 200 and MATTERS in reply.content.decode()


def test_an_assignment_that_has_ended(world: World, clock: Any):
    nurse = browser_of(world.cast.acting(world.cast.maria))
    end_role(world.cast.maria, acting=world.cast.acting(world.cast.stig), last_day=TODAY)
    clock.move_to(datetime(2026, 11, 23, 22, 59, tzinfo=UTC))  # a minute to midnight in Sweden
    nurse = browser_of(nurse.acting)
    assert nurse_sees(world, nurse)
    clock.move_to(datetime(2026, 11, 23, 23, 1, tzinfo=UTC))
    assert not nurse_sees(world, nurse)
    reply = nurse.send(reverse("visits:mark-read", args=[world.alma.visit.pk]), {"number": 1})
    assert reply.status_code == 403
    assert Visit.objects.get(pk=world.alma.visit.pk).read_at is None


def test_a_care_relation_that_has_ended(world: World):
    nurse = browser_of(world.cast.acting(world.cast.maria))
    assert nurse_sees(world, nurse)
    CareRelation.objects.filter(patient=world.alma.patient).update(ended_at=AT)
    assert not nurse_sees(world, nurse)


@pytest.mark.parametrize("who", ["alma", "maria"])
def test_a_user_who_is_switched_off(world: World, who: str):
    person = getattr(world.cast, who)
    browser = browser_of(world.cast.acting(person))
    sees = nurse_sees if who == "maria" else lambda _world, b: is_open(b, visit_page(world))
    assert sees(world, browser)
    User.objects.filter(pk=browser.acting.user_id).update(is_active=False)
    assert not sees(world, browser)
    assert browser.get("/ingang/").status_code == 302
    assert not sees(world, browser)


def test_a_guardian_on_the_childs_thirteenth_birthday(world: World, clock: Any):
    cleo = Patient.objects.get(pk=world.cleo.patient.pk)
    birthday = date(2026, 12, 1)  # before the visit
    Patient.objects.filter(pk=cleo.pk).update(born_on=birthday.replace(year=2013))
    bo = world.cast.bo_for_cleo()
    clock.move_to(datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    browser = browser_of(bo)
    assert is_open(browser, visit_page(world, of="cleo"))
    clock.move_to(datetime(2026, 11, 30, 23, 1, tzinfo=UTC))
    assert not is_open(browser, visit_page(world, of="cleo"))
    before = TimeChange.objects.count()
    address = reverse("visits:change-time", args=[world.cleo.visit.pk])
    assert browser.send(address, {"kind": "cancel"}).status_code == 403
    assert TimeChange.objects.count() == before
    switched = browser.post("/byt-person/val/", {"kind": "guardian", "patient": str(cleo.pk)})
    assert switched.status_code == 404


def test_what_a_guardian_wrote_before_the_birthday_is_not_shown_after(world: World, clock: Any):
    Patient.objects.filter(pk=world.cleo.patient.pk).update(born_on=date(2013, 12, 1))
    clock.move_to(datetime(2026, 11, 30, 22, 50, tzinfo=UTC))
    written_signed_out(world, world.cast.bo_for_cleo(), of="cleo")
    clock.move_to(datetime(2026, 11, 30, 23, 1, tzinfo=UTC))
    reply = signed_in(world.cast.bo.user_id).get("/aterlamnat/", follow=True)
    assert WORDS not in reply.content.decode()
    assert reply.redirect_chain == [("/", 302)]  # no offer to switch to what no longer is


def test_what_was_written_when_an_assignment_ended_is_kept_for_its_own(world: World, clock: Any):
    SealedPost.objects.all().delete()
    maria = world.cast.maria
    nurse = browser_of(world.cast.acting(maria))
    end_role(maria, acting=world.cast.acting(world.cast.stig), last_day=TODAY)
    clock.move_to(datetime(2026, 11, 23, 23, 1, tzinfo=UTC))
    nurse = browser_of(nurse.acting)
    address = reverse("visits:staff-cancel", args=[world.alma.visit.pk])

    refusal = nurse.send(address, {"reason": WORDS})

    assert refusal.status_code == 403
    assert WORDS in refusal.content.decode()
    assert refusal.headers["Cache-Control"] == "no-store"
    assert not Visit.objects.get(pk=world.alma.visit.pk).is_cancelled
    for person in (maria.staff, world.cast.petra.staff):
        page = signed_in(person.user_id).get("/aterlamnat/", follow=True)
        assert WORDS not in page.content.decode()

    Assignment.objects.filter(pk=maria.pk).update(ends_on=None)
    page = signed_in(maria.staff.user_id).get("/aterlamnat/")
    assert WORDS in page.content.decode()
    assert page.context["kept"].path == address


def test_anothers_mark_seals_nothing(world: World, clock: Any):
    SealedPost.objects.all().delete()
    nurse = browser_of(world.cast.acting(world.cast.maria))
    User.objects.filter(pk=nurse.acting.user_id).update(is_active=False)
    mark = marks.mark_of(world.cast.acting(world.cast.alma), at=timezone.now())
    address = reverse("visits:staff-cancel", args=[world.alma.visit.pk])
    reply = nurse.post(address, {"reason": WORDS, marks.FIELD: mark})
    assert reply.status_code == 302
    assert not SealedPost.objects.exists()


def test_a_consent_withdrawn_between_planning_and_sending(cast: Cast, clock: Any):
    visit = planned_visit(cast)
    alma = cast.acting(cast.alma)
    assert isinstance(alma, PatientActing)
    withdraw_consent(acting=alma, at=AT)
    sent = send_visit(visit, acting=cast.acting(cast.maria), at=AT)
    assert sent.is_on_paper
    assert not Delivery.objects.exists()


def written_signed_out(world: World, acting: Any, *, of: str = "alma") -> Any:
    """Post a form an hour and a minute after the last click."""
    browser = Client()
    address = reverse("visits:change-time", args=[getattr(world, of).visit.pk])
    fields = {
        "kind": "another",
        "wishes": WORDS,
        marks.FIELD: marks.mark_of(acting, at=timezone.now()),
    }
    return browser.post(address, fields)


def signed_in(user_id: uuid.UUID | None) -> Client:
    """A new browser, signed in as anyone is in the demo."""
    browser = Client()
    reply = browser.post("/dev/ansikten/", {"user": str(user_id)}, follow=True)
    assert reply.status_code == 200
    return browser


def test_a_session_that_ended_in_mid_form(world: World, clock: Any):
    TimeChange.objects.all().delete()
    SealedPost.objects.all().delete()
    alma: ActingClient = browser_of(world.cast.acting(world.cast.alma))
    address = reverse("visits:change-time", args=[world.alma.visit.pk])
    assert alma.get(address).status_code == 200
    clock.shift(timedelta(minutes=61))

    reply = alma.send(address, {"kind": "another", "wishes": WORDS})
    assert "utloggad" in reply.headers["Location"]
    assert not TimeChange.objects.exists()

    for other in (world.cast.carl, world.cast.bo):
        page = signed_in(other.user_id).get("/aterlamnat/", follow=True)
        assert WORDS not in page.content.decode()
    assert WORDS in signed_in(world.cast.alma.user_id).get("/aterlamnat/").content.decode()
    clock.shift(timedelta(minutes=31))
    page = signed_in(world.cast.alma.user_id).get("/aterlamnat/", follow=True)
    assert WORDS not in page.content.decode()


def test_a_session_ends_after_its_longest_however_much_it_is_used(world: World, clock: Any):
    SealedPost.objects.all().delete()
    alma: ActingClient = browser_of(world.cast.acting(world.cast.alma))
    address = reverse("visits:change-time", args=[world.alma.visit.pk])
    for _half_hour in range(24):
        assert alma.get(address).status_code == 200
        clock.shift(timedelta(minutes=30))

    reply = alma.send(address, {"kind": "another", "wishes": WORDS})

    assert "utloggad" in reply.headers["Location"]
    assert alma.get(address).status_code == 302
    again = signed_in(world.cast.alma.user_id)
    assert WORDS in again.get("/aterlamnat/").content.decode()
    assert again.get(address).status_code == 200


def test_what_was_written_for_a_child_is_given_back_to_that_acting_only(world: World):
    SealedPost.objects.all().delete()
    written_signed_out(world, world.cast.bo_for_cleo(), of="cleo")
    browser = signed_in(world.cast.bo.user_id)
    assert WORDS not in browser.get("/aterlamnat/", follow=True).content.decode()
    child = str(world.cast.cleo.pk)
    browser.post("/byt-person/val/", {"kind": "guardian", "patient": child})
    assert WORDS in browser.get("/aterlamnat/").content.decode()


def test_a_remembered_acting_is_seen(world: World, monkeypatch: pytest.MonkeyPatch):
    """The planted bug: the acting is looked up once for each session."""
    known: dict[str | None, Any] = {}
    look_up = gates.current_acting

    def remembered(request: Any) -> Any:
        return known.setdefault(request.session.session_key, look_up(request))

    monkeypatch.setattr(gates, "current_acting", remembered)
    nurse = browser_of(world.cast.acting(world.cast.maria))
    assert nurse_sees(world, nurse)
    User.objects.filter(pk=nurse.acting.user_id).update(is_active=False)
    with pytest.raises(AssertionError):
        assert not nurse_sees(world, nurse)
