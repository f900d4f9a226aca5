"""Promise 4 where people write to each other: refused in plain words or made safe, both ways in,
and safe on every way out: the file, the picture in small, and the record."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import cleaning
from samplan.attachments.cleaning.clean import described
from samplan.attachments.cleaning.results import Kind
from samplan.attachments.cleaning.tests import hostile
from samplan.attachments.models import Attachment
from samplan.cases.models import Case
from samplan.cases.tests.world import started_case
from tests.cast import AT, ActingClient, Cast, browser_of
from tests.drills.naughty import TEXTS

NEEDLES = (hostile.GPS_NEEDLE, hostile.PHP, b"NEEDLE", b"<script>", b"EICAR")
WORDS = "Det här vill jag inte skriva en gång till."
JPEG = hostile.encoded(hostile.picture(), "JPEG", exif=hostile.exif())
FILES = {
    "located.jpg": JPEG,
    "polyglot.jpg": JPEG + hostile.PHP,
    "cut.jpg": JPEG[: len(JPEG) // 2],
    "zip.pdf": hostile.zip_file(),
    "bomb.png": hostile.png_bomb(30_000, 30_000, rows=30),
    "short.png": hostile.png_bomb(2_000, 2_000, rows=3),
    "acting.pdf": hostile.pdf_bytes(hostile.acting_pdf()),
    "broken.pdf": b"%PDF-1.7\n" + b"NEEDLE" * 100,
    "virus.png": hostile.EICAR,
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.pdf": b"<!doctype html><script>alert(1)</script>",
    "empty.png": b"",
}
LONGEST_NAME = 255  # that a file can have
OUT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    made = started_case(cast)
    made.most_files = 5
    made.save()
    return made


def put_in(browser: ActingClient, place: str, name: str, content: bytes) -> None:
    """Sent in, it is refused in words with the text kept, or kept without what harms."""
    Attachment.objects.all().delete()
    file = SimpleUploadedFile("x", content)
    file._name = name  # as a client may send it, not as Django would have it
    said = {"intent": "answer", "body": WORDS, "_seen": "0", "file": file, "_upload": "file"}
    reply = browser.send(f"{place}svar/", said)
    assert reply.status_code in {302, 422}, f"{name}: {reply.status_code}"
    kept = Attachment.objects.first()
    assert (kept is None) is (reply.status_code == 422), name
    if kept is None:
        page = reply.content.decode()
        assert WORDS in page, name
        assert 'role="alert"' in page, name
        return
    check_safe(kept)
    check_out(browser, f"{place}filer/{kept.pk}/")


def check_safe(kept: Attachment) -> None:
    for stored in (kept.content, kept.thumbnail):
        if stored:
            content = stored.read()
            found = [each for each in NEEDLES if each in content]
            assert not found, f"{kept.name} holds {found}"
    if kept.kind == Kind.PDF:
        with pikepdf.open(BytesIO(kept.content.storage.open(kept.content.name).read())) as pdf:
            assert not {"/OpenAction", "/AA", "/AF"} & set(pdf.Root.keys())


def check_out(browser: ActingClient, address: str) -> None:
    reply = browser.get(address)
    assert reply.status_code == 200
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert {name: reply.headers[name] for name in OUT} == OUT


def ways_in(cast: Cast, case: Case) -> list[tuple[ActingClient, str]]:
    return [
        (browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"),
        (browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"),
    ]


def test_hostile_files_are_refused_or_made_safe(cast: Cast, case: Case) -> None:
    for browser, place in ways_in(cast, case):
        for name, content in FILES.items():
            put_in(browser, place, name, content)


def test_hostile_names_harm_nobody(cast: Cast, case: Case) -> None:
    plain = hostile.encoded(hostile.picture(size=(8, 8)), "PNG")
    names = [*TEXTS.values(), "../../../etc/passwd", "C:\\con.png", "a" * 251 + ".png", ".png"]
    browser, place = ways_in(cast, case)[1]
    for name in names:
        if "\ud83d" not in name:  # cannot arrive: its bytes are no text
            put_in(browser, place, name[:LONGEST_NAME], plain)
            page = browser.get(place).content.decode()
            assert "<script>alert" not in page


def test_a_careless_cleaning_is_seen(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(content: Any, target: Path, *, claimed_name: str, limits: Any) -> Any:
        with target.open("wb") as out:
            shutil.copyfileobj(content, out)
        return described(target, Kind.JPEG, claimed_name=claimed_name)

    monkeypatch.setattr(cleaning, "clean_in_sandbox", careless)
    browser, place = ways_in(cast, case)[0]
    with pytest.raises(AssertionError, match=r"located\.jpg holds"):
        put_in(browser, place, "located.jpg", JPEG)
