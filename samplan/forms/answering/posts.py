"""What a window sends of one page of questions."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from samplan.access.request import PatientRequest, StaffRequest
from samplan.attachments import receiving_pieces
from samplan.forms import engine
from samplan.forms.actions import Seen
from samplan.forms.engine import Kind, Page, field_name
from samplan.forms.models import Response
from samplan.forms.row_names import row_named
from samplan.forms.words import spoken_values
from samplan.ui.components.saving import is_by_script

WINDOW: Final = re.compile("[0-9a-z]{1,32}")
OWN_WORDS: Final = "other"  # the part of a field that is not one of the choices
# Buttons that change the page.
STAYING: Final = frozenset({"_upload", "_remove", "_add", "_drop", "_more"})


class To(StrEnum):
    """Where one asks to go from a page."""

    NEXT = "next"
    BACK = "back"
    LATER = "later"
    NOWHERE = ""


@dataclass(frozen=True)
class PagePost:
    """What one window sends of one page: answers, files by question, a file to take away, the
    row to give or to take away, and where one goes.

    `parts`: those that come and go with the answers and were seen; None where all are.
    """

    page: engine.Page
    answers: engine.PageInput
    seen: Seen
    uploads: "tuple[tuple[str, UploadedFile[Any]], ...]" = ()
    removed: str = ""
    row_added: str = ""
    row_removed: str = ""
    to: To = To.NOWHERE
    parts: Collection[str] | None = None
    form: engine.Form | None = None  # as it is read, so that it is worked out once


def page_post(
    request: PatientRequest | StaffRequest, form: engine.Form, page: Page, response: Response
) -> PagePost:
    """What the request says of a page of the form that the response answers."""
    uploads = tuple(
        (item.link_id, upload)
        for item in page.all_items
        if item.kind is Kind.ATTACHMENT
        for upload in _files(request, field_name(item.link_id), response)
    )
    return PagePost(
        page=page,
        answers=engine.read_post(form, page, request.POST.getlist),
        seen=seen_by_window(request, "_seen"),
        uploads=uploads,
        removed=request.POST.get("_remove", ""),
        row_added=row_named(page, request.POST.get("_add", "")),
        row_removed=row_named(page, request.POST.get("_drop", "")),
        to=_leaves_for(request),
        parts=request.POST.getlist("_shown"),
        form=form,
    )


def _files(
    request: PatientRequest | StaffRequest, name: str, response: Response
) -> "list[UploadedFile[Any]]":
    """The files of the post; those that came in pieces are not taken in as one writes."""
    files = request.FILES.getlist(name)
    if is_by_script(request):
        return files
    return [*files, *receiving_pieces.come_whole(request, response, name)]


def written_in(request: HttpRequest, form: engine.Form | None = None) -> list[str]:
    """The words that a page of the form posts, to be copied: of a choice, those that stood on the
    page. What the form does not know, or all where it is not known itself, is as it was posted."""
    fields = {name: texts for name, texts in request.POST.lists() if name.startswith("a:")}
    said: list[str] = []
    if form is not None:
        pages = ((page, engine.read_post(form, page, request.POST.getlist)) for page in form.pages)
        said = [
            text for page, read in pages for each in page.questions for text in _said(each, read)
        ]
        fields = {
            name: fields[name] for name in fields if engine.link_id_of(name) not in form.items
        }
    return said + [text for texts in fields.values() for text in texts if text.strip()]


def _said(item: engine.Item, posted: engine.PageInput) -> list[str]:
    """What was answered, as it is read; else what was written and not understood."""
    values = posted.values.of(item.link_id)
    if values:
        return [engine.display(item, value, spoken_values()) for value in values]
    own = field_name(item.link_id, OWN_WORDS) if item.kind.has_options else ""
    return [
        text
        for name, texts in posted.raw.items()
        if engine.link_id_of(name) == item.link_id and own in {"", name}
        for text in texts
        if text.strip()
    ]


def seen_by_window(request: HttpRequest, field: str) -> Seen:
    """What the window knew, whose digest of what it was drawn with stands in that field."""
    return Seen(
        request.POST.get(field, ""),
        window_named(request),
        as_one_writes=is_by_script(request),
        nth=_nth(request),
    )


def window_named(request: HttpRequest) -> str:
    """What the page was called where it was drawn; empty where it says something else."""
    said = request.POST.get("_window", "")
    return said if WINDOW.fullmatch(said) else ""


def _nth(request: HttpRequest) -> int:
    """How often the page's script has saved; 0 where it does not say."""
    said = request.POST.get("_nth", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


def _leaves_for(request: HttpRequest) -> To:
    """Where the person leaves the page for: the next one by the Enter key too."""
    if is_by_script(request) or not STAYING.isdisjoint(request.POST):
        return To.NOWHERE
    said = request.POST.get("_to", "next")
    return To(said) if said in list(To) else To.NEXT
