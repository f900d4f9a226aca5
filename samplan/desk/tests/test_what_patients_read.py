"""Administrators keep hours, the phone menu, information and documents."""

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.desk import actions
from samplan.organisations.models import (
    ClinicDocument,
    Errand,
    InformationPage,
    OpeningHours,
    OtherHours,
)
from tests.cast import AT, Cast, browser_of

SOURCE = b'#set document(title: "Inf\xc3\xb6r")\n#set text(lang: "sv")\n= Inf\xc3\xb6r\n\nTa med.'
FACTS = actions.ErrandFacts(
    name="Boka", what_for="", phone_key="1", phone_hours="", quickest="phone"
)


@pytest.fixture(autouse=True)
def in_the_story(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def stig(cast: Cast) -> Any:
    return browser_of(cast.acting(cast.stig))


def address(name: str, cast: Cast, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[cast.heart.pk, *more])


def pdf(**options: Any) -> bytes:
    return typst.compile(SOURCE, pdf_standards=["ua-1"], **options)


def changed(**keys: Any) -> bytes:
    """The document with keys of its root changed; None takes one away."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as opened:
        for name, value in keys.items():
            if value is None:
                del opened.Root[f"/{name}"]
            else:
                opened.Root[f"/{name}"] = value
        opened.save(out)
    return out.getvalue()


def test_hours_are_written_in_words_and_stand_in_words_everywhere(cast: Cast, stig: Any):
    filled = {f"phone_{day}": "8–11" for day in range(5)} | {"visits_0": "0–24"}
    reply = stig.send(address("hours", cast), {**filled, "is_open_on_holidays": "on"})
    assert reply.status_code == 302

    cast.heart.refresh_from_db()
    assert cast.heart.phone_hours == "mån–fre 8–11"
    assert cast.heart.opening_hours == "mån dygnet runt"
    assert cast.heart.is_open_on_holidays
    page = stig.get(address("hours", cast)).content.decode()
    assert 'value="8–11"' in page
    assert 'value="0–24"' in page

    stig.send(address("hours", cast), {})
    cast.heart.refresh_from_db()
    assert not OpeningHours.objects.exists()
    assert cast.heart.phone_hours == "mån–fre 8–11"


def test_hours_that_are_none_are_refused_beside_their_day(cast: Cast, stig: Any):
    page = stig.send(address("hours", cast), {"phone_2": "halv nio"}).content.decode()
    assert "”halv nio” är ingen tid från och till." in page
    assert 'href="#id_phone_2"' in page


def test_a_day_is_closed_or_open_otherwise_and_as_usual_again(cast: Cast, stig: Any):
    day = {"day": "2026-12-23", "purposes": ["visits", "phone"], "note": "utbildning"}
    stig.send(address("add-other-hours", cast), {**day, "hours": ""})
    stig.send(address("add-other-hours", cast), {**day, "hours": "8–10", "purposes": ["phone"]})
    assert set(OtherHours.objects.values_list("purpose", "opens_at", "day")) == {
        ("visits", None, date(2026, 12, 23)),
        ("phone", time(8), date(2026, 12, 23)),
    }
    page = stig.send(address("add-other-hours", cast), {**day, "hours": "8–10, 13–14"})
    assert "Skriv en tid från och till." in page.content.decode()

    for other in OtherHours.objects.all():
        stig.send(address("remove-other-hours", cast, other.pk))
    assert not OtherHours.objects.exists()


def test_the_phone_menu_is_made_ordered_and_mended(cast: Cast, stig: Any):
    row = {"name": "Boka tid", "quickest": "online", "phone_key": "1"}
    stig.send(address("new-errand", cast), row)
    stig.send(address("new-errand", cast), {**row, "name": "Förnya recept", "phone_key": "2"})
    taken = stig.send(address("new-errand", cast), {**row, "name": "Annat"})
    assert "En annan rad har den knappen." in taken.content.decode()

    second = Errand.objects.get(name="Förnya recept")
    stig.send(address("move-errand", cast, second.pk), {"to": "up"})
    stig.send(address("move-errand", cast, second.pk), {"to": "up"})
    names = Errand.objects.order_by("place").values_list("name", flat=True)
    assert list(names) == ["Förnya recept", "Boka tid"]

    stig.send(address("errand", cast, second.pk), {**row, "name": "Recept", "phone_key": ""})
    stig.send(address("remove-errand", cast, names.last() and Errand.objects.last().pk))
    assert Errand.objects.count() == 1


def test_a_page_is_hidden_until_it_is_published(cast: Cast, stig: Any):
    told = {"title": "Inför besöket", "text": "Ta med."}
    stig.send(address("new-page", cast), told)
    page = InformationPage.objects.get()
    assert (page.is_published, page.changed_by) == (False, "Stig Berg")

    half = stig.send(address("new-page", cast), {**told, "title": "B", "title_english": "B"})
    assert "Skriv både rubrik och text, eller ingendera." in half.content.decode()
    again = stig.send(address("new-page", cast), told)
    assert "Det finns redan en sida med den rubriken." in again.content.decode()

    stig.send(address("page", cast, page.pk), {**told, "is_published": "on"})
    page.refresh_from_db()
    assert page.is_published


def sent(stig: Any, cast: Cast, content: bytes, name: str = "Inför.pdf") -> Any:
    file = SimpleUploadedFile(name, content)
    return stig.send(address("new-document", cast), {"title": "Inför besöket", "file": file})


def test_a_tagged_document_is_kept_handed_out_and_withdrawn(cast: Cast, stig: Any):
    assert sent(stig, cast, pdf()).status_code == 302
    document = ClinicDocument.objects.get()
    assert document.language.startswith("sv")
    with pikepdf.open(BytesIO(document.content.read())) as kept:
        assert kept.open_metadata()["dc:title"] == "Inför besöket"
        assert kept.Root.MarkInfo.Marked

    alma = browser_of(cast.acting(cast.alma))
    fetch = reverse("home:document", args=[cast.heart.slug, document.pk])
    got = alma.get(fetch)
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert got.headers["Content-Disposition"].startswith("attachment")
    other = reverse("home:document", args=[cast.urology.slug, document.pk])
    assert alma.get(other).status_code == 404

    stig.send(address("withdraw-document", cast, document.pk))
    assert alma.get(fetch).status_code == 404
    assert Event.objects.filter(kind="organisation.changed").count() == 2


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"StructTreeRoot": None}, "PDF-filen saknar taggar"),
        ({"MarkInfo": pikepdf.Dictionary(Marked=False)}, "PDF-filen saknar taggar"),
        ({"MarkInfo": None}, "PDF-filen saknar taggar"),
        ({"Lang": None}, "säger inte vilket språk"),
        ({"Lang": pikepdf.String("(svenska)")}, "säger inte vilket språk"),
    ],
)
def test_a_document_that_cannot_be_read_aloud_is_refused(
    cast: Cast, stig: Any, keys: dict[str, Any], words: str
):
    assert words in sent(stig, cast, changed(**keys)).content.decode()
    assert not ClinicDocument.objects.exists()


def test_what_is_no_pdf_is_refused(cast: Cast, stig: Any):
    png = BytesIO()
    Image.new("RGB", (2, 2)).save(png, "PNG")
    assert (
        "Dokument till patienter är PDF-filer"
        in sent(stig, cast, png.getvalue(), "a.png").content.decode()
    )


def test_nobody_else_changes_what_a_clinic_tells(cast: Cast):
    for person in (cast.maria, cast.petra, cast.alma):
        with pytest.raises(Refused):
            actions.add_errand(cast.heart, FACTS, acting=cast.acting(person))
        with pytest.raises(Refused):
            actions.set_hours(cast.heart, {}, is_open_on_holidays=False, acting=cast.acting(person))


@pytest.mark.parametrize(
    "row",
    [
        OpeningHours(purpose="visits", weekday=7, opens_at=time(8), closes_at=time(9)),
        OpeningHours(purpose="visits", weekday=0, opens_at=time(9), closes_at=time(8)),
        OtherHours(purpose="visits", day=date(2026, 12, 1), opens_at=time(9)),
        OtherHours(purpose="visits", day=date(2026, 12, 1), opens_at=time(9), closes_at=time(8)),
        Errand(place=0, name="x", quickest="phone", phone_key="x"),
    ],
    ids=lambda row: type(row).__name__,
)
def test_the_database_holds_what_must_be_true(cast: Cast, row: Any):
    row.clinic = cast.heart
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
