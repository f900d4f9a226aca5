"""Saving a page of answers with its files."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samplan.access.acting import Acting
from samplan.attachments import actions as attachments
from samplan.attachments import room
from samplan.common.faults import PlainFault
from samplan.forms import actions as forms
from samplan.forms import engine
from samplan.forms.answering.posts import PagePost, To
from samplan.forms.drafts import Draft
from samplan.forms.drawing.changing_parts import first_unseen
from samplan.forms.models import Response
from samplan.forms.progress import pages_passed
from samplan.forms.words import Trouble, sentence

Cleaned: TypeAlias = tuple[str, str, attachments.CleanUpload]  # of a question, by name


@dataclass(frozen=True)
class Saved:
    """The draft as it became, and the files that were not let in, with the reason.

    `is_row_gone`: the row to give or to take away has been removed before.
    """

    draft: Draft
    refused: tuple[Trouble, ...] = ()
    is_row_gone: bool = False


def save_post(
    response: Response,
    post: PagePost,
    *,
    acting: Acting,
    at: datetime,
    check: Callable[[], None] | None = None,
    come_as_far: Callable[[int, int], None] | None = None,
) -> Saved:
    """Save a page and keep its files. A file that is refused takes nothing else with it.

    The caller has asked whether it can be answered; where that may change meanwhile, `check` asks
    it again in the same transaction, holding what it asks, and raises where it can no longer.
    `come_as_far` is told, in the same transaction, where one is not as far as before: how many
    pages of how many are done.
    Raises Conflict where another window has saved other answers (then no file is kept either).
    """
    with TemporaryDirectory(prefix="samplan-upload-") as folder:
        # Cleaning takes seconds and holds no lock.
        cleaned, refused = _clean(post.uploads, Path(folder))
        with transaction.atomic():
            if check is not None:
                check()
            draft = _saved(response, post, cleaned, refused, acting=acting, at=at)
            done = sum(page.is_passed for page in draft.pages.values())
            before = pages_passed(response, acting)  # as it was read
            if come_as_far is not None and done != before:
                come_as_far(done, len(draft.form.pages))
            return _with_rows(response, Saved(draft, tuple(refused)), post, acting=acting, at=at)


def _saved(
    response: Response,
    post: PagePost,
    cleaned: Iterable[Cleaned],
    refused: list[Trouble],
    *,
    acting: Acting,
    at: datetime,
) -> Draft:
    """The draft with the page and its files; a file too many is among those refused then."""
    draft = forms.save_page(
        response,
        post.page,
        post.answers,
        seen=post.seen,
        acting=acting,
        at=at,
        is_passed=lambda draft: _is_passed(draft, post, refused),
    )
    for link_id, name, file in cleaned:
        try:
            draft = forms.attach(response, link_id, file, acting=acting, at=at)
        except room.NoRoom as fault:
            refused.append(_trouble(link_id, name, fault))
    if post.removed:
        draft = forms.detach(response, post.removed, acting=acting, at=at)
    if not post.uploads:
        return draft
    is_passed = _is_passed(draft, post, refused)  # a file may be what was missing, or be too many
    return forms.leave_page(response, draft, post.page, is_passed=is_passed, acting=acting, at=at)


def _is_passed(draft: Draft, post: PagePost, refused: Collection[Trouble]) -> bool:
    """Whether one has gone on from the page: not by a Next that was met with something to mend
    or to see first, nor after leaving it to come back to."""
    if post.to is To.LATER:
        return False
    if post.to is not To.NEXT:
        return draft.page(post.page).is_passed
    if post.form is not None:
        draft = replace(draft, form=engine.with_rows(post.form, draft.form.source.rows))
    page = draft.form.page(post.page.link_id)
    if refused or draft.faults(page):
        return False
    return post.parts is None or not first_unseen(draft, page, post.parts)


def _with_rows(
    response: Response, saved: Saved, post: PagePost, *, acting: Acting, at: datetime
) -> Saved:
    """The row that was asked for, once."""
    try:
        if post.row_added:
            draft = forms.add_row(response, post.row_added, acting=acting, at=at)
            return replace(saved, draft=draft)
        if post.row_removed:
            draft = forms.remove_row(response, post.row_removed, acting=acting, at=at)
            return replace(saved, draft=draft)
    except forms.RowGone:
        return replace(saved, is_row_gone=True)
    return saved


def _clean(
    uploads: "Iterable[tuple[str, UploadedFile[Any]]]", folder: Path
) -> tuple[list[Cleaned], list[Trouble]]:
    cleaned: list[Cleaned] = []
    refused: list[Trouble] = []
    for link_id, upload in uploads:
        name = upload.name or ""
        try:
            cleaned.append((link_id, name, attachments.take_in(upload, folder)))
        except PlainFault as fault:
            refused.append(_trouble(link_id, name, fault))
    return cleaned, refused


def _trouble(link_id: str, name: str, fault: PlainFault) -> Trouble:
    return Trouble(link_id, f"{name}: {sentence(fault)}")
