"""Reminders: a week and a day before, once each, of what is still open."""

from datetime import timedelta

from samplan.notifications.models import Delivery, Notice, NoticeKind
from samplan.plans.actions import finish, register
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.plans.reminders import remind
from tests.cast import AT, TODAY, Cast

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def due_in(
    cast: Cast, days: int, *, kind=ActivityKind.READ_SUMMONS, known_for: int = 30
) -> Activity:
    return register(
        kind,
        responsible=Responsible.PATIENT,
        about=Activity(patient=cast.alma, clinic=cast.heart),
        at=AT - timedelta(days=known_for),
        due_on=TODAY + timedelta(days=days),
    )


def kinds() -> list[str]:
    return sorted(Notice.objects.values_list("kind", flat=True))


def test_once_a_week_before_and_once_the_day_before(cast: Cast) -> None:
    due_in(cast, 8)

    assert [remind(at=AT + timedelta(days=day)) for day in range(9)] == [0, 1, 0, 0, 0, 0, 0, 1, 0]
    assert kinds() == [NoticeKind.DAY_BEFORE, NoticeKind.WEEK_BEFORE]


def test_running_again_makes_nothing_twice(cast: Cast) -> None:
    due_in(cast, 7)

    assert remind(at=AT) == 1
    assert remind(at=AT) == 0
    assert Delivery.objects.count() == 1


def test_a_missed_day_is_made_up_for(cast: Cast) -> None:
    due_in(cast, 5)

    assert remind(at=AT) == 1


def test_what_came_late_is_not_reminded_of_at_once(cast: Cast) -> None:
    due_in(cast, 5, known_for=0)

    assert remind(at=AT) == 0


def test_what_is_done_is_not_reminded_of(cast: Cast) -> None:
    activity = due_in(cast, 7)
    finish(activity, acting=cast.acting(cast.alma), at=AT)

    assert remind(at=AT) == 0


def test_two_things_on_one_day_are_one_message(cast: Cast) -> None:
    due_in(cast, 7)
    due_in(cast, 7, kind=ActivityKind.ANSWER_QUESTIONS)

    assert remind(at=AT) == 2
    assert Delivery.objects.count() == 1
