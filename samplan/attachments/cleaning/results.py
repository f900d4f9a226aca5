"""What cleaning is asked and what it answers."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from samplan.common.faults import PlainFault, gettext_noop

_MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """The kinds of file that are let in, by their media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    GIF = "image/gif"

    @property
    def extension(self) -> str:
        return "jpg" if self is Kind.JPEG else self.name.lower()


@dataclass(frozen=True)
class Limits:
    """How large a file may be, and how much its cleaning may cost."""

    max_bytes: int = 20 * _MEGABYTE
    max_pixels: int = 60_000_000
    max_pages: int = 500
    memory_bytes: int = 512 * _MEGABYTE
    cpu_seconds: int = 5
    wall_seconds: int = 10


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class CleanFile:
    """A file made anew at `path`, with the name it may be handed out under.

    `thumbnail` is where a picture lies in small, as JPEG; None for what is none.
    """

    kind: Kind
    path: Path
    size: int
    sha256: str
    name: str
    thumbnail: Path | None = None


class RefusedFile(PlainFault):
    """The file is not let in. The sentence says what the person can do instead."""

    sentences = {
        "empty": gettext_noop("The file is empty. Check that it opens, and choose it again."),
        "too_large": gettext_noop(
            "The file is larger than %(megabytes)d MB. Choose a smaller one, or divide it."
        ),
        "infected": gettext_noop(
            "The virus scanner found something harmful in the file, and it is not kept. Do not "
            "open it yourself either."
        ),
        "kind": gettext_noop(
            "Only PDF, JPG, PNG and GIF can be sent, and this file is of another kind. Save it "
            "as PDF, or take a picture of it."
        ),
        "office": gettext_noop(
            "Word, Excel and zip files cannot be sent. Open the file and save it as PDF."
        ),
        "heic": gettext_noop(
            "Pictures of the kind HEIC cannot be sent. Send the picture as JPG: in the "
            "telephone's camera settings it is called the most compatible format."
        ),
        "encrypted": gettext_noop(
            "The PDF is locked with a password or other protection. Print it to a new PDF "
            "without protection, and choose that one."
        ),
        "broken_pdf": gettext_noop(
            "The PDF is damaged. Open it, print it to a new PDF, and choose that one."
        ),
        "broken_image": gettext_noop(
            "The picture is damaged. Open it, save it anew, and choose that one."
        ),
        "pixels": gettext_noop(
            "The picture has more than %(megapixels)d million pixels. Save it in a smaller size."
        ),
        "no_pages": gettext_noop("The PDF has no pages. Check that it opens, and choose another."),
        "pages": gettext_noop(
            "The PDF has more than %(pages)d pages. Divide it, or choose the pages that matter."
        ),
        "not_pdf": gettext_noop("Documents for patients are PDF files. Save it as a PDF first."),
        "untagged": gettext_noop(
            "The PDF has no tags, so it cannot be read aloud. Open the original in the program "
            "that it was written in, choose to save as PDF with tags for accessibility (in Word "
            "under Options), and choose the new file."
        ),
        "no_language": gettext_noop(
            "The PDF does not say which language it is in, so it would be read aloud wrongly. "
            "Set the language in the program that it was written in, save it as a tagged PDF "
            "again, and choose the new file."
        ),
        "too_demanding": gettext_noop(
            "The file is too complicated to check. Print it to a new PDF or save it in a "
            "smaller size, and choose that one."
        ),
    }
