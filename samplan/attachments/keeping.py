"""Where the content of files lies: under names that say nothing, gone when the row lets go."""

import secrets
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from samplan.attachments.models import Attachment


def store(kept: FieldFile, path: Path) -> None:
    """Keep a copy of the file at `path`; the row is saved by the caller."""
    with path.open("rb") as content:
        kept.save(secrets.token_hex(16), File(content), save=False)


def stored(attachment: Attachment) -> list[FieldFile]:
    """What is kept of it."""
    kept = (attachment.content, attachment.thumbnail, attachment.original)
    return [each for each in kept if each]


def throw_away(kept: Iterable[FieldFile]) -> None:
    """Take it out of the store once what the caller does is settled."""
    for each in kept:
        transaction.on_commit(partial(each.storage.delete, each.name or ""))
