"""Planning a visit: type, time, preview, sending; and every way of getting it wrong."""

import re
import threading
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection

from samplan.access.policies import Refused
from samplan.bookings.models import Appointment, Occupancy
from samplan.common.ids import uuid7
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.actions import cancel_visit, plan_visit, planning
from samplan.visits.models import Send, Visit, VisitState
from samplan.visits.tests.staff_world import SOON, World, make_world, moment
from tests.cast import AT, TODAY, ActingClient, Cast


def address(world: World, patient: Patient | None = None) -> str:
    person = patient or world.cast.alma
    return f"/vard/patienter/{person.pk}/nytt-besok/?typ={world.heart_type.pk}"


def form(world: World, **changes) -> dict[str, object]:
    return {
        "day": SOON.isoformat(),
        "clock": "10:30",
        "resource": str(world.maria.pk),
        "minutes": "45",
        "mode": "onsite",
        "place": "Plan 4",
        "purpose": "hur du mår",
        "send": Send.MERGED,
        "language": "sv",
        "before": "Ta med din läkemedelslista.",
        "during": "",
        "after": "",
        "cost": "300 kronor",
        "late_cancel_hours": "24",
        "late_cancel_fee": "",
        "key": str(uuid7()),
    } | changes


def test_the_type_is_chosen_by_a_link_and_fills_in_the_rest(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    bare = address(world).partition("?")[0]
    (link,) = re.findall(rf'href="({bare}[^"]+)"', nurse.get(bare).content.decode())

    with django_assert_max_num_queries(9):
        page = nurse.get(link)

    assert page.context["form"].initial["purpose"] == world.heart_type.purpose
    assert world.heart_type.purpose in page.content.decode()


def test_from_planning_to_sent(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    saved = nurse.send(address(world), form(world))
    visit = Visit.objects.get()
    assert saved["Location"] == f"/vard/besok/{visit.pk}/kallelse/"
    assert (visit.starts_at, visit.state) == (moment(SOON, 10, 30), VisitState.PLANNED)
    assert not Activity.objects.exists()

    with django_assert_max_num_queries(7):
        preview = nurse.get(saved["Location"]).content.decode()
    assert "Ta med din läkemedelslista." in preview
    assert "Frågor inför planerat besök" in preview
    assert "Digitally" in preview

    sent = nurse.send(f"/vard/besok/{visit.pk}/utskick/", follow=True)
    visit.refresh_from_db()
    assert visit.is_sent
    assert "Sent. The patient is told" in sent.content.decode()


def test_the_preview_is_what_the_patient_gets(world: World, nurse: ActingClient) -> None:
    nurse.send(address(world), form(world))
    visit = Visit.objects.get()
    preview = nurse.get(f"/vard/besok/{visit.pk}/kallelse/").context["outgoing"].text

    nurse.send(f"/vard/besok/{visit.pk}/utskick/")
    visit.refresh_from_db()

    assert visit.summons.messages.get().body == preview


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"day": ""}, "day", "Choose a day"),
        ({"day": "2026-02-30"}, "day", "Write the day"),
        ({"day": (TODAY - timedelta(days=1)).isoformat()}, "day", "has passed"),
        ({"day": TODAY.isoformat(), "clock": "08:00"}, "clock", "has passed"),
        ({"day": "0001-01-01"}, "day", "has passed"),
        ({"day": "9999-12-31"}, "day", "within the next five years"),
        ({"day": "2027-03-28", "clock": "02:30"}, "clock", "does not exist"),
        ({"clock": "25:00"}, "clock", "Write the time"),
        ({"clock": ""}, "clock", "Choose a time"),
        ({"minutes": "4"}, "minutes", "between 5 minutes and 10 hours"),
        ({"minutes": "601"}, "minutes", "between 5 minutes and 10 hours"),
        ({"resource": ""}, "resource", "Choose whom"),
        ({"resource": str(uuid.uuid4())}, "resource", "at the same clinic"),
        ({"purpose": ""}, "purpose", ""),
        ({"purpose": "x\x00"}, "purpose", "cannot be shown"),
        ({"late_cancel_hours": "-1"}, "late_cancel_hours", ""),
        ({"send": "pigeon"}, "send", ""),
        ({"language": "xx"}, "language", ""),
    ],
)
def test_what_is_wrong_is_named_and_all_is_kept(
    world: World, nurse: ActingClient, changes: dict, field: str, sentence: str
) -> None:
    response = nurse.send(address(world), form(world, **changes))

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert "Ta med din läkemedelslista." in response.content.decode()
    assert not Visit.objects.exists()


def test_another_clinics_resource_and_type_are_refused(world: World, nurse: ActingClient) -> None:
    response = nurse.send(address(world), form(world, resource=str(world.petra.pk)))
    assert "at the same clinic" in str(response.context["form"].errors["resource"])

    other = address(world).partition("?")[0]
    assert nurse.get(other, {"typ": "x"}).status_code == 404
    assert nurse.get(other, {"typ": str(world.urology_type.pk)}).status_code == 404
    assert not Visit.objects.exists()


