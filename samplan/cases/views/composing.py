"""Taking in what someone writes in a case: text as it is written, and files."""

import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import receiving_pieces
from samplan.attachments.states import state_words
from samplan.cases import actions
from samplan.cases.forms import SHOWS, PicturesForm
from samplan.cases.models import Case, MessageDraft
from samplan.cases.views.drawn import as_drawn, as_kept, as_read, page_in
from samplan.common.ids import uuid7
from samplan.common.text import size_words
from samplan.ui.components.saving import is_by_script
from samplan.ui.parts import PickedFile

FILES = "file"  # the field of files
IN_PICKER = ("id", "name", "size", "kind", "scan", "shows", "thumbnail", "state", "refusal")


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What another page wrote, beside what is kept and stands in the field.

    `added` and `instead` are what is posted to put it after that, or in its place; `chosen` is
    what the page had chosen where that is something else, in words.
    """

    words: str
    chosen: Sequence[str]
    added: Mapping[str, str]
    instead: Mapping[str, str]
    is_sent: bool = False  # the page has said something that is sent


@dataclass(frozen=True, kw_only=True)
class Composer:
    """What the page draws to write in: the form, files that are in, and why others are not."""

    form: Form
    files: list[PickedFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    pictures: PicturesForm | None = None
    most_files: int = 0
    saved_at: Any = None
    is_begun: bool = False  # something is kept, which can be thrown away
    key: uuid.UUID = field(default_factory=uuid7)  # the page's own, which its message gets
    drawn: str = ""  # the mark of the words that the page was drawn with
    window: str = field(default_factory=lambda: secrets.token_hex(16))
    apart: Apart | None = None

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Everything to put right, for the summary at the top."""
        said = [(f"id_{FILES}", sentence) for sentence in self.refused]
        return [*_faults(self.form), *said, *(_faults(self.pictures) if self.pictures else ())]

    @property
    def has_words(self) -> bool:
        """Something is written."""
        return bool(self.form["body"].value())

    @property
    def is_held_back(self) -> bool:
        """A file or the words of a picture are to be put right first."""
        return bool(self.refused or (self.pictures and self.pictures.errors))

    @property
    def has_room(self) -> bool:
        """One more file may be attached."""
        return len(self.files) < self.most_files


