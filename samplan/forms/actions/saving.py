"""Saving one page of answers, without ever writing over what another window has saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.forms import engine
from samplan.forms.drafts import BUTTON, Draft, SavedPage, read_draft, write_draft
from samplan.forms.models import Response
from samplan.forms.queries import has_draft


@dataclass(frozen=True)
class Seen:
    """What a window knew when its page was drawn: the page's digest, and which window it is.

    `as_one_writes`: its script saves, not the person, who may have pressed a button meanwhile;
    `nth`: how often it has, where it says.
    """

    digest: str
    window: str = ""
    as_one_writes: bool = False
    nth: int = 0

    @property
    def order(self) -> int:
        """What comes after what, of all that one window sends."""
        return self.nth if self.as_one_writes else BUTTON

    def is_older(self, saved: str, *, window: str, nth: int) -> bool:
        """Whether what has the digest `saved` was saved since, by another `window`, or by this one
        later (`nth` in its order).

        A window is not in conflict with itself: what it sent last may have arrived without its
        knowing. But what its script sent before a button was pressed, or before it sent more, may
        arrive after that, and does not replace it.
        """
        is_late = self.order < nth
        is_own = self.window != "" and window == self.window and not is_late
        return self.digest != saved and not is_own


class Conflict(Exception):
    """The page was saved otherwise in another window since. `saved` is what it says there."""

    def __init__(self, saved: Draft) -> None:
        super().__init__("The page was answered in another window.")
        self.saved = saved


@transaction.atomic
def save_page(
    response: Response,
    page: engine.Page,
    posted: engine.PageInput,
    *,
    seen: Seen,
    acting: Acting,
    at: datetime,
    is_passed: Callable[[Draft], bool] | None = None,
) -> Draft:
    """Save what a page says in the draft of the acting's side, right or wrong, and give the draft.

    `is_passed` says of the draft as it becomes whether one has gone on from the page; without it
    that stays as it was. What could not be understood is kept as written; `Draft.faults` says what
    to mend. The first saving is logged. Raises Conflict, and saves nothing, where another window
    has saved other answers since the page was drawn: saving again with the digest of those answers
    replaces them knowingly. A page saved twice alike is saved once.
    """
    held = locked(response)
    stored = read_draft(held, acting)
    page = stored.form.page(page.link_id)  # as its rows are now
    saved = SavedPage(seen.window, nth=seen.order)
    new, before = stored.with_page(page, posted, saved), stored.digest(page)
    if _is_conflict(stored, new, page, seen, before):
        raise Conflict(stored)
    if is_passed is not None:
        new = _left(new, page, is_passed=is_passed(new))
    if _is_saved(stored, new, page, before):
        return stored
    return keep(held, new, acting=acting, at=at)


@transaction.atomic
def leave_page(
    response: Response,
    draft: Draft,
    page: engine.Page,
    *,
    is_passed: bool,
    acting: Acting,
    at: datetime,
) -> Draft:
    """Note that one has gone on from a page, or left it to come back to, and give the draft.

    `draft` is what the same transaction has saved.
    """
    held = locked(response)
    return keep(held, _left(draft, page, is_passed=is_passed), acting=acting, at=at)


def _left(draft: Draft, page: engine.Page, *, is_passed: bool) -> Draft:
    left = replace(draft.page(page), is_passed=is_passed)
    return replace(draft, pages={**draft.pages, page.link_id: left})


def keep(held: Response, draft: Draft, *, acting: Acting, at: datetime) -> Draft:
    """Write the draft of a locked response; the first time is logged as its beginning."""
    if not has_draft(held, acting):
        trail.record("response.begun", acting=acting, patient_id=held.patient_id, about=held)
    write_draft(held, draft, acting=acting, at=at)
    return draft


def _is_saved(stored: Draft, new: Draft, page: engine.Page, before: str) -> bool:
    """Whether the page says the same and has come as far, so that there is nothing to save."""
    was, now = stored.page(page), new.page(page)
    is_as_far = was.is_passed == now.is_passed and was.nth >= now.nth
    return page.link_id in stored.pages and is_as_far and new.digest(page) == before


def _is_conflict(stored: Draft, new: Draft, page: engine.Page, seen: Seen, before: str) -> bool:
    """Whether another window has saved other answers on the page since it was drawn."""
    saved = stored.page(page)
    is_older = seen.is_older(before, window=saved.window, nth=saved.nth)
    return page.link_id in stored.pages and new.digest(page) != before and is_older


def locked(response: Response) -> Response:
    """The response as it stands now, held until the transaction ends."""
    return (
        Response.objects.select_for_update(of=("self",))
        .select_related("version")
        .defer("version__document")
        .get(pk=response.pk)
    )
