"""A large file is sent while it is checked; both sides read how it went, and its sender is told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.attachments import checking
from samplan.attachments.models import Attachment
from samplan.attachments.tests.test_checking import BROKEN, LOCATED
from samplan.cases import actions
from samplan.cases.models import Case, Message
from samplan.cases.retention.delivering import mark_delivered
from samplan.cases.tests.test_staff_files import document
from samplan.cases.tests.world import started_case
from samplan.notifications.models import Notice, NoticeKind
from tests.cast import AT, ActingClient, Cast, browser_of

CHECKED = "Kontrolleras"
REMOVED = "Filen togs bort, därför att den inte kunde godkännas. Bilden är skadad."


@pytest.fixture(autouse=True)
def _everything_is_large(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.SAMPLAN_CLEAN_AT_ONCE_MB = 0
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    made = started_case(cast)
    made.most_files = 2
    made.save()
    return made


def sides(cast: Cast, case: Case) -> dict[str, tuple[ActingClient, str]]:
    return {
        "patient": (browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"),
        "care": (browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"),
    }


def put_in(browser: ActingClient, place: str, content: bytes) -> Attachment:
    file = SimpleUploadedFile("bild.jpg", content)
    said = {"intent": "answer", "body": "Se bilden.", "_seen": "0", "file": file, "_upload": "file"}
    assert browser.send(f"{place}svar/", said).status_code == 302
    return Attachment.objects.get()


def send(browser: ActingClient, place: str, file: Attachment) -> None:
    words = {f"shows-{file.pk}": "En hand"}
    said = {"intent": "answer", "body": "Se bilden.", "_seen": "0"} | words
    assert browser.send(f"{place}svar/", said).status_code == 302


def page(cast: Cast, case: Case, side: str) -> str:
    browser, place = sides(cast, case)[side]
    return browser.get(place).content.decode()


@pytest.mark.parametrize("side", ["patient", "care"])
def test_it_is_sent_meanwhile_and_follows_when_it_is_ready(
    cast: Cast, case: Case, side: str
) -> None:
    browser, place = sides(cast, case)[side]
    file = put_in(browser, place, LOCATED)
    assert CHECKED in browser.get(place).content.decode()
    send(browser, place, file)
    address = f"filer/{file.pk}/"
    for each, (other, there) in sides(cast, case).items():
        assert CHECKED in page(cast, case, each)
        assert address not in page(cast, case, each)
        assert other.get(f"{there}{address}").status_code == 404
    checking.check(file.pk, at=AT)
    for each, (other, there) in sides(cast, case).items():
        assert CHECKED not in page(cast, case, each)
        assert other.get(f"{there}{address}").status_code == 200


@pytest.mark.parametrize("side", ["patient", "care"])
def test_one_that_is_refused_is_told_of_to_both_and_the_text_stays(
    cast: Cast, case: Case, side: str
) -> None:
    browser, place = sides(cast, case)[side]
    file = put_in(browser, place, BROKEN)
    send(browser, place, file)
    Case.objects.update(is_unread=False, is_new_for_care=False)
    checking.check(file.pk, at=AT)
    case.refresh_from_db()
    is_patient = side == "patient"
    assert (case.is_unread, case.is_new_for_care) == (is_patient, not is_patient)
    assert Notice.objects.filter(kind=NoticeKind.CHANGED).exists() is is_patient
    for each in sides(cast, case):
        told = page(cast, case, each)
        assert REMOVED in told
        assert "Se bilden." in told
    assert Message.objects.filter(body="Se bilden.").count() == 1


def test_one_that_is_refused_before_it_is_sent_leaves_room_for_another(
    cast: Cast, case: Case
) -> None:
    Case.objects.update(most_files=1)
    browser, place = sides(cast, case)["patient"]
    file = put_in(browser, place, BROKEN)
    checking.check(file.pk, at=AT)
    assert REMOVED in browser.get(place).content.decode()
    said = {"body": "Se bilden.", "file": SimpleUploadedFile("ny.jpg", LOCATED), "_upload": "file"}
    assert browser.send(f"{place}svar/", said).status_code == 302
    assert Attachment.objects.listed().count() == 2


@pytest.mark.parametrize(
    ("content", "is_checked", "word"),
    [(LOCATED, False, "Kontrolleras"), (BROKEN, True, "Borttagen")],
)
def test_the_record_names_what_cannot_be_opened_and_encloses_it_not(
    cast: Cast, case: Case, content: bytes, *, is_checked: bool, word: str
) -> None:
    browser, place = sides(cast, case)["patient"]
    file = put_in(browser, place, content)
    send(browser, place, file)
    if is_checked:
        checking.check(file.pk, at=AT)
    maria, there = sides(cast, case)["care"]
    text = maria.get(f"{there}journaltext/").content.decode()
    assert f"Bifogad fil: bild.jpg ({word})" in text
    assert maria.get(f"{there}journal.pdf").status_code == 200


def test_what_care_gives_is_asked_for_tags_by_the_job_too(cast: Cast, case: Case) -> None:
    browser, place = sides(cast, case)["care"]
    said = {"intent": "answer", "body": "Råd.", "_seen": "0", "_upload": "file"}
    assert browser.send(f"{place}svar/", said | {"file": document(tagged=False)}).status_code == 302
    checking.check(Attachment.objects.get().pk, at=AT)
    assert "PDF-filen saknar taggar" in browser.get(place).content.decode()


def refused_after_it_was_ended(cast: Cast, case: Case, **ended: Any) -> tuple[Case, int]:
    """The case, and its revision as it was taken out for the record."""
    browser, place = sides(cast, case)["patient"]
    file = put_in(browser, place, BROKEN)
    send(browser, place, file)
    case.refresh_from_db()
    actions.close(case, acting=cast.acting(cast.maria), at=AT)
    case.refresh_from_db()
    Case.objects.update(**ended)
    checking.check(file.pk, at=AT)
    return Case.objects.get(pk=case.pk), case.revision


def test_what_was_taken_out_before_it_was_refused_is_taken_out_again(
    cast: Cast, case: Case
) -> None:
    told, seen = refused_after_it_was_ended(cast, case)
    maria = cast.acting(cast.maria)
    assert isinstance(maria, StaffActing)
    with pytest.raises(Refused, match="journalen"):
        mark_delivered(told, seen=seen, acting=maria, at=AT)
    assert mark_delivered(told, seen=told.revision, acting=maria, at=AT).is_delivered


def test_what_the_record_had_is_due_again(cast: Cast, case: Case) -> None:
    had = {"delivered_at": AT + timedelta(hours=1), "delivered_by": "Maria"}
    told, _seen = refused_after_it_was_ended(cast, case, **had)
    assert not told.is_delivered


def test_one_that_is_archived_is_back_in_the_inbox(cast: Cast, case: Case) -> None:
    told, _seen = refused_after_it_was_ended(cast, case, is_unread=False, archived_at=AT)
    alma, _place = sides(cast, case)["patient"]
    assert str(told.pk) in alma.get("/inkorg/").content.decode()
