"""Answers for those who read them: a summary, and what is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.enabling import settled
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Audience, Item
from samplan.forms.engine.primitives import ZONE
from samplan.forms.engine.rows import fitted
from samplan.forms.engine.values import (
    AttachmentRef,
    Choice,
    OpenText,
    Quantity,
    Reference,
    Scalar,
    Url,
    Value,
)


@dataclass(frozen=True, slots=True)
class Words:
    """How values are said; the caller gives them in the reader's language."""

    yes: str = "Yes"
    no: str = "No"
    total: str = "Sum of points"
    decimal_mark: str = "."
    on_scale: str = "%(value)s (on a scale %(least)s–%(most)s)"
    day: Callable[[date], str] = date.isoformat
    clock: Callable[[time], str] = lambda clock: f"{clock:%H:%M}"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (a group) or a question with what was answered; `depth` 0 is a page's heading."""

    link_id: str
    question: str
    answers: tuple[str, ...]
    depth: int
    is_heading: bool
    is_answered: bool
    is_score: bool = False  # support for a talk, never advice


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that is answered otherwise than before; empty where there is no answer."""

    link_id: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


def differences(form: Form, old: Answers, new: Answers) -> tuple[Difference, ...]:
    """What was said anew, changed or taken back between two sets of answers, as the form goes."""
    form = fitted(form, (*old, *new))
    pairs = ((link_id, old.of(link_id), new.of(link_id)) for link_id in form.items)
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def summary(
    form: Form,
    answers: Answers,
    language: str,
    *,
    words: Words | None = None,
    with_unanswered: bool = False,
    reader: Audience | None = None,
) -> tuple[Line, ...]:
    """The answers to enabled questions as lines to read, headings only where something follows.

    With `with_unanswered`, questions that were asked but not answered are there too, empty. What
    the form hides is not there, nor scores that it does not show to the reader. A sum of all
    points comes last.
    """
    known, words = settled(form.in_language(language), answers), words or Words()
    spoken, answers = known.form, known.answers
    wanted = spoken.with_above(
        link_id
        for link_id, item in spoken.items.items()
        if link_id in known.shown
        and is_for(item, reader)
        and (link_id in answers or (with_unanswered and item.is_open))
    )
    depths, lines = dict[str, int](), list[Line]()
    for item in spoken.items.values():
        depths[item.link_id] = 0 if item.parent_id is None else depths[item.parent_id] + 1
        if item.link_id in wanted:
            lines.append(_line(item, answers, depths[item.link_id], words))
    return (*lines, *_total(spoken, answers, reader, words))


def _total(form: Form, answers: Answers, reader: Audience | None, words: Words) -> tuple[Line, ...]:
    """The sum of all points as a line of its own, where the form shows it to the reader."""
    total = points(form, answers, reader) if reader is not None else None
    if total is None:
        return ()
    said_so = (said(total, words),)
    return (Line("", words.total, said_so, 0, is_heading=False, is_answered=True, is_score=True),)


def is_for(item: Item, reader: Audience | None) -> bool:
    """Whether the reader sees the question and its answer; None is anyone."""
    if item.hidden or not item.is_question:
        return False
    if item.score_for is None:
        return True
    return item.score_for is Audience.BOTH or item.score_for is reader


def total_score(form: Form, answers: Answers, reader: Audience) -> Decimal | None:
    """What the chosen answers count for together; None where the form does not show it to the
    reader, or where nothing that counts is chosen."""
    if form.source.score_for is None:
        return None
    known = settled(form, answers)
    return points(known.form, known.answers, reader)


def points(form: Form, answers: Answers, reader: Audience) -> Decimal | None:
    """As `total_score` gives it, for answers that all are asked, as those that were sent."""
    audience = form.source.score_for
    if audience is None or not audience.has(reader):
        return None
    form = fitted(form, answers)
    choices = (
        form.items[link_id].option_of(value)
        for link_id, values in answers.items()
        for value in values
        if isinstance(value, Choice)
    )
    scores = [option.score for option in choices if option and option.score is not None]
    return sum(scores, Decimal(0)) if scores else None


def _line(item: Item, answers: Answers, depth: int, words: Words) -> Line:
    values = answers.of(item.link_id)
    return Line(
        link_id=item.link_id,
        question=f"{item.prefix} {item.text}".strip(),
        answers=tuple(display(item, value, words) for value in values),
        depth=depth,
        is_heading=not item.is_question,
        is_answered=bool(values),
        is_score=item.score_for is not None,
    )


def display(item: Item, value: Value, words: Words) -> str:
    """A value as the reader sees it, options in the language of the item."""
    if isinstance(value, Choice):
        return _display_choice(item, value)
    if isinstance(value, OpenText | Url):
        return value.text
    if isinstance(value, AttachmentRef):
        return value.title or value.id
    if isinstance(value, Reference):
        return str(value)
    text = _display_plain(item, value, words)
    return _on_scale(item, text, words) if is_scale(item) else text


def is_scale(item: Item) -> bool:
    """Whether its answer is a number on a scale with two ends, which says little without them."""
    has_ends = item.limits.min_value is not None and item.limits.max_value is not None
    return item.look.control == "slider" and has_ends and not item.repeats


def _display_plain(item: Item, value: Quantity | Scalar, words: Words) -> str:
    if isinstance(value, Quantity):
        return f"{said(value.value, words)} {value.unit.name or item.unit}".strip()
    text = said(value, words)
    return f"{text} {item.unit}" if item.unit and item.kind.is_number else text


def _on_scale(item: Item, text: str, words: Words) -> str:
    """The number with the ends of its scale: 7 of 10 is not 7 of 100."""
    ends = (item.limits.min_value or 0, item.limits.max_value or 0)
    least, most = (said(end, words) for end in ends)
    return words.on_scale % {"value": text, "least": least, "most": most}


def _display_choice(item: Item, choice: Choice) -> str:
    option = item.option_of(choice)
    if option is not None:
        return option.display
    return choice.display or choice.code or str(choice.value)


def said(value: Scalar, words: Words) -> str:
    """A plain value in the reader's words; a moment as clocks in Sweden show it."""
    if isinstance(value, bool):
        return words.yes if value else words.no
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", words.decimal_mark)
    if isinstance(value, datetime):
        local = value.astimezone(ZONE)
        return f"{words.day(local.date())} {words.clock(local.time())}"
    if isinstance(value, time):
        return words.clock(value)
    return words.day(value) if isinstance(value, date) else str(value)
