"""Planning a visit shows which questions go along and when there is room, and fills in a time."""

from datetime import time, timedelta

from samplan.bookings.models import Occupancy
from samplan.common.dates import clock, local
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.visits.actions import HELD_FOR
from samplan.visits.free_times import free_days
from samplan.visits.models import Send, VisitType
from samplan.visits.tests.staff_world import SOON, World, moment
from tests.cast import AT, TODAY, ActingClient


def plan(world: World, nurse: ActingClient, **query: str):
    address = f"/vard/patienter/{world.cast.alma.pk}/nytt-besok/"
    return nurse.get(address, {"typ": world.heart_type.pk.hex} | query)


def starts(world: World, *, minutes: int = 45, at=AT, first=SOON) -> list[str]:
    day = free_days(world.maria, minutes=minutes, first=first, at=at)[0]
    return [clock(each, "sv") for each in day.starts]


def test_times_follow_each_other_around_what_is_taken(world: World) -> None:
    assert starts(world, minutes=180) == ["08.00", "11.00", "14.00"]

    world.planned(starts_at=moment(SOON, 10, 32))

    assert starts(world, minutes=60) == [
        "08.00",
        "09.00",
        "11.20",
        "12.20",
        "13.20",
        "14.20",
        "15.20",
    ]


def test_what_is_freed_and_what_is_anothers_does_not_count(world: World) -> None:
    whole = starts(world)
    world.planned(starts_at=moment(SOON, 9))
    assert starts(world) != whole

    Occupancy.objects.update(is_freed=True)
    assert starts(world) == whole


def test_a_time_that_was_held_is_free_when_it_is_let_go(world: World) -> None:
    whole = starts(world)
    world.planned(starts_at=moment(SOON, 9), held_until=AT + HELD_FOR)

    assert starts(world) != whole
    assert starts(world, at=AT + HELD_FOR + timedelta(minutes=1)) == whole


def test_only_working_days_and_times_to_come(world: World) -> None:
    noon = moment(TODAY, 12)
    days = free_days(world.maria, minutes=60, first=TODAY, at=noon, days=8)

    assert all(each.day.weekday() < 5 for each in days)
    assert all(start > noon for each in days for start in each.starts)
    latest = max(local(start).time() for each in days for start in each.starts)
    assert latest <= time(16)


def test_a_free_time_is_a_link_that_fills_it_in(world: World, nurse: ActingClient) -> None:
    page = plan(world, nurse, fran=SOON.isoformat())
    free = page.context["free"]
    assert free.resource == world.maria
    (day, chips) = free.days[0]

    chosen = nurse.get(f"{page.wsgi_request.path}{chips[1].url.partition('#')[0]}")

    initial = chosen.context["form"].initial
    assert (initial["day"], initial["clock"]) == (day, time(8, 45))
    assert initial["resource"] == str(world.maria.pk)
    assert [chip.label for chip in chosen.context["free"].days[0][1] if chip.is_current] == [
        "08:45"
    ]


def test_an_address_that_cannot_be_read_fills_in_nothing(world: World, nurse: ActingClient) -> None:
    for query in (
        {"dag": "x", "tid": "y"},
        {"hos": "\x00", "fran": "0001-01-01"},
        {"tid": "25:00"},
    ):
        page = plan(world, nurse, **query)
        assert page.status_code == 200
        assert "day" not in page.context["form"].initial


def test_the_questions_that_go_along_are_listed(world: World, nurse: ActingClient) -> None:
    text = plan(world, nurse).content.decode()
    assert "What do you want to talk about at the visit?" in text

    VisitType.objects.filter(pk=world.heart_type.pk).update(send=Send.SUMMONS)
    assert "What do you want to talk about at the visit?" not in plan(world, nurse).content.decode()


def test_questions_out_of_use_are_said_before_one_plans(world: World, nurse: ActingClient) -> None:
    QuestionnaireVersion.objects.update(status=VersionStatus.RETIRED)
    assert "The questions are no longer published" in plan(world, nurse).content.decode()


def test_the_preview_lists_the_questions(world: World, nurse: ActingClient) -> None:
    visit = world.planned()
    page = nurse.get(f"/vard/besok/{visit.pk}/kallelse/")
    assert "Vad vill du ta upp på besöket?" in page.content.decode()
