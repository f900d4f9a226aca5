"""A list of contacts from a file: which rows are right, which not and why; carried out once."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samplan.contacts.importing import NotAContactList, look_through
from samplan.contacts.jobs import forget_lists
from samplan.contacts.models import CareContact, ContactKind, KeptContactList
from samplan.contacts.tests.factories import contact_of
from samplan.notifications.models import Notice
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, Cast, browser_of

pytestmark = pytest.mark.django_db
HEAD = "Personnummer;HSA-id;Sort;Hjälper med;Från"


def row(patient: Patient, post: Assignment, *rest: str) -> str:
    return ";".join([patient.written_number, post.staff.hsa_id, *rest])


def read(cast: Cast, *rows: str) -> list[tuple[int, str]]:
    """Line and what stops it."""
    maria = cast.acting(cast.maria)
    assert maria.kind == "staff"
    data = "\r\n".join([HEAD, *rows]).encode()
    found = look_through(data, acting=maria, today=TODAY)
    return [(each.number, each.sentence) for each in found]


def test_each_row_says_whether_it_is_right_and_why_not(cast: Cast):
    contact_of(cast.bo, cast.petra, kind=ContactKind.FIXED_PHYSICIAN)
    contact_of(cast.bo, cast.petra, kind=ContactKind.COORDINATING, is_coordinator=True)
    said = read(
        cast,
        row(cast.alma, cast.maria, "1", "oro", "2026-12-01"),
        row(cast.alma, cast.maria),
        row(cast.carl, cast.maria),
        row(cast.alma, cast.petra),
        row(cast.bo, cast.maria, "2"),
        row(cast.bo, cast.maria, "4"),
        row(cast.bo, cast.maria, "nio"),
        row(cast.bo, cast.maria, "", "", "i morgon"),
        "19550412-9800;x",
        '"oparat',
        "",
    )
    assert [line for line, _sentence in said] == list(range(2, 12))
    words = [sentence.partition(": ") for _line, sentence in said]
    assert [column for column, _colon, _rest in words] == [
        *("", "Sort", "Personnummer", "HSA-id", "Sort", "Sort", "Sort", "Från"),
        *("Personnummer", "Personnummer"),
    ]
    assert "redan patientens vårdkontakt" in said[1][1]
    assert "Ingen på mottagningen har det numret" in said[2][1]
    assert "fast läkare" in said[4][1]
    assert "samordnar redan" in said[5][1]


def test_another_clinics_patient_reads_as_nobody(cast: Cast):
    theirs = read(cast, row(cast.carl, cast.maria))
    Patient.objects.filter(pk=cast.carl.pk).update(identity_number="200001019999")
    assert read(cast, row(cast.carl, cast.maria)) == theirs


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "excel"),
        (b"%PDF-1.7", "pdf"),
        (b"\x00\x01", "binary"),
        (b"Namn;Ort\nx;y", "headings"),
        (b'"' + b"x" * 200_000, "headings"),
        (b"x" * (1024 * 1024 + 1), "too_large"),
        (HEAD.encode() + b"\nx;y" * 501, "rows"),
    ],
)
def test_what_is_no_list_says_so(cast: Cast, data: bytes, code: str):
    maria = cast.acting(cast.maria)
    with pytest.raises(NotAContactList) as fault:
        look_through(data, acting=maria, today=TODAY)  # type: ignore[arg-type]  # whatever a person sends
    assert fault.value.code == code


def upload(browser: Any, *rows: str) -> Any:
    data = "\n".join([HEAD, *rows]).encode("cp1252")
    file = SimpleUploadedFile("lista.csv", data, content_type="text/csv")
    return browser.send(reverse("contacts:staff-import"), {"file": file})


def test_it_is_looked_through_and_carried_out_once(cast: Cast):
    maria = browser_of(cast.acting(cast.maria))
    rows = (row(cast.alma, cast.maria, "4", "läkemedel", "2026-11-30"), row(cast.carl, cast.maria))
    address = upload(maria, *rows)["Location"]
    page = maria.get(address).content.decode()
    assert "Rätt: 1. Fel: 1." in page
    assert "Carl" not in page
    assert not CareContact.objects.exists()
    for _twice in range(2):
        assert maria.send(address).status_code == 302
    contact = CareContact.objects.get()
    assert (contact.patient, contact.is_coordinator) == (cast.alma, True)
    assert (contact.helps_with, contact.starts_on) == ("läkemedel", date(2026, 11, 30))
    assert Notice.objects.count() == 1
    assert not KeptContactList.objects.exists()


def test_a_list_is_its_uploaders_alone(cast: Cast):
    address = upload(browser_of(cast.acting(cast.maria)), row(cast.alma, cast.maria))["Location"]
    petra = browser_of(cast.acting(cast.petra))
    assert petra.get(address)["Location"] == reverse("contacts:staff-import")
    petra.send(address)
    assert not CareContact.objects.exists()


def test_a_file_that_is_none_is_refused_on_the_page(cast: Cast):
    maria = browser_of(cast.acting(cast.maria))
    file = SimpleUploadedFile("lista.xlsx", b"PK\x03\x04")
    page = maria.send(reverse("contacts:staff-import"), {"file": file}).content.decode()
    assert "Excel" in page
    assert "Välj en fil." in maria.send(reverse("contacts:staff-import")).content.decode()


def test_a_list_that_nobody_carries_out_is_forgotten(cast: Cast):
    upload(browser_of(cast.acting(cast.maria)), row(cast.alma, cast.maria))
    forget_lists(int(AT.timestamp()) + 29 * 60)
    assert KeptContactList.objects.exists()
    forget_lists(int(AT.timestamp()) + 31 * 60)
    assert not KeptContactList.objects.exists()
