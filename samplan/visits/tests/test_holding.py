"""A previewed visit holds its time for half an hour, and no longer."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.bookings.actions import TimeIsTaken
from samplan.bookings.models import Occupancy
from samplan.common.dates import local
from samplan.visits.actions import (
    HELD_FOR,
    correct_visit,
    keep_visit,
    plan_visit,
    planning,
    release_held,
    send_visit,
)
from samplan.visits.importing import Outcome, import_day_list, look_through
from samplan.visits.listed import board_on
from samplan.visits.models import Visit, VisitState
from samplan.visits.readiness import readiness_of
from samplan.visits.tests.day_lists import file_of, row
from samplan.visits.tests.staff_world import World, make_world
from samplan.visits.tests.test_staff_planning import address, form
from tests.cast import AT, ActingClient, Cast

UNTIL = AT + HELD_FOR
LATER = UNTIL + timedelta(seconds=1)


def held(world: World, **changes) -> Visit:
    return world.planned(held_until=UNTIL, **changes)


def test_a_preview_holds_the_time_and_says_until_when(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    saved = nurse.send(address(world), form(world))
    visit = Visit.objects.get()
    assert visit.held_until == UNTIL

    with django_assert_max_num_queries(7):
        preview = nurse.get(saved["Location"]).content.decode()
    assert "Held until 10:30" in preview
    assert readiness_of(visit).summons.text.endswith("10:30")
    with django_assert_max_num_queries(6):
        board = nurse.get(board_on(local(visit.starts_at).date()))
        assert "Held until 10:30" in board.content.decode()


def test_while_held_nobody_else_gets_the_time(world: World) -> None:
    held(world)
    with pytest.raises(TimeIsTaken):
        world.planned(world.cast.bo)
    assert release_held(at=UNTIL - timedelta(seconds=1)) == 0
    assert Occupancy.objects.filter(is_freed=False).count() == 1


def test_a_forgotten_preview_frees_the_time_without_a_trace_for_the_patient(
    world: World,
) -> None:
    visit = held(world, source_key="the form")

    assert (release_held(at=LATER), release_held(at=LATER)) == (1, 0)

    visit.refresh_from_db()
    assert (visit.state, visit.held_until) == (VisitState.WITHDRAWN, None)
    assert not Occupancy.objects.filter(is_freed=False).exists()
    alma = world.cast.acting(world.cast.alma)
    assert not Visit.within(alma).exists()
    assert Event.objects.filter(kind="visit.released").count() == 1
    again = held(world, source_key="the form")  # sent again from an open page
    assert again.pk != visit.pk
    assert world.planned(world.cast.bo, starts_at=AT + timedelta(days=20))


def test_planning_takes_a_time_whose_hold_has_run_out(world: World) -> None:
    """At once, not when the next round of releasing comes."""
    lapsed = held(world)

    taken = plan_visit(world.new(world.cast.bo), acting=world.nurse, at=LATER)

    lapsed.refresh_from_db()
    assert (lapsed.state, lapsed.held_until) == (VisitState.WITHDRAWN, None)
    assert taken.starts_at == lapsed.starts_at
    assert Occupancy.objects.filter(is_freed=False).count() == 1
    released = Event.objects.get(kind="visit.released")
    assert (released.patient, released.body["actor_kind"]) == (str(world.cast.alma.pk), "system")


def test_where_planning_is_refused_the_lapsed_hold_stays_as_it_was(world: World) -> None:
    lapsed = held(world)

    with pytest.raises(Refused, match="has passed"):
        plan_visit(world.new(starts_at=AT), acting=world.nurse, at=LATER)

    lapsed.refresh_from_db()
    assert lapsed.held_until == UNTIL


def test_the_same_form_plans_anew_when_its_hold_has_run_out(world: World) -> None:
    lapsed = held(world, source_key="the form")
    new = world.new(source_key="the form", held_until=LATER + HELD_FOR)

    again = plan_visit(new, acting=world.nurse, at=LATER)

    assert again.pk != lapsed.pk
    assert again.held_until == LATER + HELD_FOR


def test_a_visit_is_moved_to_a_time_whose_hold_has_run_out(world: World) -> None:
    lapsed = held(world, patient=world.cast.bo)
    visit = world.sent(starts_at=lapsed.starts_at + timedelta(hours=2))

    moved = correct_visit(
        visit, changes={}, starts_at=lapsed.starts_at, acting=world.nurse, at=LATER
    )

    assert moved.starts_at == lapsed.starts_at
    lapsed.refresh_from_db()
    assert lapsed.state == VisitState.WITHDRAWN


def test_a_held_visit_that_is_moved_late_is_not_let_go_by_itself(world: World) -> None:
    visit = held(world)

    later = visit.starts_at + timedelta(minutes=15)
    moved = correct_visit(visit, changes={}, starts_at=later, acting=world.nurse, at=LATER)

    assert (moved.starts_at, moved.state) == (later, VisitState.PLANNED)


@pytest.mark.parametrize("patient", ["alma", "bo"])
def test_a_day_list_takes_a_time_whose_hold_has_run_out(world: World, patient: str) -> None:
    """Also from the same patient: what is about to be let go has not become the row's visit."""
    lapsed = held(world)
    number = getattr(world.cast, patient).identity_number
    line = row(0, number=number, name="", clock="10:30")
    data = file_of(line)

    looked = look_through(data, acting=world.nurse, at=LATER)
    assert [each.outcome for each in looked.verdicts] == [Outcome.NEW]
    lapsed.refresh_from_db()
    assert lapsed.held_until == UNTIL  # to look changes nothing

    done = import_day_list(data, clinic_id=world.nurse.clinic_id, acting=world.nurse, at=LATER)
    assert (done.new_count, done.refused_count) == (1, 0)
    lapsed.refresh_from_db()
    assert lapsed.state == VisitState.WITHDRAWN
    assert Visit.objects.get(state=VisitState.PLANNED).patient.identity_number == number


