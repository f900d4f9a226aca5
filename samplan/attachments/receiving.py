"""Taking files off the wire: to disk, never more than is allowed, never at the form's cost."""

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from samplan.attachments.models import LARGEST_FILE, MOST_FILES

KEPT_FILES = MOST_FILES + 1


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes each file to disk up to one byte more than is allowed, and lets the rest pass by.

    The rest of the post is read as usual, so that a file that is too large costs nobody what
    they wrote; its `size` tells. Of many files, one more than there is room for is kept, so that
    its sender can be told.
    """

    file: TemporaryUploadedFile
    begun = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.begun += 1
        self.room = LARGEST_FILE + 1 if self.begun <= KEPT_FILES else 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write as much of the chunk as there is room for."""
        if start < self.room:
            super().receive_data_chunk(raw_data[: self.room - start], start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The file with its true size, or None for one too many."""
        if self.begun > KEPT_FILES:
            self.file.close()
            return None
        return super().file_complete(file_size)