def test_a_taken_time_is_said_by_the_time(world: World, nurse: ActingClient) -> None:
    world.planned(world.cast.bo)

    response = nurse.send(address(world), form(world, clock="11:00"))

    assert "already has a visit then" in str(response.context["form"].errors["clock"])
    assert "Ta med din läkemedelslista." in response.content.decode()
    assert nurse.send(address(world), form(world, clock="11:15")).status_code == 302


def test_when_the_clock_is_turned_back_the_first_of_the_two_is_meant(
    world: World, nurse: ActingClient
) -> None:
    nurse.send(address(world), form(world, day="2027-10-31", clock="02.30"))

    assert Visit.objects.get().starts_at.isoformat() == "2027-10-31T00:30:00+00:00"


def test_the_same_form_posted_twice_is_one_visit(world: World, nurse: ActingClient) -> None:
    posted = form(world)

    first, second = nurse.send(address(world), posted), nurse.send(address(world), posted)

    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == Appointment.objects.count() == 1


def test_a_form_posted_again_after_the_visit_was_cancelled_makes_no_other(
    world: World, nurse: ActingClient
) -> None:
    posted = form(world)
    first = nurse.send(address(world), posted)
    cancel_visit(Visit.objects.get(), reason="x", acting=world.nurse, at=AT)

    assert nurse.send(address(world), posted)["Location"] == first["Location"]
    assert Visit.objects.count() == 1


def test_sending_twice_says_so(world: World, nurse: ActingClient) -> None:
    visit = world.planned()
    nurse.send(f"/vard/besok/{visit.pk}/utskick/")

    again = nurse.send(f"/vard/besok/{visit.pk}/utskick/", follow=True)

    assert "already been sent" in again.content.decode()
    visit.refresh_from_db()
    assert visit.summons.messages.count() == 1


def test_questions_cannot_be_sent_by_a_type_without_any(world: World, nurse: ActingClient) -> None:
    world.heart_type.questionnaire, world.heart_type.send = None, Send.SUMMONS
    world.heart_type.save()

    response = nurse.send(address(world), form(world))

    assert "send" in response.context["form"].errors


def test_a_language_without_texts_is_kept_as_the_patients(
    world: World, nurse: ActingClient
) -> None:
    Patient.objects.filter(pk=world.cast.alma.pk).update(language="ar")

    assert nurse.send(address(world), form(world, language="ar")).status_code == 302
    assert Visit.objects.get().language == "ar"


def test_another_clinics_patient_is_not_there(world: World, stranger: ActingClient) -> None:
    visit = world.planned()

    assert stranger.get(address(world)).status_code == 404
    for page in ("kallelse", "andra", "avbokning", "ny-tid", "utskrift"):
        assert stranger.get(f"/vard/besok/{visit.pk}/{page}/").status_code == 404
    for deed in ("utskick", "aterkallelse", "avbokning", "andra", "ny-tid"):
        assert stranger.send(f"/vard/besok/{visit.pk}/{deed}/").status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_connections_cannot_book_one_time(cast: Cast) -> None:
    world = make_world(cast)
    made, refused = at_once(
        world, [world.new(world.cast.alma), world.new(world.cast.bo, starts_at=moment(SOON, 11))]
    )

    assert (len(made), len(refused)) == (1, 1)
    assert Occupancy.objects.filter(is_freed=False).count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_form_at_two_connections_is_one_visit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both look for a visit of the form before either has made one."""
    world, both_have_looked, book = make_world(cast), threading.Barrier(2), planning.book

    def booked(*arguments, **options):
        both_have_looked.wait()
        return book(*arguments, **options)

    monkeypatch.setattr(planning, "book", booked)
    made, refused = at_once(world, [world.new(source_key="form:1"), world.new(source_key="form:1")])

    assert (len(set(made)), refused) == (1, [])
    assert Visit.objects.count() == 1


def at_once(world: World, new: list) -> tuple[list[uuid.UUID], list[str]]:
    """Plan visits each on a connection of its own, all at the same moment."""
    made: list[uuid.UUID] = []
    refused: list[str] = []
    start = threading.Barrier(len(new))

    def plan(one) -> None:
        start.wait()
        try:
            made.append(plan_visit(one, acting=world.nurse, at=AT).pk)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=plan, args=[one]) for one in new]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made, refused


def test_the_day_before_spring_forward_is_an_ordinary_day(
    world: World, nurse: ActingClient
) -> None:
    day = date(2027, 3, 27)
    nurse.send(address(world), form(world, day=day.isoformat(), clock="02:30"))

    assert Visit.objects.get().starts_at == moment(day, 2, 30)
    assert not Activity.objects.filter(kind=ActivityKind.VISIT).exists()
