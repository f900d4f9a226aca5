"""The files of one patient take so much room in all, counted as they come and go."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from samplan.attachments import actions
from samplan.attachments.models import Attachment, FilesHeld
from samplan.attachments.room import NoRoom, give_room_back, take_room
from samplan.attachments.tests.test_add_file import JPEG, Meeting
from tests.cast import AT, Cast

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _one_megabyte_in_all(settings: Any) -> None:
    settings.SAMPLAN_FILES_PER_PATIENT_MB = 1


def counted(cast: Cast) -> int:
    return FilesHeld.objects.get(patient=cast.alma).size


def added(cast: Cast, folder: Path) -> Attachment:
    cleaned = actions.clean_upload(SimpleUploadedFile("bild.jpg", JPEG), folder)
    meeting = Meeting(uuid.uuid4(), cast.alma.pk, cast.heart.pk)
    return actions.add_file(cleaned, about=meeting, field="", acting=cast.acting(cast.alma), at=AT)


def test_files_are_counted_as_they_come_and_go(cast: Cast, tmp_path: Path) -> None:
    first, second = added(cast, tmp_path), added(cast, tmp_path)
    assert counted(cast) == first.size + second.size
    alma = cast.acting(cast.alma)
    assert actions.remove_file(first, acting=alma, at=AT)
    assert not actions.remove_file(first, acting=alma, at=AT)
    assert counted(cast) == second.size


def test_a_file_beyond_it_is_refused_with_what_to_do_and_nothing_is_kept(
    cast: Cast, tmp_path: Path
) -> None:
    take_room(cast.alma.pk, MEGABYTE - 10)
    with pytest.raises(NoRoom, match="1 MB in all"):
        added(cast, tmp_path)
    assert counted(cast) == MEGABYTE - 10
    assert not Attachment.objects.exists()


def test_the_last_byte_fits_and_others_have_their_own_room(cast: Cast) -> None:
    take_room(cast.alma.pk, MEGABYTE)
    take_room(cast.bo.pk, MEGABYTE)
    with pytest.raises(NoRoom):
        take_room(cast.alma.pk, 1)
    give_room_back(cast.alma.pk, 1)
    take_room(cast.alma.pk, 1)


def test_what_was_never_counted_can_be_removed(cast: Cast) -> None:
    take_room(cast.alma.pk, 5)
    give_room_back(cast.alma.pk, 9)
    assert counted(cast) == 0


def test_a_patients_files_are_counted_once(cast: Cast) -> None:
    take_room(cast.alma.pk, 5)
    said = "files_of_a_patient_are_counted_once"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        FilesHeld.objects.create(patient=cast.alma)
