"""Answers drawn to be looked through: before sending, after it, and where two windows differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from samplan.common.text import shortened
from samplan.forms import engine
from samplan.forms.drafts import Draft, Raw
from samplan.forms.engine import Page
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion
from samplan.forms.words import spoken_values, troubles_of

LONGEST_SHOWN = 300  # characters of what could not be understood


@dataclass(frozen=True)
class ReviewLine:
    """A question with its answers, or a heading inside a page."""

    question: str
    answers: tuple[str, ...] = ()
    is_heading: bool = False
    troubles: tuple[str, ...] = ()
    is_score: bool = False


@dataclass(frozen=True)
class Section:
    """One page's lines; `anchor` is where it stands among the others."""

    page: Page
    title: str
    anchor: str
    lines: tuple[ReviewLine, ...]
    is_wrong: bool = False  # something is to be put right
    is_left: bool = False  # nothing is wrong, but something has to be answered


def review(draft: Draft) -> tuple[Section, ...]:
    """Every page that applies, with what is answered, what is not, and what is to be mended.

    Of a form that nobody has begun to answer nothing is said to be mended.
    """
    lines = engine.summary(
        draft.form,
        draft.answers,
        draft.form.language,
        words=spoken_values(),
        with_unanswered=True,
        reader=draft.reader,
    )
    by_item = {line.link_id: line for line in lines}
    shown = enumerate(draft.shown_pages(), start=1)
    return tuple(_section(draft, page, number, by_item) for number, page in shown)


def _section(draft: Draft, page: Page, number: int, by_item: Mapping[str, engine.Line]) -> Section:
    said: dict[str, list[str]] = {}
    faults = draft.faults(page) if draft.pages else ()
    is_wrong = any(not fault.is_missing for fault in faults)
    for trouble in troubles_of(faults):
        said.setdefault(trouble.link_id, []).append(trouble.sentence)
    unclear = _as_written(draft.page(page).raw)
    lines = tuple(
        ReviewLine(
            question=line.question,
            answers=line.answers or unclear.get(item.link_id, ()),
            is_heading=line.is_heading,
            troubles=tuple(said.get(item.link_id, ())),
            is_score=line.is_score,
        )
        for item in page.all_items
        if (line := by_item.get(item.link_id)) and not (line.is_heading and line.depth == 0)
    )
    title, is_left = page.title or draft.form.title, bool(faults) and not is_wrong
    return Section(page, title, f"del-{number}", lines, is_wrong, is_left)


def _as_written(raw: Raw) -> dict[str, tuple[str, ...]]:
    """What stands in fields that were not understood, shortened, by question."""
    return {
        link_id: tuple(shortened(text, LONGEST_SHOWN) for text in texts)
        for link_id, texts in engine.written_in(raw).items()
    }


def sent_lines(
    form: engine.Form, answers: engine.Answers, reader: engine.Audience
) -> tuple[ReviewLine, ...]:
    """What was sent, headings included."""
    lines = engine.summary(form, answers, form.language, words=spoken_values(), reader=reader)
    return tuple(
        ReviewLine(line.question, line.answers, line.is_heading, is_score=line.is_score)
        for line in lines
    )


def answered_lines(version: ResponseVersion) -> tuple[ReviewLine, ...]:
    """What a sent version says, in the language of the page, as the patient reads it."""
    form = form_of(version.response.version, get_language() or "sv")
    answers = engine.answers_from_response(form, version.document)
    return sent_lines(form, answers, engine.Audience.PATIENT)


def said_elsewhere(saved: Draft, page: Page, posted: engine.PageInput) -> tuple[ReviewLine, ...]:
    """The questions that are answered otherwise in `saved` than in `posted`, as saved there."""
    unclear, words = _as_written(saved.page(page).raw), spoken_values()
    unread = {fault.link_id for fault in posted.faults}
    page = engine.settled(saved.form, saved.answers).form.page(page.link_id)
    lines = []
    for item in page.questions:
        theirs = saved.answers.of(item.link_id)
        as_written = unclear.get(item.link_id, ())
        is_same = theirs == posted.values.of(item.link_id) and item.link_id not in unread
        if item.link_id not in posted.asked or (is_same and not as_written):
            continue
        answers = tuple(engine.display(item, value, words) for value in theirs)
        lines.append(ReviewLine(f"{item.prefix} {item.text}".strip(), answers or as_written))
    return tuple(lines)
