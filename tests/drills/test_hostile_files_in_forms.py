"""Promise 4 where forms are answered, and where files come in pieces: what is hostile is refused in
plain words or made safe, and an upload takes nothing but its own, from its own person."""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import checking, cleaning
from samplan.attachments.cleaning.clean import described
from samplan.attachments.cleaning.results import Kind
from samplan.attachments.models import Attachment, FilesHeld, FileState, Upload
from samplan.cases.models import Case
from samplan.cases.tests.world import started_case
from samplan.visits.tests.asked import asked, path
from samplan.visits.tests.test_answer_files import PAGE
from tests.cast import AT, ActingClient, Cast, browser_of
from tests.drills.test_hostile_files_in_conversations import (
    FILES,
    JPEG,
    WORDS,
    check_out,
    check_safe,
)

PutIn: TypeAlias = Callable[[ActingClient, str, bytes], None]
REFUSED, MOVED, GONE, ELSEWHERE, WRONG = 422, 302, 404, 412, 400
BAD = [
    {"offset": "-1"},
    {"offset": "1"},
    {"offset": "99999999999999999999"},
    {"offset": "x"},
    {"offset": "0", "piece": None},
    {"upload": "x"},
    {"upload": ""},
    {"name": "a\0.png", "size": "10"},
    {"name": "a.png", "size": "-1"},
    {"name": "a.png", "size": "0"},
    {"name": "a.png", "size": "x"},
    {"name": "a.png", "size": str(10**9)},
    {"name": "a.png", "size": "9" * 5000},
    {"name": "a" * 300, "size": "10"},
    {},
]


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


def answered(browser: ActingClient, address: str, fields: dict[str, Any]) -> None:
    """A page of the form with a file: it is kept safe, or refused with the answer kept."""
    Attachment.objects.all().delete()
    seen = browser.get(address).context["seen"]
    page = {"_seen": seen, "_window": uuid.uuid4().hex, "a:a": WORDS, "_upload": "a:f"}
    reply = browser.send(address, page | fields)
    assert reply.status_code in {MOVED, 200, REFUSED}, reply.status_code
    for kept in Attachment.objects.filter(state=FileState.CHECKING):
        checking.check(kept.pk, at=AT)
    kept = Attachment.objects.first()
    if kept is None:
        assert 'role="alert"' in reply.content.decode()
    elif kept.state == FileState.READY:
        check_safe(kept)
    assert WORDS in browser.get(address).content.decode()


def in_pieces(browser: ActingClient, place: str, name: str, content: bytes) -> str:
    """The key of an upload of the whole content; empty where it is refused at once."""
    begun = browser.send(place, {"name": name, "size": str(len(content))})
    if begun.status_code == WRONG:
        assert json.loads(begun.content)["said"]
        return ""
    told = json.loads(begun.content)
    for start in range(0, len(content), 1024 * 1024):
        piece = SimpleUploadedFile("x", content[start : start + 1024 * 1024])
        said = {"upload": told["upload"], "offset": str(start), "piece": piece}
        assert browser.send(place, said).status_code == 202, name
    return str(told["upload"])


@pytest.mark.parametrize("at_once_mb", [2, 0])
def test_hostile_files_in_forms_are_refused_or_made_safe(
    cast: Cast, settings: Any, at_once_mb: int
) -> None:
    settings.SAMPLAN_CLEAN_AT_ONCE_MB = at_once_mb
    visit = asked(cast, PAGE)
    alma = browser_of(cast.acting(cast.alma))
    for name, content in FILES.items():
        answered(
            alma, path(visit, "question-page", "one"), {"a:f": SimpleUploadedFile(name, content)}
        )


def test_hostile_files_in_pieces_are_refused_or_made_safe(cast: Cast) -> None:
    visit = asked(cast, PAGE)
    alma = browser_of(cast.acting(cast.alma))
    for name, content in FILES.items():
        key = in_pieces(alma, path(visit, "upload"), name, content)
        answered(alma, path(visit, "question-page", "one"), {"_uploaded:a:f": key})
    assert not Upload.objects.exists()


