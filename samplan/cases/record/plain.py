"""The conversation as plain text."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.attachments.models import Attachment, FileState
from samplan.cases.record.content import LANGUAGE, Record, Said
from samplan.forms.drawing.reviewing import ReviewLine


def record_text(record: Record) -> str:
    """Everything as lines of text in Swedish, the files by name and what they show."""
    with translation.override(LANGUAGE):
        head = "\n".join(f"{name}: {value}" for name, value in record.head)
        said = "\n\n".join("\n".join(_said(each)) for each in record.said)
    return f"{record.title}\n{head}\n\n{said}\n"


def _said(said: Said) -> Iterable[str]:
    yield said.heading
    if said.body:
        yield said.body
    yield from map(_line, said.lines)
    if said.agreed:
        yield _("What we agreed on") + f":\n{said.agreed}"
    yield from map(file_words, said.files)
    yield from said.readers


def _line(line: ReviewLine) -> str:
    if line.is_heading:
        return f"\n{line.question.upper()}"
    return f"{line.question}\n  " + "\n  ".join("\n".join(line.answers).splitlines())


def file_words(file: Attachment) -> str:
    """ "Bifogad fil: matare.jpg (En blodtrycksmätare)"; of one that is not there, its state."""
    is_there = file.state == FileState.READY
    told = file.shows if is_there else file.get_state_display()
    return _("Attached file") + f": {file.name}" + (f" ({told})" if told else "")
