"""The staff's page for day lists: chosen, looked through, imported once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.visits.models import KeptList, Visit
from samplan.visits.tests.day_lists import file_of, list_of, row
from samplan.visits.tests.staff_world import World
from tests.cast import AT, ActingClient

IMPORT = "/vard/besok/import/"


def upload(nurse: ActingClient, data: bytes):
    return nurse.send(IMPORT, {"file": SimpleUploadedFile("lista.csv", data)})


def test_looked_through_and_then_imported(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    address = upload(nurse, file_of(row(0), row(1, kind="Ballongfärd")))["Location"]

    with django_assert_max_num_queries(6):
        page = nurse.get(address).content.decode()
    assert "New visit, new at the clinic" in page
    assert "no visit type called Ballongfärd" in page
    assert not Visit.objects.exists()

    done = nurse.send(address, {"send": "no"}, follow=True).content.decode()
    assert "1 visit is imported" in done
    assert Visit.objects.get().is_planned
    assert bytes(KeptList.objects.get().data) == b""


def test_a_language_that_nobody_knows_is_told_and_does_not_stop_the_row(
    world: World, nurse: ActingClient
) -> None:
    address = upload(nurse, file_of(row(0, language="Klingonska"), row(1)))["Location"]

    page = nurse.get(address).content.decode()
    assert page.count("Språk: Klingonska is not a language we know, so the visit gets Swedish") == 1
    nurse.send(address, {"send": "no"})

    first, second = Visit.objects.order_by("starts_at")
    assert (first.language, first.patient.language) == ("sv", "sv")
    assert (second.language, second.patient.language) == ("sv", "sv")


def test_confirming_twice_imports_once(world: World, nurse: ActingClient) -> None:
    address = upload(nurse, list_of(3))["Location"]

    nurse.send(address, {"send": "yes"})
    again = nurse.send(address, {"send": "yes"}, follow=True)

    assert Visit.objects.count() == 3
    assert "Summonses sent: 3" in again.content.decode()


def test_a_kept_list_is_its_owners_for_half_an_hour(
    world: World, nurse: ActingClient, stranger: ActingClient
) -> None:
    address = upload(nurse, list_of(1))["Location"]

    assert stranger.get(address)["Location"] == IMPORT
    assert stranger.send(address, {"send": "no"})["Location"] == IMPORT
    KeptList.objects.update(kept_until=AT - timedelta(minutes=1))
    gone = nurse.send(address, {"send": "no"}, follow=True)

    assert "no longer kept" in gone.content.decode()
    assert not Visit.objects.exists()
    upload(nurse, list_of(1))
    assert KeptList.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"PK\x03\x04 ...", "This is an Excel workbook"),
        (b"\x00\x01\x02", "not a text file"),
        (b"Hej;svejs\r\n1;2\r\n", "No headings of a day list"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_day_list_is_said_so(nurse: ActingClient, data: bytes, sentence: str) -> None:
    response = upload(nurse, data)

    assert sentence in str(response.context["form"].errors["file"])


def test_no_file_is_asked_for(nurse: ActingClient) -> None:
    assert "Choose a file" in str(nurse.send(IMPORT).context["form"].errors["file"])


def test_rows_come_a_hundred_at_a_time_and_by_outcome(
    world: World, nurse: ActingClient, django_assert_max_num_queries
) -> None:
    rows = [row(place) for place in range(150)]
    address = upload(nurse, file_of(*rows, row(151, minutes=1)))["Location"]
    nurse.get(address)

    with django_assert_max_num_queries(6):
        first = nurse.get(address)
    assert len(first.context["rows"]) == 100
    assert len(nurse.get(address, {"efter": first.context["last"]}).context["rows"]) == 51
    assert [one["line"] for one in nurse.get(address, {"visa": "refused"}).context["rows"]] == [152]
