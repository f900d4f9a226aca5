"""Files are taken in clean, kept under a name that says nothing, and thrown away when removed."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments import actions, cleaning, room, taking_in
from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment, ScanState
from samplan.audit.models import Event
from tests.cast import AT, Cast

JPEG = encoded(picture(), "JPEG")


@dataclass(frozen=True)
class Meeting:
    pk: uuid.UUID
    patient_id: uuid.UUID
    clinic_id: uuid.UUID


def added(cast: Cast, acting: Any, folder: Path) -> Attachment:
    upload = SimpleUploadedFile("../bild\u202egpj.php", JPEG)
    meeting = Meeting(uuid.uuid4(), cast.alma.pk, cast.heart.pk)
    cleaned = actions.clean_upload(upload, folder)
    return actions.add_file(cleaned, about=meeting, field="filer", acting=acting, at=AT)


def test_a_file_is_cleaned_and_kept_under_a_random_name(cast: Cast, tmp_path: Path) -> None:
    alma = cast.acting(cast.alma)
    kept = added(cast, alma, tmp_path)
    assert (kept.kind, kept.scan) == ("image/jpeg", ScanState.NOT_CONFIGURED)
    assert kept.name.endswith(".jpg")
    assert "bild" not in kept.content.name
    assert default_storage.size(kept.content.name) == kept.size
    assert Event.objects.filter(kind="file.added").count() == 1


def test_a_file_that_is_too_large_or_of_a_wrong_kind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(cleaning.RefusedFile, match="another kind"):
        actions.clean_upload(SimpleUploadedFile("a.pdf", b"hej"), tmp_path)
    monkeypatch.setattr(taking_in, "LARGEST_FILE", 10)
    with pytest.raises(cleaning.RefusedFile, match="larger than"):
        actions.clean_upload(SimpleUploadedFile("a.jpg", JPEG), tmp_path)


@pytest.mark.parametrize("state", ["infected", "unavailable", "clean"])
def test_what_the_scanner_says_counts(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = cleaning.ScanResult(cleaning.ScanState(state))
    monkeypatch.setattr(cleaning, "scan", lambda *_args: said)
    upload = SimpleUploadedFile("a.jpg", JPEG)
    if state == "infected":
        with pytest.raises(cleaning.RefusedFile, match="harmful"):
            actions.clean_upload(upload, tmp_path)
    else:
        assert actions.clean_upload(upload, tmp_path).scan == state


def test_a_file_that_was_not_sent_is_thrown_away_for_good(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    alma = cast.acting(cast.alma)
    kept = added(cast, alma, tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_file(kept, acting=alma, at=AT)
        assert not actions.remove_file(kept, acting=alma, at=AT)
    assert not default_storage.exists(kept.content.name)
    assert not Attachment.within(alma).open_to(alma).exists()


def test_a_file_that_was_sent_stays(cast: Cast, tmp_path: Path) -> None:
    alma = cast.acting(cast.alma)
    kept = added(cast, alma, tmp_path)
    actions.mark_sent([str(kept.pk)], at=AT)
    assert not actions.remove_file(kept, acting=alma, at=AT)
    assert default_storage.exists(kept.content.name)


def test_the_clinic_reads_a_file_once_it_is_sent_and_strangers_never(
    cast: Cast, tmp_path: Path
) -> None:
    kept = added(cast, cast.acting(cast.alma), tmp_path)
    maria = cast.acting(cast.maria)
    assert not Attachment.within(maria).open_to(maria).exists()
    actions.mark_sent([str(kept.pk)], at=AT)
    assert Attachment.within(maria).open_to(maria).exists()
    for stranger in (cast.acting(cast.carl), cast.acting(cast.petra)):
        assert not Attachment.within(stranger).open_to(stranger).exists()


@pytest.mark.parametrize(
    ("held", "most", "is_refused"), [(4, 5, False), (5, 5, True), (1, 1, True)]
)
def test_there_is_room_for_so_many(held: int, most: int, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(room.NoRoom, match="room"):
            actions.check_room(held, most=most)
    else:
        actions.check_room(held, most=most)
