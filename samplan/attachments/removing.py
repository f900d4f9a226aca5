"""Taking away files whose time has come, their bytes too."""

import uuid
from collections import Counter
from collections.abc import Sequence

from samplan.attachments.jobs import delete_stored
from samplan.attachments.keeping import stored
from samplan.attachments.models import Attachment, FileState
from samplan.attachments.room import give_room_back


def remove_files(owner_kind: str, owner_ids: Sequence[str]) -> int:
    """Take away all files of the rows, sent ones too; gives how many.

    In the caller's transaction, who logs it: the bytes go after it, by a job.
    """
    owned = list(Attachment.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids))
    kept = [each for each in owned if each.removed_at is None]
    names = [file.name for each in kept for file in stored(each)]
    room: Counter[uuid.UUID] = Counter()
    for each in kept:
        if each.state != FileState.REFUSED:  # of which the room was given back
            room[each.patient_id] += each.size
    for patient_id, size in room.items():
        give_room_back(patient_id, size)
    Attachment.objects.filter(pk__in=[each.pk for each in owned]).delete()
    remove_stored(names)
    return len(kept)


def remove_stored(names: Sequence[str | None]) -> None:
    """Let the bytes under these names go once the caller's transaction holds, by a job. A field
    without a file has no name."""
    stored_names = [name for name in names if name]
    if stored_names:
        delete_stored.defer(names=stored_names)