def test_hostile_files_in_pieces_of_a_message(cast: Cast, case: Case) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    for name, content in FILES.items():
        Attachment.objects.all().delete()
        key = in_pieces(alma, f"{place}uppladdning/", name, content)
        said = {"body": WORDS, "_upload": "file", "_uploaded:file": key}
        reply = alma.send(f"{place}svar/", said)
        assert reply.status_code in {MOVED, REFUSED}, name
        for kept in Attachment.objects.all():
            check_safe(kept)
            check_out(alma, f"{place}filer/{kept.pk}/")


def test_a_bad_piece_changes_nothing(cast: Cast, case: Case) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/uppladdning/"
    begun = json.loads(alma.send(place, {"name": "a.png", "size": "100"}).content)
    for bad in BAD:
        sound = {
            "upload": begun["upload"],
            "offset": "0",
            "piece": SimpleUploadedFile("x", b"x" * 100),
        }
        is_beginning = not bad or "size" in bad
        sent = bad if is_beginning else {k: v for k, v in (sound | bad).items() if v is not None}
        assert alma.send(place, sent).status_code in {WRONG, GONE, ELSEWHERE}, bad
    more = {"upload": begun["upload"], "offset": "0", "piece": SimpleUploadedFile("x", b"x" * 101)}
    assert alma.send(place, more).status_code == WRONG
    assert [each.received for each in Upload.objects.all()] == [0]
    assert FilesHeld.objects.get().size == 100


def test_nobody_reaches_anothers_upload(cast: Cast, case: Case) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    key = in_pieces(alma, f"{place}uppladdning/", "a.jpg", JPEG)
    theirs = f"/vard/arenden/{case.pk}/"
    own = started_case(cast, cast.bo)
    for who, there in ((cast.carl, place), (cast.maria, theirs), (cast.bo, f"/inkorg/{own.pk}/")):
        other = browser_of(cast.acting(who))
        for said in (
            {"upload": key},
            {"upload": key, "offset": "0", "piece": SimpleUploadedFile("x", b"x")},
        ):
            assert other.send(f"{there}uppladdning/", said).status_code == GONE
    maria = browser_of(cast.acting(cast.maria))
    said = {"intent": "answer", "body": WORDS, "_seen": "0", "_later": "1", "_uploaded:file": key}
    maria.send(f"{theirs}svar/", said)
    assert not Attachment.objects.exists()
    assert Upload.objects.count() == 1


def test_what_is_a_day_old_is_gone(cast: Cast, case: Case) -> None:
    alma, place = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    key = in_pieces(alma, f"{place}uppladdning/", "a.jpg", JPEG)
    Upload.objects.update(begun_at=AT - timedelta(days=1))
    assert alma.send(f"{place}uppladdning/", {"upload": key}).status_code == GONE
    said = {"body": WORDS, "_upload": "file", "_uploaded:file": key}
    assert alma.send(f"{place}svar/", said).status_code in {MOVED, REFUSED}
    assert not Attachment.objects.exists()


def test_a_careless_cleaning_is_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(content: Any, target: Path, *, claimed_name: str, limits: Any) -> Any:
        with target.open("wb") as out:
            shutil.copyfileobj(content, out)
        return described(target, Kind.JPEG, claimed_name=claimed_name)

    monkeypatch.setattr(cleaning, "clean_in_sandbox", careless)
    visit = asked(cast, PAGE)
    alma = browser_of(cast.acting(cast.alma))
    key = in_pieces(alma, path(visit, "upload"), "located.jpg", JPEG)
    with pytest.raises(AssertionError, match=r"located\.jpg holds"):
        answered(alma, path(visit, "question-page", "one"), {"_uploaded:a:f": key})
