"""Taking in what someone writes in a case: text as it is written, and files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments.models import ScanState
from samplan.cases import actions
from samplan.cases.models import Case, MessageDraft
from samplan.common.text import size_words
from samplan.ui.components.saving import is_by_script, saved_word
from samplan.ui.parts import PickedFile

FILES = "file"  # the field of files


@dataclass(frozen=True, kw_only=True)
class Composer:
    """What the page draws to write in: the form, files that are in, and why others are not."""

    form: Form
    files: list[PickedFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    most_files: int = 0
    saved_at: Any = None

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Everything to put right, for the summary at the top."""
        said = [
            (self.form[name].auto_id if name in self.form.fields else "answers", str(sentence))
            for name, sentences in self.form.errors.items()
            for sentence in sentences
        ]
        return said + [(f"id_{FILES}", sentence) for sentence in self.refused]

    @property
    def has_room(self) -> bool:
        """One more file may be attached."""
        return len(self.files) < self.most_files


def picked(files: Iterable[dict[str, Any]]) -> list[PickedFile]:
    """The files of a draft as the file picker shows them."""
    return [
        PickedFile(
            key=str(each["id"]),
            name=each["name"],
            size=size_words(each["size"]),
            tone="ok" if each["scan"] == ScanState.CLEAN else "none",
            state=str(ScanState(each["scan"]).label),
        )
        for each in files
    ]


def picked_of(draft: MessageDraft) -> list[PickedFile]:
    """As `picked`, of a draft just saved."""
    return picked(
        {"id": file.pk, "name": file.name, "size": file.size, "scan": file.scan}
        for file in actions.files_of(draft)
    )


def take_files(
    request: PatientRequest | StaffRequest, draft: MessageDraft, *, most: int
) -> list[str]:
    """Put in the files of the post, and take out the one that is asked for. Gives a sentence
    for each that is refused."""
    upload = actions.Upload(
        files=tuple(request.FILES.getlist(FILES)),
        most=most,
        removed=request.POST.get("_remove", ""),
    )
    if not upload.files and not upload.removed:
        return [_("Choose a file first.")] if "_upload" in request.POST else []
    acting: Acting = request.acting
    return actions.put_files(draft, upload, acting=acting, at=request.at)


def stays(request: HttpRequest) -> bool:
    """Whether the button pressed only changes the page."""
    return "_upload" in request.POST or "_remove" in request.POST or "_later" in request.POST


def word_for_script(request: PatientRequest | StaffRequest, case: Case) -> HttpResponse:
    """ "Saved at 10:31", which holds nothing of the patient's: 202 and no read to log."""
    return HttpResponse(saved_word(request.at), status=HTTPStatus.ACCEPTED)


__all__ = [
    "FILES",
    "Composer",
    "is_by_script",
    "picked",
    "picked_of",
    "stays",
    "take_files",
    "word_for_script",
]
