"""Answers on their way: what is saved but not sent, page by page.

Each side has its own draft: what the patient has not sent is not for the clinic to see, and what
a nurse is entering from a phone call is not the patient's own words. A draft keeps answers to
questions that are hidden for now, and the very words of what could not be understood, so that
nothing entered is lost.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, Self

from samplan.access.acting import Acting, StaffActing
from samplan.forms import engine
from samplan.forms.engine.value_json import write_value
from samplan.forms.loaded import form_of
from samplan.forms.models import Response

Raw = Mapping[str, tuple[str, ...]]
BUTTON = 1_000_000


@dataclass(frozen=True)
class SavedPage:
    """What a saved page holds beside its answers: which window saved it, what was unclear, whether
    one has gone on from it, and in `nth` what its script sent last, or BUTTON: one was pressed."""

    window: str = ""
    raw: Raw = field(default_factory=dict, repr=False)
    is_passed: bool = False
    nth: int = 0

    def left_as(self, form: engine.Form) -> Self:
        """The page once its rows are others: what its window sends from now on is late."""
        known = form.items.keys()
        raw = {name: said for name, said in self.raw.items() if engine.link_id_of(name) in known}
        return replace(self, window="", raw=raw)


@dataclass(frozen=True)
class Draft:
    """One side's answers so far. `base` is the number of the sent version that it builds on.

    `gone` are the rows that were removed last: a late post does not bring them back.
    """

    form: engine.Form
    answers: engine.Answers = engine.Answers()
    pages: Mapping[str, SavedPage] = field(default_factory=dict)
    base: int = 0
    is_unsent: bool = False
    gone: tuple[str, ...] = ()
    reader: engine.Audience = engine.Audience.PATIENT  # the side whose draft it is

    def page(self, page: engine.Page) -> SavedPage:
        """What is saved of a page beside its answers."""
        return self.pages.get(page.link_id, SavedPage())

    def digest(self, page: engine.Page) -> str:
        """A short mark of what is saved of a page, files apart; equal where the page is."""
        said = [
            (item.link_id, [write_value(value) for value in self.answers.of(item.link_id)])
            for item in page.questions
            if item.kind is not engine.Kind.ATTACHMENT
        ]
        text = json.dumps([said, sorted(self.page(page).raw.items())], sort_keys=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]

    def with_page(self, page: engine.Page, posted: engine.PageInput, saved: SavedPage) -> Self:
        """The draft with a page answered anew. A page that one has gone on from stays passed.

        What the page says in rows that are gone is left out.
        """
        posted = posted.among(self.form.items)
        is_passed = saved.is_passed or self.page(page).is_passed
        saved = replace(saved, raw=_unclear(posted), is_passed=is_passed)
        pages = {**self.pages, page.link_id: saved}
        return replace(self, answers=posted.onto(self.answers), pages=pages, is_unsent=True)

    def with_files(self, link_id: str, files: tuple[engine.AttachmentRef, ...]) -> Self:
        """The draft with other files as the answer to one question."""
        return replace(self, answers=self.answers.with_values(link_id, files), is_unsent=True)

    def files(self) -> dict[str, tuple[engine.AttachmentRef, ...]]:
        """The files by question."""
        found = {
            link_id: tuple(value for value in values if isinstance(value, engine.AttachmentRef))
            for link_id, values in self.answers.items()
        }
        return {link_id: files for link_id, files in found.items() if files}

    def faults(self, page: engine.Page) -> tuple[engine.Fault, ...]:
        """What needs to be mended on a page before sending, in document order."""
        # Only the unclear fields are read again: the others stand in the answers.
        unclear, again = self.page(page).raw, engine.PageInput(frozenset(), engine.Answers())
        if unclear:
            again = engine.read_post(self.form, page, lambda name: list(unclear.get(name, ())))
        unasked = replace(again, asked=frozenset())
        return engine.check_page(self.form, page, unasked, self.answers)

    def unclear(self, page: engine.Page) -> tuple[engine.Fault, ...]:
        """What was written on a page and not understood; what is only missing is not in it."""
        return tuple(fault for fault in self.faults(page) if not fault.is_missing)

    def shown_pages(self) -> tuple[engine.Page, ...]:
        """The pages that apply, given the answers so far."""
        return engine.pages_to_show(self.form, self.answers)

    def is_blank(self) -> bool:
        """There is something to answer, and nothing of it is answered."""
        asked = [item for page in self.shown_pages() for item in page.questions]
        return bool(asked) and not any(self.answers.of(item.link_id) for item in asked)

    def all_faults(self) -> tuple[engine.Fault, ...]:
        """What needs to be mended in the whole form before sending."""
        return tuple(fault for page in self.shown_pages() for fault in self.faults(page))


def _unclear(posted: engine.PageInput) -> Raw:
    """The fields, as they were written, of the questions whose answer was not understood."""
    at_fault = {engine.field_name(fault.link_id) for fault in posted.faults}
    return {
        name: texts
        for name, texts in posted.raw.items()
        if any(texts) and name.partition(".")[0] in at_fault
    }


def read_draft(response: Response, acting: Acting, *, language: str = "") -> Draft:
    """The draft of the side that `acting` stands on.

    Without one, or with one from before a newer sent version and nothing unsent in it, it begins
    from what was sent last. At most one statement; none while a draft is alive.
    """
    form = form_of(response.version, language)
    stored, reader = getattr(response, side_of(acting)), reader_of(acting)
    if stored and (stored["unsent"] or stored["base"] == response.sent_number):
        return replace(_from_json(form, stored), reader=reader)
    if not response.sent_number:
        return Draft(form, engine.beginning(form), reader=reader)
    sent = response.versions.get(number=response.sent_number).document
    answers = engine.answers_from_response(form, sent)
    form = engine.fitted(form, answers)
    pages = {page.link_id: SavedPage(is_passed=True) for page in form.pages}
    return Draft(form, answers, pages, base=response.sent_number, reader=reader)


def reader_of(acting: Acting) -> engine.Audience:
    """The side that scores are shown to, or not."""
    return engine.Audience.CARE if isinstance(acting, StaffActing) else engine.Audience.PATIENT


def write_draft(response: Response, draft: Draft, *, acting: Acting, at: datetime) -> None:
    """Put the draft on its side of the response, which the caller holds locked, and save it."""
    side = side_of(acting)
    setattr(response, side, _to_json(draft, at))
    response.revision += 1
    response.changed_at = at
    response.save(update_fields=[side, "revision", "changed_at"])


def side_of(acting: Acting) -> str:
    """The field of a response that holds the draft of the side that `acting` stands on."""
    return "staff_draft" if isinstance(acting, StaffActing) else "draft"


def _to_json(draft: Draft, at: datetime) -> dict[str, Any]:
    return {
        "response": engine.response_from_answers(
            draft.form,
            draft.answers,
            authored_at=at,
            status=engine.ResponseStatus.IN_PROGRESS,
            with_hidden=True,
        ),
        "pages": {
            link_id: {
                "window": page.window,
                "raw": {name: list(texts) for name, texts in page.raw.items()},
                "passed": page.is_passed,
                "nth": page.nth,
            }
            for link_id, page in draft.pages.items()
        },
        "rows": {group_id: list(keys) for group_id, keys in draft.form.source.rows.items()},
        "gone": list(draft.gone),
        "base": draft.base,
        "unsent": draft.is_unsent,
    }


def _from_json(form: engine.Form, stored: Mapping[str, Any]) -> Draft:
    pages = {
        link_id: SavedPage(
            page["window"],
            {name: tuple(texts) for name, texts in page["raw"].items()},
            page["passed"],
            page.get("nth", BUTTON if page.get("pressed") else 0),
        )
        for link_id, page in stored["pages"].items()
    }
    form = engine.with_rows(form, _rows_of(stored.get("rows", {})))
    answers = engine.answers_from_response(form, stored["response"])
    return Draft(
        engine.fitted(form, answers),
        answers,
        pages,
        base=stored["base"],
        is_unsent=stored["unsent"],
        gone=tuple(stored.get("gone", ())),
    )


def _rows_of(stored: Mapping[str, Any]) -> dict[str, engine.Keys]:
    """The rows by their keys; older drafts say only how many there are."""
    return {
        group_id: tuple(islice(engine.row_keys(), rows) if isinstance(rows, int) else rows)
        for group_id, rows in stored.items()
    }
