"""A large file comes in pieces, of one person for one row, and no more than was said."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from samplan.access.acting import Acting
from samplan.attachments import pieces
from samplan.attachments.cleaning import RefusedFile
from samplan.attachments.models import ABANDONED_AFTER, FilesHeld, Upload
from samplan.attachments.room import NoRoom
from samplan.attachments.tests.test_add_file import Meeting
from samplan.audit.models import Event
from tests.cast import AT, Cast

PIECE = bytes(range(256)) * 256  # 64 kB
SIZE = 2 * len(PIECE) + 10
LARGEST = 20 * 1024 * 1024
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def alma(cast: Cast) -> Acting:
    return cast.acting(cast.alma)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return Meeting(uuid.uuid4(), cast.alma.pk, cast.heart.pk)


@pytest.fixture
def upload(meeting: Meeting, alma: Acting) -> Upload:
    return begun(meeting, alma)


def begun(
    meeting: Meeting, acting: Acting, size: int = SIZE, largest: int = LARGEST, at: Any = AT
) -> Upload:
    return pieces.begin(meeting, "bild.jpg", size, largest=largest, acting=acting, at=at)


def whole(meeting: Meeting, upload: Upload, acting: Acting) -> None:
    for offset, piece in ((0, PIECE), (len(PIECE), PIECE), (2 * len(PIECE), PIECE[:10])):
        pieces.receive(meeting, upload.pk, offset, piece, acting=acting, at=AT)


def test_what_has_come_whole_is_taken_once(
    meeting: Meeting, upload: Upload, alma: Acting, django_capture_on_commit_callbacks: Any
) -> None:
    whole(meeting, upload, alma)
    lie_under = Upload.objects.get().pieces
    with django_capture_on_commit_callbacks(execute=True):
        files = pieces.taken(meeting, [str(upload.pk)], acting=alma, at=AT)
    assert [(each.name, each.read()) for each in files] == [("bild.jpg", 2 * PIECE + PIECE[:10])]
    assert pieces.taken(meeting, [str(upload.pk)], acting=alma, at=AT) == []
    assert not any(default_storage.exists(name) for name in lie_under)
    assert FilesHeld.objects.get().size == 0


def test_what_is_not_whole_is_not_taken(meeting: Meeting, upload: Upload, alma: Acting) -> None:
    pieces.receive(meeting, upload.pk, 0, PIECE, acting=alma, at=AT)
    assert pieces.taken(meeting, [str(upload.pk), "?"], acting=alma, at=AT) == []
    assert Upload.objects.exists()


def test_a_piece_that_came_before_says_where_to_go_on(
    meeting: Meeting, upload: Upload, alma: Acting
) -> None:
    pieces.receive(meeting, upload.pk, 0, PIECE, acting=alma, at=AT)
    with pytest.raises(pieces.WrongPlace) as wrong:
        pieces.receive(meeting, upload.pk, 0, PIECE, acting=alma, at=AT)
    assert wrong.value.upload.received == len(PIECE)
    assert len(Upload.objects.get().pieces) == 1


@pytest.mark.parametrize("length", [0, 1, 64 * 1024 - 1, SIZE + 1, pieces.LARGEST + 1])
def test_a_piece_has_a_fair_size(
    meeting: Meeting, upload: Upload, alma: Acting, length: int
) -> None:
    with pytest.raises(pieces.Misshapen):
        pieces.receive(meeting, upload.pk, 0, bytes(length), acting=alma, at=AT)


def test_nobody_adds_to_or_takes_what_is_anothers(
    cast: Cast, meeting: Meeting, upload: Upload, alma: Acting
) -> None:
    whole(meeting, upload, alma)
    for who in (cast.carl, cast.bo, cast.maria):
        other = cast.acting(who)
        assert pieces.taken(meeting, [str(upload.pk)], acting=other, at=AT) == []
        with pytest.raises(Upload.DoesNotExist):
            pieces.receive(meeting, upload.pk, SIZE, b"x", acting=other, at=AT)


def test_it_goes_with_no_other_row(meeting: Meeting, upload: Upload, alma: Acting) -> None:
    whole(meeting, upload, alma)
    other = Meeting(uuid.uuid4(), meeting.patient_id, meeting.clinic_id)
    assert pieces.taken(other, [str(upload.pk)], acting=alma, at=AT) == []


def test_after_a_day_it_is_gone(
    meeting: Meeting, upload: Upload, alma: Acting, django_capture_on_commit_callbacks: Any
) -> None:
    whole(meeting, upload, alma)
    assert pieces.taken(meeting, [str(upload.pk)], acting=alma, at=AT + DAY) == []
    lie_under = Upload.objects.get().pieces
    assert pieces.give_up_old(at=AT + DAY - timedelta(seconds=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert pieces.give_up_old(at=AT + DAY) == 1
    assert not any(default_storage.exists(name) for name in lie_under)
    assert FilesHeld.objects.get().size == 0
    kinds = Event.objects.filter(kind__startswith="file.").order_by("id")
    assert [each.kind for each in kinds] == ["file.begun", "file.given_up"]


def test_its_size_is_bounded_at_the_beginning(meeting: Meeting, alma: Acting) -> None:
    with pytest.raises(RefusedFile, match="larger than 1 MB"):
        begun(meeting, alma, SIZE * 20, 1024 * 1024)
    with pytest.raises(RefusedFile, match="empty"):
        begun(meeting, alma, 0)


def test_all_of_it_is_counted_from_the_beginning(
    meeting: Meeting, alma: Acting, settings: Any
) -> None:
    settings.SAMPLAN_FILES_PER_PATIENT_MB = 1
    begun(meeting, alma, 1024 * 1024)
    with pytest.raises(NoRoom, match="1 MB in all"):
        begun(meeting, alma)


def test_only_so_many_are_on_their_way(meeting: Meeting, alma: Acting) -> None:
    for _each in range(6):
        begun(meeting, alma)
    with pytest.raises(NoRoom, match="on their way here at once.*5 minutes"):
        begun(meeting, alma)
    assert FilesHeld.objects.get().size == 6 * SIZE


def test_what_was_abandoned_makes_way(meeting: Meeting, alma: Acting) -> None:
    uploads = [begun(meeting, alma) for _each in range(6)]
    later = AT + ABANDONED_AFTER
    pieces.receive(meeting, uploads[0].pk, 0, PIECE, acting=alma, at=later)
    whole(meeting, uploads[1], alma)
    new = begun(meeting, alma, at=later)
    left = [each.pk for each in uploads if each != uploads[2]]
    assert [*Upload.objects.order_by("id").values_list("pk", flat=True)] == [*left, new.pk]
    assert FilesHeld.objects.get().size == 6 * SIZE
    assert Event.objects.filter(kind="file.given_up").count() == 1


def test_what_others_have_on_their_way_makes_no_way(
    cast: Cast, meeting: Meeting, alma: Acting
) -> None:
    for acting in (alma, cast.acting(cast.maria)):
        for _each in range(6):
            begun(meeting, acting)
    with pytest.raises(NoRoom):
        begun(meeting, alma)
    begun(meeting, alma, at=AT + ABANDONED_AFTER)
    assert Upload.objects.filter(sender_kind="staff").count() == 6


def test_what_was_abandoned_gives_its_room_to_what_comes(
    meeting: Meeting, alma: Acting, cast: Cast, settings: Any
) -> None:
    settings.SAMPLAN_FILES_PER_PATIENT_MB = 1
    other = Meeting(uuid.uuid4(), meeting.patient_id, meeting.clinic_id)
    begun(other, alma, 1024 * 1024)
    maria = cast.acting(cast.maria)
    with pytest.raises(NoRoom, match="1 MB in all"):
        begun(meeting, maria)
    begun(meeting, maria, at=AT + ABANDONED_AFTER)
    assert FilesHeld.objects.get().size == SIZE


@pytest.mark.parametrize(
    ("name", "kept"),
    [("", "file"), ("..", "file"), ("a/../b.png", "b.png"), ("c:\\x.png", "x.png")],
)
def test_its_name_is_a_name(meeting: Meeting, alma: Acting, name: str, kept: str) -> None:
    upload = pieces.begin(meeting, name, SIZE, largest=LARGEST, acting=alma, at=AT)
    whole(meeting, upload, alma)
    files = pieces.taken(meeting, [str(upload.pk)], acting=alma, at=AT)
    assert [each.name for each in files] == [kept]


@pytest.mark.parametrize("change", [{"received": SIZE + 1}, {"size": 0}])
def test_it_receives_no_more_than_it_said(upload: Upload, change: dict[str, int]) -> None:
    with (
        pytest.raises(IntegrityError, match="upload_receives_no_more_than_it_said"),
        transaction.atomic(),
    ):
        Upload.objects.update(**change)
