"""A day list becomes visits: once, however often it is imported; bad rows stop nobody."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from samplan.access.models import CareRelation
from samplan.audit.models import Event
from samplan.bookings.models import Occupancy
from samplan.patients.models import Patient
from samplan.plans.models import Activity
from samplan.visits.importing import Outcome, Report, carrying_out, check_day_list, import_day_list
from samplan.visits.models import Visit
from samplan.visits.tests.day_lists import NAMELESS, file_of, list_of, number_of, row
from samplan.visits.tests.staff_world import SOON, World, make_resource, make_world, moment
from tests.cast import AT, TODAY, Cast

ALREADY, NEW, NEW_PATIENT, REFUSED = (
    Outcome.ALREADY,
    Outcome.NEW,
    Outcome.NEW_PATIENT,
    Outcome.REFUSED,
)


def imported(world: World, data: bytes, *, is_sent: bool = False) -> Report:
    return import_day_list(
        data, clinic_id=world.cast.heart.pk, acting=world.nurse, at=AT, is_sent=is_sent
    )


def checked(world: World, data: bytes) -> Report:
    return check_day_list(data, clinic_id=world.cast.heart.pk, at=AT)


def outcomes(report: Report) -> list[tuple[int, Outcome]]:
    return [(verdict.line, verdict.outcome) for verdict in report.verdicts]


def faults(report: Report) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.code) for each in report.verdicts for one in each.faults]


def test_rows_become_visits_of_known_and_new_patients(world: World) -> None:
    alma = world.cast.alma
    data = file_of(row(0), row(1, number=alma.written_number, name="Ek, Alma"))

    report = imported(world, data)

    assert outcomes(report) == [(2, NEW_PATIENT), (3, NEW)]
    visit = Visit.objects.get(patient=alma)
    assert (visit.starts_at, visit.minutes) == (moment(SOON, 8, 10), 10)
    assert (visit.visit_type, visit.purpose) == (world.heart_type, world.heart_type.purpose)
    added = Patient.objects.get(family_name="Testsson")
    assert added.written_number == number_of(0)
    assert CareRelation.objects.filter(patient=added, clinic=world.cast.heart).count() == 1
    assert Event.objects.filter(kind="visit.planned").count() == 2
    assert Event.objects.filter(kind="patient.added").count() == 1


def test_looking_through_changes_nothing(world: World) -> None:
    before = Patient.objects.count()

    report = checked(world, list_of(5))

    assert report.new_count == 5
    assert (Visit.objects.count(), Patient.objects.count()) == (0, before)
    assert not Occupancy.objects.exists()


def test_twice_makes_nothing_twice(world: World) -> None:
    first, second = imported(world, list_of(5)), imported(world, list_of(5))

    assert (first.new_count, second.new_count, second.already_count) == (5, 0, 5)
    assert Visit.objects.count() == 5


def test_a_row_that_says_the_same_in_other_words_is_there_already(world: World) -> None:
    imported(world, file_of(row(0)))

    again = imported(world, file_of(row(0, name="Testsson, Test", resource="NYSTRÖM, Maria")))

    assert outcomes(again) == [(2, ALREADY)]


def test_each_bad_row_is_named_by_line_column_and_reason(world: World) -> None:
    world.planned(world.cast.bo)
    alma = world.cast.alma.written_number
    data = file_of(
        row(0),
        row(1, kind="Ballongfärd"),
        row(2, resource="Petra Holm"),
        row(3, day=TODAY, clock="08:00"),
        row(4, clock="10:40"),
        row(5, clock="08:05"),
        row(6, number=alma, name="Sven Svensson"),
        row(7, number="19550412-0000"),
        row(8, minutes=700),
        row(9),
    )

    report = imported(world, data)

    assert faults(report) == [
        (3, "Besökstyp", "unknown_type"),
        (4, "Resurs", "unknown_resource"),
        (5, "Tid", "past"),
        (6, "Tid", "taken"),
        (7, "Tid", "overlap"),
        (8, "Personnummer", "other_name"),
        (9, "Personnummer", "check"),
        (10, "Minuter", "length"),
    ]
    assert report.new_count == 2
    sentences = " ".join(each for one in report.verdicts for each in one.sentences)
    assert "Ballongfärd" in sentences
    assert "on line 2 too" in sentences
    assert alma not in sentences


def test_an_unknown_number_without_a_name_is_refused(world: World) -> None:
    known = world.cast.alma.written_number
    rows = [
        f"{number};{SOON};{clock};20;Maria Nyström;Uppföljning"
        for number, clock in ((number_of(0), "08:00"), (known, "09:00"))
    ]

    report = imported(world, file_of(*rows, headings=NAMELESS))

    assert faults(report) == [(2, "Personnummer", "unknown_patient")]
    assert outcomes(report) == [(2, REFUSED), (3, NEW)]


def test_a_new_patient_on_two_rows_is_one_person(world: World) -> None:
    number = number_of(0)

    imported(world, file_of(row(0, number=number), row(1, number=number)))

    assert Patient.objects.filter(family_name="Testsson").count() == 1
    assert Visit.objects.count() == 2


def test_a_name_that_two_stand_for_is_nobodys(world: World) -> None:
    make_resource(world.cast.heart, "Rum 4", world.cast.maria.staff)

    report = imported(world, file_of(row(0), row(1, resource="rum 4")))

    assert outcomes(report) == [(2, REFUSED), (3, NEW_PATIENT)]


def test_summonses_go_with_the_import_on_demand(world: World) -> None:
    alma = world.cast.alma.written_number
    data = file_of(row(0), row(1, number=alma, name="Alma Ek"))

    report = imported(world, data, is_sent=True)

    assert report.sent_count == 2
    states = dict(Visit.objects.values_list("patient__given_name", "is_on_paper"))
    assert states == {"Test": True, "Alma": False}
    assert Activity.objects.filter(kind="paper").count() == 1
    assert imported(world, data, is_sent=True).sent_count == 0


@pytest.mark.parametrize("is_sent", [False, True])
def test_statements_grow_with_batches_not_with_rows(
    world: World, monkeypatch: pytest.MonkeyPatch, is_sent: bool
) -> None:
    costs = []
    for count in (5, 100):
        with CaptureQueriesContext(connection) as caught:
            imported(world, file_of(*(row(n + 10 * count) for n in range(count))), is_sent=is_sent)
        costs.append(len(caught))

    assert costs[0] == costs[1]
    assert costs[1] < 60


def test_what_comes_in_between_is_looked_through_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking through and making, someone books one of the times."""
    look_through = carrying_out.check_day_list

    def overtaken(data, **options):
        report = look_through(data, **options)
        world.planned(world.cast.bo, starts_at=moment(SOON, 8, 40))
        return report

    monkeypatch.setattr(carrying_out, "check_day_list", overtaken)

    report = imported(world, list_of(6))

    assert faults(report) == [(6, "Tid", "taken"), (7, "Tid", "taken")]
    assert report.new_count == 4


