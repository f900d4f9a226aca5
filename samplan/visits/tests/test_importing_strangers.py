"""A day list tells nothing of people who are not the clinic's patients."""

from typing import Any

from samplan.access.models import LookUp
from samplan.audit.models import Event
from samplan.patients.models import Patient
from samplan.visits.importing import Outcome, Report, check_day_list, import_day_list
from samplan.visits.importing.keeping import as_kept, keep_list
from samplan.visits.models import Visit
from samplan.visits.tests.day_lists import NAMELESS, file_of, number_of, row
from samplan.visits.tests.staff_world import SOON, World
from tests.cast import AT


def imported(world: World, data: bytes) -> Report:
    return import_day_list(data, clinic_id=world.cast.heart.pk, acting=world.nurse, at=AT)


def what_it_says(world: World, data: bytes) -> list[Any]:
    """All that the page is drawn from, but for the number itself."""
    kept = as_kept(check_day_list(data, clinic_id=world.cast.heart.pk, at=AT))
    return [{**each, "number": ""} for each in kept["rows"]]


def test_looking_through_tells_nobody_from_a_stranger(world: World) -> None:
    carl = world.cast.carl.written_number
    for name in ("Carl Sten", "Någon Annan"):
        known, unknown = file_of(row(0, number=carl, name=name)), file_of(row(0, name=name))
        assert what_it_says(world, known) == what_it_says(world, unknown)
    nameless = [
        file_of(f"{number};{SOON};08:00;20;Maria Nyström;Uppföljning", headings=NAMELESS)
        for number in (carl, number_of(0))
    ]
    assert what_it_says(world, nameless[0]) == what_it_says(world, nameless[1])


def test_everyone_on_a_list_is_logged_as_looked_up(world: World) -> None:
    rows = [
        row(place, number=person.written_number, name=person.full_name)
        for place, person in enumerate((world.cast.alma, world.cast.carl))
    ]

    kept = keep_list(file_of(*rows, row(2)), acting=world.nurse, at=AT)

    logged = Event.objects.filter(kind__in=["visits.checked", "patient.looked_up"])
    assert set(logged.values_list("kind", "patient")) == {
        ("visits.checked", str(world.cast.alma.pk)),
        ("patient.looked_up", str(world.cast.carl.pk)),
    }
    assert [each["patient"] is None for each in kept.report["rows"]] == [False, True, True]


def test_a_stranger_of_that_name_gets_the_visit(world: World) -> None:
    carl = world.cast.carl
    report = imported(world, file_of(row(0, number=carl.written_number, name="Sten, Carl")))

    assert [each.outcome for each in report.verdicts] == [Outcome.NEW_PATIENT]
    assert Visit.objects.get().patient == carl
    assert not LookUp.objects.exists()


def test_strangers_under_wrong_names_cost_look_ups(world: World, settings: Any) -> None:
    settings.SAMPLAN_LOOK_UPS_AN_HOUR = 1
    wrong = row(0, number=world.cast.carl.written_number, name="Någon Annan")
    alma = row(1, number=world.cast.alma.written_number, name="Alma Ek")
    before = Patient.objects.count()

    first = imported(world, file_of(wrong))
    assert first.verdicts[0].has("other_name")
    again = imported(world, file_of(wrong, alma, row(2)))

    assert [each.has("look_ups_spent") for each in again.verdicts] == [True, False, True]
    assert again.new_count == 1  # one's own patients are not held up
    assert Patient.objects.count() == before
    assert Event.objects.filter(kind="look_ups.spent").count() == 1
