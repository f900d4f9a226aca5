"""How much room the files of one patient may take in all."""

import uuid

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest

from samplan.attachments.models import FilesHeld
from samplan.common.faults import PlainFault, gettext_noop


class NoRoom(PlainFault):
    """There is no room for one more."""

    sentences = {
        "many": gettext_noop(
            "There is room for %(most)d files. Remove one first, or put several in one PDF."
        ),
        "one": gettext_noop("There is room for one file here. Remove it first to send another."),
        "on_the_way": gettext_noop(
            "Too many files are on their way here at once. Wait until they have come, or try "
            "again in %(minutes)d minutes."
        ),
        "in_all": gettext_noop(
            "The file does not fit: the files of one patient may take %(megabytes)d MB in all. "
            "Remove files that are not sent yet, choose a smaller one, or call the clinic."
        ),
    }


def take_room(patient_id: uuid.UUID, size: int) -> None:
    """Count `size` bytes more of the patient's files. Raises NoRoom, with nothing counted, where
    they would be more than SAMPLAN_FILES_PER_PATIENT_MB."""
    megabytes = settings.SAMPLAN_FILES_PER_PATIENT_MB
    FilesHeld.objects.get_or_create(patient_id=patient_id)
    # One statement asks and counts, so that two uploads at once cannot both have the last room.
    fits = FilesHeld.objects.filter(patient_id=patient_id, size__lte=megabytes * 1024 * 1024 - size)
    if not fits.update(size=F("size") + size):
        raise NoRoom("in_all", megabytes=megabytes)


def give_room_back(patient_id: uuid.UUID, size: int) -> None:
    """Count `size` bytes less."""
    # A file that came while the counting began may never have been counted.
    left = Greatest(F("size") - size, 0)
    FilesHeld.objects.filter(patient_id=patient_id).update(size=left)
