"""A previewed visit holds its time for half an hour, and no longer."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.bookings.actions import TimeIsTaken
from samplan.bookings.models import Occupancy
from samplan.visits.actions import HELD_FOR, keep_visit, plan_visit, release_held, send_visit
from samplan.visits.models import Visit, VisitState
from samplan.visits.readiness import readiness_of
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

    with django_assert_max_num_queries(6):
        preview = nurse.get(saved["Location"]).content.decode()
    assert "Held until 10:30" in preview
    assert readiness_of(visit).summons.text.endswith("10:30")
    day = visit.day_query
    with django_assert_max_num_queries(6):
        assert "Held until 10:30" in nurse.get(f"/vard/besok/{day}").content.decode()


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