def test_before_its_time_is_out_a_hold_stands_for_a_day_list_too(world: World) -> None:
    held(world)
    data = file_of(row(0, number=world.cast.bo.identity_number, name="", clock="10:30"))

    looked = look_through(data, acting=world.nurse, at=UNTIL - timedelta(seconds=1))

    assert [each.outcome for each in looked.verdicts] == [Outcome.REFUSED]


@pytest.mark.parametrize("way", ["send", "keep"])
def test_what_is_sent_or_kept_stays(world: World, nurse: ActingClient, way: str) -> None:
    visit = held(world)
    noun = {"send": "utskick", "keep": "bokning"}[way]

    nurse.send(f"/vard/besok/{visit.pk}/{noun}/")

    visit.refresh_from_db()
    assert visit.held_until is None
    assert visit.is_sent == (way == "send")
    assert release_held(at=LATER) == 0
    assert Occupancy.objects.filter(is_freed=False).count() == 1


def test_too_late_is_said_so(world: World) -> None:
    visit = held(world)
    release_held(at=LATER)
    with pytest.raises(Refused, match="has been let go"):
        send_visit(visit, acting=world.nurse, at=LATER)
    with pytest.raises(Refused, match="has been let go"):
        keep_visit(visit, acting=world.nurse)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_sending_and_releasing_at_once_end_in_one_of_them(cast: Cast) -> None:
    world = make_world(cast)
    visit = held(world)
    begin = threading.Barrier(2)

    def run(act) -> None:
        begin.wait()
        try:
            act()
        except Refused:
            pass
        finally:
            connection.close()

    acts = (
        lambda: release_held(at=LATER),
        lambda: send_visit(visit, acting=world.nurse, at=LATER),
    )
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    visit.refresh_from_db()
    taken = Occupancy.objects.filter(is_freed=False).count()
    assert (visit.state, taken) in {(VisitState.SENT, 1), (VisitState.WITHDRAWN, 0)}
    if not taken:
        assert plan_visit(world.new(cast.bo), acting=world.nurse, at=AT).is_planned


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_who_want_a_lapsed_time_do_not_wait_for_each_other_in_a_ring(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(cast)
    held(world)
    book, has_released, outcomes = planning.book, threading.Event(), []

    def slow(*facts, **options):
        if not has_released.is_set():
            has_released.set()
            time.sleep(0.5)  # long enough for the other to come as far as it can
        return book(*facts, **options)

    monkeypatch.setattr(planning, "book", slow)

    def run(patient) -> None:
        try:
            plan_visit(world.new(patient), acting=world.nurse, at=LATER)
            outcomes.append("booked")
        except TimeIsTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    first = threading.Thread(target=run, args=(cast.bo,))
    second = threading.Thread(target=run, args=(cast.cleo,))
    first.start()
    has_released.wait(timeout=5)
    second.start()
    for thread in (first, second):
        thread.join()

    assert sorted(outcomes) == ["booked", "taken"]
    assert Occupancy.objects.filter(is_freed=False).count() == 1