def _faults(form: Form) -> list[tuple[str, str]]:
    return [
        (form[name].auto_id if name in form.fields else "answers", str(sentence))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def picked(
    files: Iterable[dict[str, Any]], case: Case, pictures: PicturesForm | None = None
) -> list[PickedFile]:
    """The files of a draft as the file picker shows them, each to be opened by its author and
    pictures in small; with `pictures` as staff see them, with the question what they show."""
    side = "" if pictures is None else "staff-"
    return [
        PickedFile(
            key=str(each["id"]),
            name=each["name"],
            size=size_words(each["size"]),
            tone=state.tone,
            state=state.words,
            url=reverse(f"cases:{side}file", args=[case.pk, each["id"]]) if state.is_open else "",
            picture=_thumbnail(each, case, side),
            asked=pictures.asking(str(each["id"])) if pictures is not None else None,
        )
        for each in files
        for state in [state_words(each["state"], each["scan"], each["refusal"])]
    ]


def _thumbnail(file: dict[str, Any], case: Case, side: str) -> str:
    has_one = bool(file["thumbnail"])
    return reverse(f"cases:{side}thumbnail", args=[case.pk, file["id"]]) if has_one else ""


def told_of(draft: MessageDraft) -> list[dict[str, Any]]:
    """The files of a draft just saved, as a case that is read tells of them."""
    return [{name: getattr(file, name) for name in IN_PICKER} for file in actions.files_of(draft)]


def described(
    request: StaffRequest, files: list[dict[str, Any]], draft: MessageDraft
) -> PicturesForm:
    """What the post says that the pictures show, kept as far as it is understood."""
    pictures = PicturesForm(files, request.POST)
    pictures.full_clean()
    actions.describe_files(draft, pictures.words())
    return pictures


def shows_in(request: PatientRequest | StaffRequest) -> dict[str, str]:
    """What the post says that pictures show, by their keys, as it is written; nothing of a
    patient's."""
    if not isinstance(request.acting, StaffActing):
        return {}
    said = ((name, request.POST[name].strip()) for name in request.POST)
    return {name.removeprefix(SHOWS): text for name, text in said if name.startswith(SHOWS)}


def described_beside(request: PatientRequest | StaffRequest, draft: MessageDraft) -> dict[str, str]:
    """What the post of a page that is not the newest says that pictures show, kept where nothing
    is said of them. Gives the rest, by the names of the files."""
    said = shows_in(request)
    if not said:
        return {}
    pictures = PicturesForm(told_of(draft), request.POST)
    pictures.full_clean()
    fit = pictures.words()
    return actions.describe_beside(draft, fit) | actions.described_otherwise(draft, said | fit)


def drawn_again(
    request: PatientRequest | StaffRequest, case: Case, kept: Composer, form: Form
) -> Composer:
    """The page as it was posted, where nothing of it is kept: it says so of its files too."""
    told = _("%(name)s: not attached, since the message could not be saved. Choose it again.")
    refused = [told % {"name": each.name} for each in _files_in(request, case)]
    return replace(kept, form=form, refused=refused, **as_drawn(request))


def keep(
    request: PatientRequest | StaffRequest, case: Case, written: actions.Written, *, most: int
) -> tuple[MessageDraft, list[str]]:
    """Keep what is written; of a post that is not by script, also its files. Gives the draft with
    a sentence for each file that is refused. Raises AlreadySent, with the files that came too
    late, and WrittenElsewhere, where none is taken yet."""
    page, acting = page_in(request), request.acting
    is_script = is_by_script(request)
    try:
        draft = actions.save_draft(case, written, acting=acting, at=request.at, page=page)
    except actions.AlreadySent as sent:
        if not is_script:
            take_files(request, MessageDraft(pk=sent.key, case=case), most=most)
        raise
    return draft, [] if is_script else take_files(request, draft, most=most)


def take_files(
    request: PatientRequest | StaffRequest,
    draft: MessageDraft,
    *,
    most: int,
    is_newest: bool = True,
) -> list[str]:
    """Put in the files of the post, and take out the one that is asked for, unless the page is
    not the newest: more may be said of it since. Gives a sentence for each that is refused."""
    upload = actions.Upload(
        files=_files_in(request, draft.case),
        most=most,
        removed=request.POST.get("_remove", "") if is_newest else "",
    )
    if not upload.files and not upload.removed:
        return [_("Choose a file first.")] if "_upload" in request.POST else []
    acting: Acting = request.acting
    return actions.put_files(draft, upload, acting=acting, at=request.at)


def _files_in(
    request: PatientRequest | StaffRequest, case: Case
) -> "tuple[UploadedFile[Any], ...]":
    """The files of a post that is not by script; those that came in pieces are taken once."""
    if is_by_script(request):
        return ()
    in_pieces = receiving_pieces.come_whole(request, case, FILES)
    return (*request.FILES.getlist(FILES), *in_pieces)


def stays(request: HttpRequest) -> bool:
    """Whether the button pressed only changes the page."""
    return "_upload" in request.POST or "_remove" in request.POST or "_later" in request.POST


def word_for_script(request: PatientRequest | StaffRequest, draft: MessageDraft) -> HttpResponse:
    """ "Saved at 10:31" and the new mark, which hold nothing of the patient's: 202 and no read to
    log."""
    context = {"saved_at": request.at, "composer": as_kept(draft)}
    return render(request, "cases/saved.html", context, status=HTTPStatus.ACCEPTED)


__all__ = [
    "FILES",
    "Apart",
    "Composer",
    "as_kept",
    "as_read",
    "drawn_again",
    "is_by_script",
    "described",
    "described_beside",
    "keep",
    "picked",
    "stays",
    "told_of",
    "word_for_script",
]