def test_a_row_that_always_loses_stops_nobody_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_visits = carrying_out.plan_visits

    def unlucky(new, **options):
        if any(one.patient.written_number == number_of(2) for one in new):
            raise IntegrityError
        return plan_visits(new, **options)

    monkeypatch.setattr(carrying_out, "plan_visits", unlucky)

    report = imported(world, list_of(5))

    assert (report.new_count, faults(report)) == (4, [(4, "Tid", "taken")])


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_twice_at_once_makes_nothing_twice(cast: Cast) -> None:
    world, start, reports = make_world(cast), threading.Barrier(2), []

    def run() -> None:
        start.wait()
        reports.append(imported(world, list_of(60)))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(report.new_count for report in reports) == 60
    assert sum(report.already_count for report in reports) == 60
    assert Visit.objects.count() == Patient.objects.filter(family_name="Testsson").count() == 60


class TestCommand:
    def run(self, world: World, tmp_path, data: bytes, *options: str, **changes) -> None:
        path = tmp_path / "lista.csv"
        path.write_bytes(data)
        named = {"clinic": world.cast.heart.slug, "hsa_id": world.cast.maria.staff.hsa_id}
        chosen = named | changes
        call_command(
            "visits_import",
            str(path),
            *("--clinic", chosen["clinic"], "--as", chosen["hsa_id"], *options),
        )

    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: AT)

    def test_it_says_what_became_of_the_rows(self, world: World, tmp_path, capsys) -> None:
        self.run(world, tmp_path, file_of(row(0), row(1, minutes=1)), "--dry-run")
        assert "1 visit would be made, 0 already there, 1 row not" in capsys.readouterr().out
        assert not Visit.objects.exists()

        self.run(world, tmp_path, file_of(row(0), row(1, minutes=1)), "--send")
        out = capsys.readouterr().out
        assert "Line 3, Minuter: A visit is from 5 to 600 minutes long, not 1." in out
        assert "1 visit made" in out
        assert Visit.objects.get().is_sent

    def test_it_says_which_language_it_does_not_know(self, world, tmp_path, capsys) -> None:
        self.run(world, tmp_path, file_of(row(0, language="Klingonska")), "--dry-run")
        out = capsys.readouterr().out
        assert "Line 2, Språk: Klingonska is not a language we know" in out
        assert "1 visit would be made" in out

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"clinic": "nowhere"}, "no clinic with the slug"),
            ({"hsa_id": "SE2321000000-STIG"}, "no assignment"),
            ({"hsa_id": "SE2321000000-PETRA"}, "no assignment"),
            ({"data": b"%PDF-1.7"}, "This is a PDF"),
        ],
    )
    def test_who_may_and_what_is_no_list(
        self, world: World, tmp_path, changes: dict, sentence: str
    ) -> None:
        data = changes.pop("data", list_of(1))

        with pytest.raises(CommandError, match=sentence):
            self.run(world, tmp_path, data, **changes)
