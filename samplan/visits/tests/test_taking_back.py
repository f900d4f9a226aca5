"""A wish for another time is taken back until the clinic has answered it."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits.actions import (
    answer_time_change,
    ask_for_another_time,
    cancel_visit,
    take_back_wish,
)
from samplan.visits.models import TimeChange, Visit
from samplan.visits.tests.staff_world import World, make_world
from tests.cast import AT, ActingClient, Cast, browser_of

LATER = AT + timedelta(hours=1)


def asked(world: World) -> tuple[Visit, TimeChange]:
    visit = world.sent()
    alma = world.cast.acting(world.cast.alma)
    change = ask_for_another_time(visit, reason="resa", wishes="mornings", acting=alma, at=AT)
    return visit, change


def taken_back(world: World, visit: Visit) -> TimeChange:
    return take_back_wish(visit, acting=world.cast.acting(world.cast.alma), at=LATER)


def wish_in_plan() -> str:
    return Activity.objects.filter(kind=ActivityKind.TIME_CHANGE).latest("id").state


def test_what_is_taken_back_needs_no_answer_and_the_time_stands(world: World) -> None:
    visit, change = asked(world)

    taken_back(world, visit)

    change.refresh_from_db()
    assert (change.is_taken_back, change.answered_at, change.answer) == (True, LATER, "")
    assert change.answered_by == "Alma Ek"
    assert wish_in_plan() == ActivityState.CANCELLED
    assert Visit.objects.get().is_sent
    assert Event.objects.filter(kind="time_change.taken_back", patient=visit.patient_id).exists()


def test_who_has_taken_it_back_may_ask_again(world: World) -> None:
    visit, _change = asked(world)
    taken_back(world, visit)

    alma = world.cast.acting(world.cast.alma)
    ask_for_another_time(visit, reason="", wishes="evenings", acting=alma, at=LATER)

    assert TimeChange.objects.get(answered_at=None).wishes == "evenings"
    assert wish_in_plan() == ActivityState.OPEN


def test_what_the_clinic_has_answered_is_not_taken_back(world: World) -> None:
    visit, change = asked(world)
    answer_time_change(change, answer="Fullt.", acting=world.nurse, at=AT)

    with pytest.raises(Refused, match="already been answered"):
        taken_back(world, visit)

    change.refresh_from_db()
    assert (change.is_taken_back, change.answered_by) == (False, world.nurse.actor_name)


def test_twice_and_after_the_clinic_has_cancelled_there_is_nothing_to_take_back(
    world: World,
) -> None:
    visit, _change = asked(world)
    taken_back(world, visit)
    with pytest.raises(Refused):
        taken_back(world, visit)

    cancelled = world.sent(starts_at=visit.starts_at + timedelta(days=1))
    alma = world.cast.acting(world.cast.alma)
    ask_for_another_time(cancelled, reason="", wishes="x", acting=alma, at=AT)
    cancel_visit(cancelled, reason="Ill.", acting=world.nurse, at=AT)
    with pytest.raises(Refused):
        taken_back(world, cancelled)


def test_staff_who_answer_what_is_taken_back_are_told_so(world: World) -> None:
    visit, change = asked(world)
    taken_back(world, visit)

    with pytest.raises(Refused, match="has taken back"):
        answer_time_change(change, answer="Fullt.", acting=world.nurse, at=LATER)


@pytest.mark.parametrize(
    "fact", [{"answer": "Yes"}, {"kind": "cancel"}, {"answered_at": None, "answered_by": ""}]
)
def test_what_is_taken_back_gets_no_answer(world: World, fact: dict[str, str | None]) -> None:
    visit, change = asked(world)
    taken_back(world, visit)

    with pytest.raises(IntegrityError, match="what_is_taken_back_gets_no_answer"):
        TimeChange.objects.filter(pk=change.pk).update(**fact)


def test_the_page_offers_it_and_staff_see_it(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    visit, _change = asked(world)
    alma = browser_of(world.cast.acting(world.cast.alma))
    address = f"/tider/{visit.pk}/"
    assert "Ta tillbaka önskemålet" in alma.get(address).content.decode()

    after = alma.send(f"{address}andra/tillbaka/", follow=True).content.decode()

    assert "Din tid gäller" in after
    assert "Tiden passar inte" in after
    assert "Ta tillbaka önskemålet" not in after
    nurse.get("/vard/")
    with django_assert_max_num_queries(6):
        prepared = nurse.get(f"/vard/besok/{visit.pk}/").content.decode()
    assert "but has taken it back" in prepared
    assert "Answer the patient" not in prepared
    again = alma.send(f"{address}andra/tillbaka/", follow=True).content.decode()
    assert "redan" in again


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_taking_back_and_answering_at_once_end_in_one_of_them(cast: Cast) -> None:
    world = make_world(cast)
    visit, change = asked(world)
    begin, done = threading.Barrier(2), []

    def run(name, act) -> None:
        begin.wait()
        try:
            act()
            done.append(name)
        except Refused:
            pass
        finally:
            connection.close()

    acts = {
        "back": lambda: taken_back(world, visit),
        "answer": lambda: answer_time_change(change, answer="Ja.", acting=world.nurse, at=LATER),
    }
    threads = [threading.Thread(target=run, args=each) for each in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    change.refresh_from_db()
    assert done == ["back" if change.is_taken_back else "answer"]
