"""The library's templates for tests, and answers to all that they ask."""

import json
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from samplan.forms.engine import Answers, Form, Item, Kind, Value, enabled, fitted, load

LIBRARY = Path(__file__).parents[1] / "library"
NAMES = sorted(path.stem for path in LIBRARY.glob("*.json"))
DEPTH = 8  # of questions that lead to questions

_SAMPLES: dict[Kind, Value] = {
    Kind.BOOLEAN: True,
    Kind.DATE: date(2026, 11, 20),
    Kind.TIME: time(7, 30),
    Kind.STRING: "Några ord",
    Kind.TEXT: "Några ord.\nOch några till.",
}


def template(name: str) -> dict[str, Any]:
    """The template's document."""
    document: dict[str, Any] = json.loads((LIBRARY / f"{name}.json").read_text())
    return document


@cache
def form_named(name: str) -> Form:
    """The template, loaded."""
    return load(template(name))


def answered(form: Form, *, only_required: bool = False) -> Answers:
    """Answers to everything that is asked and leads to more, or only to what must be answered.

    Several answers are given where several may be; numbers are as large as the form allows.
    """
    answers = Answers()
    for _ in range(DEPTH):
        for item in _asked(form, answers):
            if item.required or not only_required:
                answers = answers.with_values(item.link_id, _given(item))
    return answers


def _asked(form: Form, answers: Answers) -> Iterator[Item]:
    shown = enabled(form, answers)
    for link_id, item in fitted(form, answers).items.items():
        if item.is_open and link_id in shown and link_id not in answers:
            yield item


def _given(item: Item) -> tuple[Value, ...]:
    if item.options:
        several = tuple(option.choice for option in item.options if not option.is_exclusive)
        return several if item.repeats else several[-1:]
    if item.kind.is_number:
        most = item.limits.max_value or 100
        is_whole = item.kind is Kind.INTEGER
        return (int(str(most)) if is_whole else Decimal(str(most)),)
    return (_SAMPLES[item.kind],) if item.kind in _SAMPLES else ()
