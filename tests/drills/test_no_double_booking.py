"""One time, one visit: twenty at once on the same minutes, and moves that are old or new."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections

from samplan.access.policies import Refused
from samplan.bookings import actions
from samplan.bookings.actions import book, cancel, move
from samplan.bookings.models import Appointment, AppointmentState, Occupancy, Resource
from tests.cast import AT, Cast, make_cast
from tests.drills.crowd import side_by_side

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

CROWD = 20
TEN = AT + timedelta(days=10)


@pytest.fixture
def calendar(db: None) -> "Calendar":
    return Calendar(make_cast())


class Calendar:
    """Maria's times, and what she does with them."""

    def __init__(self, cast: Cast) -> None:
        self.acting = cast.acting(cast.maria)
        self.patient = cast.alma
        self.resource = Resource.objects.create(clinic=cast.heart, name="Maria Nyström")

    def book(self, starts_at: datetime, minutes: int = 30) -> Appointment:
        return book(self.resource, patient_id=self.patient.pk, **self.said(starts_at, minutes))

    def move(self, appointment: Appointment, starts_at: datetime) -> Appointment:
        return move(appointment, resource=self.resource, **self.said(starts_at, 30))

    def said(self, starts_at: datetime, minutes: int) -> dict[str, Any]:
        return {"starts_at": starts_at, "minutes": minutes, "acting": self.acting, "at": AT}

    def booked(self) -> list[datetime]:
        """When the standing appointments are; each has its unfreed occupancy, and no other is."""
        standing = Appointment.objects.filter(state=AppointmentState.BOOKED).order_by("starts_at")
        held = set(Occupancy.objects.filter(is_freed=False).values_list("pk", flat=True))
        assert {each.occupancy_id for each in standing} == held
        return [each.starts_at for each in standing]


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def sorts(results: list[Any]) -> dict[str, int]:
    names = [type(result).__name__ for result in results]
    return {name: names.count(name) for name in set(names)}


def test_twenty_on_one_time(calendar: Calendar):
    for day in range(5):
        results = side_by_side([partial(calendar.book, TEN + timedelta(days=day))] * CROWD)
        assert sorts(results) == {"Appointment": 1, "TimeIsTaken": CROWD - 1}
    assert len(calendar.booked()) == 5


def test_twenty_on_overlapping_times(calendar: Calendar):
    for day in range(5):
        starts = [TEN + timedelta(days=day) + minutes(number) for number in range(CROWD)]
        results = side_by_side([partial(calendar.book, at, CROWD + 5) for at in starts])
        assert sorts(results) == {"Appointment": 1, "TimeIsTaken": CROWD - 1}
    assert len(calendar.booked()) == 5


def test_without_the_constraint_the_drill_sees_doubles(calendar: Calendar, unguarded: None):
    results = side_by_side([lambda: calendar.book(TEN)] * CROWD)
    assert sorts(results) == {"Appointment": CROWD}


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """The planted bug: nothing in the database holds the times apart."""
    name = "resource_holds_one_visit_at_a_time"
    constraint = next(each for each in Occupancy._meta.constraints if each.name == name)
    with connections["owner"].schema_editor() as editor:
        editor.remove_constraint(Occupancy, constraint)
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE bookings_occupancy CASCADE")
    with connections["owner"].schema_editor() as editor:
        editor.add_constraint(Occupancy, constraint)


def test_many_move_to_one_time(calendar: Calendar):
    old = [calendar.book(TEN + minutes(60 * number)) for number in range(8)]
    new = TEN - minutes(60)
    results = side_by_side([partial(calendar.move, each, new) for each in old])
    assert sorts(results) == {"Appointment": 1, "TimeIsTaken": 7}
    assert len(calendar.booked()) == 8
    assert calendar.booked().count(new) == 1


def test_one_visit_moved_to_many_times_has_one(calendar: Calendar):
    old = calendar.book(TEN)
    results = side_by_side(
        [partial(calendar.move, old, TEN + minutes(60 * number)) for number in range(1, 9)]
    )
    assert sorts(results) == {"Appointment": 1, "Refused": 7}
    assert len(calendar.booked()) == 1
    assert TEN not in calendar.booked()


def test_two_that_change_places_at_once_keep_one_time_each(calendar: Calendar):
    for day in range(3):
        first, second = TEN + timedelta(days=day), TEN + timedelta(days=day) + minutes(60)
        one, other = calendar.book(first), calendar.book(second)
        results = side_by_side(
            [partial(calendar.move, one, second), partial(calendar.move, other, first)]
        )
        assert set(sorts(results)) <= {"Appointment", "TimeIsTaken"}
        assert len(calendar.booked()) == 2 * (day + 1)


@pytest.mark.parametrize("broken", ["_occupy", "_appointment"])
def test_a_move_that_breaks_half_way_keeps_the_old_time(calendar: Calendar, broken: str):
    old = calendar.book(TEN)
    with patch.object(actions, broken, side_effect=OSError("x")), pytest.raises(OSError, match="x"):
        calendar.move(old, TEN + minutes(60))
    assert calendar.booked() == [TEN]


def test_a_cancelled_visit_is_not_moved(calendar: Calendar):
    old = calendar.book(TEN)
    assert cancel(old, acting=calendar.acting, at=AT)
    with pytest.raises(Refused):
        calendar.move(old, TEN + minutes(60))
    assert calendar.booked() == []
