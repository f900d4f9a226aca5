"""Large files are made safe by a job, and what no scanner has seen is scanned later."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.attachments import actions, checking, cleaning, telling
from samplan.attachments.cleaning.tests.hostile import GPS_NEEDLE, encoded, exif, picture
from samplan.attachments.models import Attachment, FilesHeld, FileState, ScanState
from samplan.attachments.tests.test_add_file import Meeting
from samplan.audit.models import Event
from tests.cast import AT, Cast

LOCATED = encoded(picture(), "JPEG", exif=exif())
BROKEN = LOCATED[: len(LOCATED) // 2]


@pytest.fixture(autouse=True)
def _everything_is_large(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.SAMPLAN_CLEAN_AT_ONCE_MB = 0
    settings.MEDIA_ROOT = tmp_path / "media"
    with time_machine.travel(AT, tick=False):
        yield


def taken_in(cast: Cast, folder: Path, content: bytes = LOCATED) -> Attachment:
    cleaned = actions.take_in(SimpleUploadedFile("bild.jpg", content), folder)
    meeting = Meeting(uuid.uuid4(), cast.alma.pk, cast.heart.pk)
    return actions.add_file(cleaned, about=meeting, field="", acting=cast.acting(cast.alma), at=AT)


def scanner_says(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    said = cleaning.ScanResult(cleaning.ScanState(state))
    monkeypatch.setattr(cleaning, "scan", lambda *_args: said)


def jobs(name: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=name).count()


def test_it_waits_as_it_came_and_there_is_nothing_to_open(cast: Cast, tmp_path: Path) -> None:
    kept = taken_in(cast, tmp_path)
    assert (kept.state, kept.scan, kept.content.name) == ("checking", ScanState.AWAITED, "")
    assert not Attachment.objects.kept().exists()
    assert jobs("attachments.check") == 1


def test_the_job_makes_it_safe_and_forgets_how_it_came(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept = taken_in(cast, tmp_path)
    came = kept.original.name
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            checking.check(kept.pk, at=AT)
    kept.refresh_from_db()
    assert (kept.state, kept.original.name) == (FileState.READY, "")
    assert GPS_NEEDLE not in kept.content.read()
    assert kept.thumbnail
    assert not default_storage.exists(came)
    assert FilesHeld.objects.get().size == kept.size
    assert Event.objects.filter(kind="file.checked").count() == 1


def test_what_cannot_be_made_safe_leaves_a_row_that_says_why(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept = taken_in(cast, tmp_path, BROKEN)
    came = kept.original.name
    with django_capture_on_commit_callbacks(execute=True):
        checking.check(kept.pk, at=AT)
    kept.refresh_from_db()
    assert kept.refusal == {"code": "broken_image", "params": {}}
    assert not default_storage.exists(came)
    assert FilesHeld.objects.get().size == 0
    assert Event.objects.filter(kind="file.refused").count() == 1


def test_size_and_kind_are_asked_at_once(tmp_path: Path) -> None:
    with pytest.raises(cleaning.RefusedFile, match="another kind"):
        actions.take_in(SimpleUploadedFile("a.pdf", b"hej"), tmp_path)


def test_what_is_taken_away_meanwhile_stays_away(cast: Cast, tmp_path: Path) -> None:
    kept = taken_in(cast, tmp_path)
    actions.remove_file(kept, acting=cast.acting(cast.alma), at=AT)
    checking.check(kept.pk, at=AT)
    kept.refresh_from_db()
    assert kept.state == FileState.CHECKING
    assert FilesHeld.objects.get().size == 0


@pytest.mark.parametrize("is_refused_first", [True, False])
def test_of_what_was_sent_its_sender_is_told(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_refused_first: bool
) -> None:
    told: list[Attachment] = []
    monkeypatch.setattr(telling, "_tellers", {"meeting": [lambda file, *_rest: told.append(file)]})
    kept = taken_in(cast, tmp_path, BROKEN)
    if is_refused_first:
        checking.check(kept.pk, at=AT)
        assert not told
    actions.mark_sent([str(kept.pk)], at=AT)
    if is_refused_first:
        assert jobs("attachments.tell_of_refused") == 1
        checking.tell(kept.pk, at=AT)
    else:
        checking.check(kept.pk, at=AT)
    assert told == [kept]


def test_what_the_scanner_did_not_see_is_scanned_later(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner_says(monkeypatch, "unavailable")
    kept = taken_in(cast, tmp_path)
    checking.check(kept.pk, at=AT)
    checking.scan_again(at=AT)
    kept.refresh_from_db()
    assert kept.scan == ScanState.UNAVAILABLE
    scanner_says(monkeypatch, "clean")
    checking.scan_again(at=AT)
    kept.refresh_from_db()
    assert kept.scan == ScanState.CLEAN
    assert Event.objects.filter(kind="file.checked").count() == 2


def test_what_is_found_harmful_later_is_withdrawn(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner_says(monkeypatch, "unavailable")
    kept = taken_in(cast, tmp_path)
    checking.check(kept.pk, at=AT)
    actions.mark_sent([str(kept.pk)], at=AT)
    scanner_says(monkeypatch, "infected")
    checking.scan_again(at=AT)
    kept.refresh_from_db()
    assert (kept.state, kept.content.name, kept.thumbnail.name) == (FileState.REFUSED, "", "")
    assert kept.refusal == {"code": "infected", "params": {}}


def test_what_is_late_is_asked_for_again(cast: Cast, tmp_path: Path) -> None:
    kept = taken_in(cast, tmp_path)
    assert checking.late(at=AT) == []
    assert checking.late(at=AT + 2 * checking.LATE) == [kept.pk]


@pytest.mark.parametrize(
    "change", [{"state": "ready"}, {"state": "refused"}, {"refusal": {"code": "infected"}}]
)
def test_there_is_content_only_when_it_is_ready(
    cast: Cast, tmp_path: Path, change: dict[str, Any]
) -> None:
    kept = taken_in(cast, tmp_path)
    with (
        pytest.raises(IntegrityError, match="attachment_has_content_only_when_it_is_ready"),
        transaction.atomic(),
    ):
        Attachment.objects.filter(pk=kept.pk).update(**change)
