"""Staff find patients among their own, and anyone by whole identity number."""

from datetime import date

import pytest

from samplan.access.models import CareRelation, DigitalConsent
from samplan.audit.models import Event
from samplan.patients.models import Patient
from samplan.visits import staff_queries
from samplan.visits.tests.staff_world import World
from tests.cast import AT, TODAY, ActingClient, make_patient, relate

PATIENTS = "/vard/patienter/"


def listed(response) -> list[str]:
    return [row.full_name for row in response.context["rows"]]


def logged(kind: str) -> list[str]:
    return list(Event.objects.filter(kind=kind).order_by("id").values_list("patient", flat=True))


def test_only_the_clinics_own_are_listed_by_family_name(world: World, nurse: ActingClient) -> None:
    assert listed(nurse.get(PATIENTS)) == ["Alma Ek", "Bo Lind", "Cleo Lind"]


def test_swedish_letters_come_last_and_hyphens_part_words(
    world: World, nurse: ActingClient
) -> None:
    for given, family in [("Eva", "Öst"), ("Eva", "Ås"), ("Eva", "Ärla"), ("Anna-Lena", "Zen")]:
        relate(make_patient(given, family, date(1950, 1, 1)), world.cast.heart)

    families = [name.split()[-1] for name in listed(nurse.get(PATIENTS))]

    assert families == ["Ek", "Lind", "Lind", "Zen", "Ås", "Ärla", "Öst"]
    assert listed(nurse.send(PATIENTS, {"name": "lena"})) == ["Anna-Lena Zen"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("li", ["Bo Lind", "Cleo Lind"]),
        ("LIND c", ["Cleo Lind"]),
        ("bo lind", ["Bo Lind"]),
        ("ind", []),
        ("%", []),
        ("Carl", []),  # known elsewhere only
    ],
)
def test_a_name_is_found_by_how_its_words_begin(
    nurse: ActingClient, name: str, found: list[str]
) -> None:
    assert listed(nurse.send(PATIENTS, {"name": name})) == found


def test_pages_go_on_where_the_last_one_ended(
    world: World, nurse: ActingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_queries, "PAGE", 2)

    first = nurse.get(PATIENTS)
    second = nurse.get(first.context["next_url"])

    assert (listed(first), listed(second)) == (["Alma Ek", "Bo Lind"], ["Cleo Lind"])
    assert "Lind" not in first.context["next_url"]
    assert second.context["next_url"] == ""
    assert nurse.get(PATIENTS, {"efter": "x"}).status_code == 404


def test_a_filter_for_those_with_coming_visits(world: World, nurse: ActingClient) -> None:
    visit = world.planned()

    response = nurse.get(PATIENTS, {"visa": "kommande"})

    assert listed(response) == ["Alma Ek"]
    assert response.context["rows"][0].next_visit_at == visit.starts_at


@pytest.mark.parametrize("count", [0, 25])
def test_the_list_costs_the_same_whatever_its_length(
    world: World, nurse: ActingClient, count: int, django_assert_max_num_queries
) -> None:
    for number in range(count):
        relate(make_patient("En", f"Till{number}", date(1950, 1, 1 + number)), world.cast.heart)
    nurse.get(PATIENTS)

    with django_assert_max_num_queries(5):
        nurse.get(PATIENTS)

    assert len(logged("patients.listed")) == 2 * (3 + count)


def test_a_whole_number_opens_a_care_relation_and_is_logged(
    world: World, nurse: ActingClient
) -> None:
    carl = world.cast.carl

    response = nurse.send(PATIENTS, {"number": carl.written_number})

    assert response["Location"] == f"{PATIENTS}{carl.pk}/"
    assert CareRelation.objects.filter(patient=carl, clinic=world.cast.heart).exists()
    assert logged("patient.looked_up") == [str(carl.pk)]
    assert nurse.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Enter an identity number"),
        ("Alma", "twelve digits"),
        ("19550412-0000", "do not fit together"),
        ("19551332-9809", "date that does not exist"),
        ("20990101-2380", "not come yet"),
        ("19550412\x009809", "cannot be shown"),
    ],
)
def test_a_bad_number_is_named_and_kept(nurse: ActingClient, number: str, sentence: str) -> None:
    response = nurse.send(PATIENTS, {"number": number})

    assert response.status_code == 200
    assert sentence in str(response.context["number"].errors["number"])
    assert not CareRelation.objects.filter(reason="lookup").exists()


def test_a_number_that_nobody_has(world: World, nurse: ActingClient) -> None:
    Patient.objects.filter(pk=world.cast.carl.pk).update(identity_number="190001010000")

    response = nurse.send(PATIENTS, {"number": world.cast.carl.written_number})

    assert "No patient has that number" in response.content.decode()
    assert world.cast.carl.written_number in response.content.decode()


def test_the_number_is_masked_until_it_is_asked_for(world: World, nurse: ActingClient) -> None:
    alma = world.cast.alma
    address = f"{PATIENTS}{alma.pk}/"

    before = nurse.get(address).content.decode()
    after = nurse.send(address).content.decode()

    assert alma.masked_number in before
    assert alma.written_number not in before
    assert alma.written_number in after
    assert logged("patient.number_shown") == [str(alma.pk)]


def test_the_patients_page_says_what_stands(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    world.planned()
    Patient.objects.filter(pk=world.cast.alma.pk).update(has_protected_identity=True)
    address = f"{PATIENTS}{world.cast.alma.pk}/"
    nurse.get(address)

    with django_assert_max_num_queries(7):
        page = nurse.get(address).content.decode()

    assert "Agreed" in page
    assert "Protected identity" in page
    assert "Look through and send" in page


def test_consent_that_has_ended_means_paper(world: World, nurse: ActingClient) -> None:
    DigitalConsent.objects.filter(patient=world.cast.alma).update(
        withdrawn_at=AT, withdrawn_by="Alma"
    )

    page = nurse.get(f"{PATIENTS}{world.cast.alma.pk}/")

    assert "Ended" in page.content.decode()
    assert "has not agreed to digital contact" in page.content.decode()


def test_a_patient_of_another_clinic_is_not_there(
    world: World, nurse: ActingClient, stranger: ActingClient
) -> None:
    address = f"{PATIENTS}{world.cast.alma.pk}/"

    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}nytt-besok/").status_code == 404
    assert nurse.get(f"{PATIENTS}{world.cast.carl.pk}/").status_code == 404


def test_administration_does_not_see_patients(administrator: ActingClient) -> None:
    assert administrator.get(PATIENTS).status_code == 404
    assert PATIENTS not in administrator.get("/vard/besokstyper/").content.decode()


def test_the_clock_of_these_tests_stands_still(world: World, nurse: ActingClient) -> None:
    assert nurse.get(PATIENTS).wsgi_request.today == TODAY
