"""Taking in what someone writes in a case: text as it is written, and files."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import receiving_pieces
from samplan.attachments.states import state_words
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.forms import PicturesForm
from samplan.cases.models import Case, Message, MessageDraft
from samplan.common.ids import uuid7
from samplan.common.text import size_words
from samplan.ui.components.saving import is_by_script, saved_word
from samplan.ui.parts import PickedFile

FILES = "file"  # the field of files
IN_PICKER = ("id", "name", "size", "kind", "scan", "shows", "thumbnail", "state", "refusal")


@dataclass(frozen=True, kw_only=True)
class Composer:
    """What the page draws to write in: the form, files that are in, and why others are not."""

    form: Form
    files: list[PickedFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    pictures: PicturesForm | None = None
    most_files: int = 0
    saved_at: Any = None
    key: uuid.UUID = field(default_factory=uuid7)  # the page's own, which its message gets
    apart: str = ""  # what an older page wrote, beside what is begun since

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


def keep(
    request: PatientRequest | StaffRequest, case: Case, written: actions.Written, *, most: int
) -> tuple[MessageDraft, list[str]]:
    """Keep what is written; of a post that is not by script, also its files. Gives the draft with
    a sentence for each file that is refused. Raises AlreadySent, with the files that came too
    late."""
    key, acting, at = key_in(request), request.acting, request.at
    is_script = is_by_script(request)
    try:
        draft = actions.save_draft(case, written, acting=acting, at=at, key=key)
    except actions.AlreadySent:
        if not is_script:
            take_files(request, MessageDraft(pk=key, case=case), most=most)
        raise
    return draft, [] if is_script else take_files(request, draft, most=most)


def take_files(
    request: PatientRequest | StaffRequest, draft: MessageDraft, *, most: int
) -> list[str]:
    """Put in the files of the post, and take out the one that is asked for. Gives a sentence
    for each that is refused."""
    in_pieces = receiving_pieces.come_whole(request, draft.case, FILES)
    upload = actions.Upload(
        files=(*request.FILES.getlist(FILES), *in_pieces),
        most=most,
        removed=request.POST.get("_remove", ""),
    )
    if not upload.files and not upload.removed:
        return [_("Choose a file first.")] if "_upload" in request.POST else []
    acting: Acting = request.acting
    return actions.put_files(draft, upload, acting=acting, at=request.at)


def written_of(request: HttpRequest, draft: MessageDraft | None) -> str:
    """What is written where it cannot be sent, to be copied: by the post, and before it."""
    posted = [request.POST.get(name, "").strip() for name in ("body", "agreed")]
    kept = [draft.body, draft.agreed] if draft is not None else []
    return "\n\n".join(dict.fromkeys(filter(None, [*posted, *kept])))


def stays(request: HttpRequest) -> bool:
    """Whether the button pressed only changes the page."""
    return "_upload" in request.POST or "_remove" in request.POST or "_later" in request.POST


def key_in(request: HttpRequest) -> uuid.UUID:
    """The key that the page had; a new one where it says none."""
    try:
        return uuid.UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid7()


def sent_before(
    request: PatientRequest | StaffRequest,
    case: Case,
    page: str,
    sent: actions.AlreadySent,
    written: actions.Written,
    draw_apart: Callable[[str], HttpResponse],
) -> HttpResponse:
    """The answer to a page that has been sent: as it was then, and which files came too late.

    Where something else is written since, that stands in the field, to be sent besides; where
    the field has another text begun meanwhile, `draw_apart` shows it beside that.
    """
    words = _unsaid(request, sent, written)
    if is_by_script(request):
        return _not_saved() if words else word_for_script(request, case)
    if words and _has_begun(request, case):
        return draw_apart(words)
    if words:
        actions.save_draft(case, written, acting=request.acting, at=request.at)
        told = _("What you sent first stands. What you have changed since is not sent: see below.")
        messages.warning(request, told)
    if sent.lost:
        told = _(
            "The message was sent before these files came, so they are not taken: %(files)s. "
            "Attach them to a new message if they are needed."
        )
        messages.warning(request, told % {"files": ", ".join(sent.lost)})
    trail.read_nobody()
    return redirect(page, case.pk)


def _unsaid(
    request: PatientRequest | StaffRequest, sent: actions.AlreadySent, written: actions.Written
) -> str:
    """The words of the page that its message, which is sent, does not say."""
    message = Message.within(request.acting).filter(pk=sent.key).first()
    if message is not None and actions.says(message, written):
        return ""
    return "\n\n".join(filter(None, [written.body, written.agreed]))


def _has_begun(request: PatientRequest | StaffRequest, case: Case) -> bool:
    """Something to be sent next is begun in the case."""
    begun = MessageDraft.within(request.acting).filter(case=case)
    return begun.exclude(body="", agreed="").exists()


def _not_saved() -> HttpResponse:
    """For a page that has been sent, and on which one writes on."""
    words = _("Not saved: this is sent already. Open the conversation anew to write more.")
    return HttpResponse(words, status=HTTPStatus.ACCEPTED)


def word_for_script(request: PatientRequest | StaffRequest, case: Case) -> HttpResponse:
    """ "Saved at 10:31", which holds nothing of the patient's: 202 and no read to log."""
    return HttpResponse(saved_word(request.at), status=HTTPStatus.ACCEPTED)


__all__ = [
    "FILES",
    "Composer",
    "is_by_script",
    "described",
    "keep",
    "sent_before",
    "picked",
    "stays",
    "written_of",
    "told_of",
    "word_for_script",
]
