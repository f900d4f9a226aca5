"""The conversation as one tagged PDF, pictures shown in it and documents enclosed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.attachments.models import Attachment, FileKind
from samplan.cases.record.content import LANGUAGE, Record, Said
from samplan.cases.record.plain import file_words
from samplan.common.papers import CannotBeDrawn, tagged_pdf

TEMPLATE = Path(__file__).parent / "case.typ"
MOST_BYTES = 60 * 1024 * 1024  # of files in one PDF; all of them lie in memory as it is made
EXTENSIONS = {
    FileKind.PDF: "pdf",
    FileKind.JPEG: "jpg",
    FileKind.PNG: "png",
    FileKind.GIF: "gif",
}


@dataclass
class Enclosed:
    """What goes into the PDF beside the text, and what there was no room for."""

    pictures: list[dict[str, str]] = field(default_factory=list)
    documents: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def record_pdf(record: Record) -> bytes:
    """As `record_text`, as a tagged PDF (PDF/UA-1), dated when something last happened.

    Pictures are shown with what they show in words; PDF files are enclosed as they are, and so
    keep what tags they have. Files beyond MOST_BYTES are named only. The same conversation gives
    the same file. Signs that no font here has: as `tagged_pdf` says.
    """
    try:
        return _drawn(record, shows_pictures=True)
    except CannotBeDrawn:
        return _drawn(record, shows_pictures=False)


def _drawn(record: Record, *, shows_pictures: bool) -> bytes:
    enclosed = _enclosed(record, shows_pictures=shows_pictures)
    with translation.override(LANGUAGE):
        content = {
            "title": record.title,
            "head": record.head,
            "said": [_said(each) for each in record.said],
            "pictures": enclosed.pictures,
            "documents": enclosed.documents,
            "left": enclosed.left,
            "words": {
                "agreed": _("What we agreed on"),
                "pictures": _("Pictures"),
                "documents": _("Documents enclosed in this file"),
                "left": _("Files that there was no room for; fetch them in the case"),
            },
        }
        note = _("Some signs cannot be shown in this file. The text for the record has them all.")
    return tagged_pdf(TEMPLATE, content, at=record.at, note=note, files=enclosed.files)


def _enclosed(record: Record, *, shows_pictures: bool) -> Enclosed:
    enclosed, room = Enclosed(), MOST_BYTES
    for number, file in enumerate(record.files, start=1):
        if file.size > room:
            enclosed.left.append(file.name)
            continue
        room -= file.size
        told = _told(file, number)
        enclosed.files[told["path"]] = _content(file)
        is_shown = shows_pictures and file.is_picture
        (enclosed.pictures if is_shown else enclosed.documents).append(told)
    return enclosed


def _told(file: Attachment, number: int) -> dict[str, str]:
    """The path is ours, so that no name that someone chose leads anywhere."""
    path = f"{number}.{EXTENSIONS[FileKind(file.kind)]}"
    shows = file.shows or file.name
    return {"path": path, "name": f"{number}. {file.name}", "shows": shows, "kind": file.kind}


def _content(file: Attachment) -> bytes:
    with file.content.open("rb") as opened:
        return bytes(opened.read())


def _said(said: Said) -> dict[str, Any]:
    return {
        "heading": said.heading,
        "body": said.body,
        "lines": [
            {"q": line.question, "a": list(line.answers), "is_heading": line.is_heading}
            for line in said.lines
        ],
        "agreed": said.agreed,
        "files": [file_words(each) for each in said.files],
        "readers": list(said.readers),
    }
