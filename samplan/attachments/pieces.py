"""Large files that come in pieces, so that a lost connection costs only the piece on its way."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction

from samplan.access.acting import Acting, SystemActing
from samplan.access.owned import OwnedThing
from samplan.attachments.cleaning import RefusedFile
from samplan.attachments.models import ABANDONED_AFTER, MOST_FILES, Upload, UploadQuerySet
from samplan.attachments.room import NoRoom, give_room_back, take_room
from samplan.audit import trail
from samplan.common.text import clean_text

KEPT_FOR: Final = timedelta(days=1)
SMALLEST: Final = 64 * 1024  # bytes of a piece that is not the last
LARGEST: Final = 1024 * 1024
LONGEST_NAME: Final = 255
PLAIN: Final = "file"
BATCH: Final = 100
KEEPER: Final = SystemActing(job="file pieces")


class WrongPlace(Exception):
    """The piece does not begin where the last one ended; `upload` says where that is."""

    def __init__(self, upload: Upload) -> None:
        super().__init__("The piece begins elsewhere.")
        self.upload = upload


class Misshapen(Exception):
    """The piece is too small, too large, or more than was said of the whole."""


@transaction.atomic
def begin(
    about: OwnedThing, name: str, size: int, *, largest: int, acting: Acting, at: datetime
) -> Upload:
    """A file of `size` bytes is to come for the row. Raises RefusedFile for its size, and NoRoom
    where there are too many on their way or the patient's files would take too much."""
    if size <= 0:
        raise RefusedFile("empty")
    if size > largest:
        raise RefusedFile("too_large", megabytes=largest // (1024 * 1024))
    make_room(about.patient_id, size, at=at)  # held from here on, so that two count each other
    _make_way(about, acting=acting, at=at)
    upload = Upload.objects.create(
        patient_id=about.patient_id,
        clinic_id=about.clinic_id,
        owner_kind=type(about).__name__.lower(),
        owner_id=str(about.pk),
        sender_kind=acting.kind,
        sender_id=acting.actor_id,
        name=_plain(name),
        size=size,
        begun_at=at,
        touched_at=at,
    )
    trail.record("file.begun", acting=acting, patient_id=about.patient_id, about=upload)
    return upload


def make_room(patient_id: uuid.UUID, size: int, *, at: datetime) -> None:
    """As `take_room`, where what is abandoned on its way gives its room to what comes."""
    try:
        take_room(patient_id, size)
    except NoRoom:
        _give_up(Upload.within(KEEPER).filter(patient_id=patient_id).abandoned(at))
        take_room(patient_id, size)


def _make_way(about: OwnedThing, *, acting: Acting, at: datetime) -> None:
    """Let one more begin, instead of the one that was abandoned longest ago. Raises NoRoom where
    as many as there may be are coming."""
    own = ours(about, acting=acting, at=at)
    too_many = own.count() - MOST_FILES
    if too_many > 0 and len(_give_up(own.abandoned(at), most=too_many)) < too_many:
        raise NoRoom("on_the_way", minutes=ABANDONED_AFTER // timedelta(minutes=1))


def _plain(name: str) -> str:
    """The last part of a path; PLAIN where that is no name. Raises BadText."""
    said = clean_text(name, max_length=LONGEST_NAME, multiline=False)
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    return last if last.strip(" .") else PLAIN


def ours(about: OwnedThing, *, acting: Acting, at: datetime) -> UploadQuerySet:
    """The acting's own on their way to the row."""
    return Upload.within(acting).filter(
        patient_id=about.patient_id,
        owner_kind=type(about).__name__.lower(),
        owner_id=str(about.pk),
        begun_at__gt=at - KEPT_FOR,
    )


@transaction.atomic
def receive(
    about: OwnedThing, key: uuid.UUID, offset: int, piece: bytes, *, acting: Acting, at: datetime
) -> Upload:
    """Keep a piece that begins at `offset`; gives the upload as it stands then.

    Raises Upload.DoesNotExist for what is not the acting's, or too old; WrongPlace and Misshapen.
    """
    upload = ours(about, acting=acting, at=at).select_for_update(of=("self",)).get(pk=key)
    if offset != upload.received:
        raise WrongPlace(upload)
    left = upload.size - upload.received
    if not min(left, SMALLEST) <= len(piece) <= min(left, LARGEST):
        raise Misshapen
    name = default_storage.save(f"attachments/{secrets.token_hex(16)}", ContentFile(piece))
    try:
        upload.pieces, upload.received = [*upload.pieces, name], upload.received + len(piece)
        upload.touched_at = at
        upload.save(update_fields=["pieces", "received", "touched_at"])
    except Exception:
        default_storage.delete(name)
        raise
    return upload


def taken(
    about: OwnedThing, keys: Iterable[str], *, acting: Acting, at: datetime
) -> "list[UploadedFile[Any]]":
    """The files with those keys that have come whole, as if they had come with the post.

    Each can be taken once. What is another's, not whole, or too old is passed over.
    """
    named = [key for key in map(_uuid, keys) if key is not None][:MOST_FILES]
    files = [_take(about, key, acting=acting, at=at) for key in named]
    return [file for file in files if file is not None]


@transaction.atomic
def _take(
    about: OwnedThing, key: uuid.UUID, *, acting: Acting, at: datetime
) -> "UploadedFile[Any] | None":
    found = ours(about, acting=acting, at=at).select_for_update(of=("self",)).filter(pk=key)
    upload = found.first()
    if upload is None or upload.received != upload.size:
        return None
    whole: UploadedFile[Any] = TemporaryUploadedFile(PLAIN, "", upload.size, None)
    whole.name = upload.name  # not given above, where it would name the file on disk too
    for name in upload.pieces:
        with default_storage.open(name) as piece:
            whole.write(piece.read())
    whole.seek(0)
    _let_go(upload)
    return whole


def _let_go(upload: Upload) -> None:
    for name in upload.pieces:
        transaction.on_commit(partial(default_storage.delete, name))
    give_room_back(upload.patient_id, upload.size)
    upload.delete()


def _uuid(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None


@transaction.atomic
def give_up_old(*, at: datetime) -> int:
    """Throw away what began to come more than a day ago. Gives how many."""
    old = Upload.within(KEEPER).filter(begun_at__lte=at - KEPT_FOR).order_by("id")
    return len(_give_up(old))


def _give_up(found: UploadQuerySet, *, most: int = BATCH) -> list[Upload]:
    """Throw away at most so many of them, and give their room back."""
    uploads = list(found.select_for_update(of=("self",), skip_locked=True)[:most])
    about = [(each.patient_id, each) for each in uploads]
    trail.record_many("file.given_up", acting=KEEPER, about=about, detail={})
    for each in uploads:
        _let_go(each)
    return uploads
