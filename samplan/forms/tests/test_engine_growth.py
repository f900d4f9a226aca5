"""What a form costs grows as the form does, whatever it is made of: calls are counted, not time."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from samplan.forms.drafts import Draft
from samplan.forms.drawing.pages import draw_page
from samplan.forms.drawing.reviewing import review
from samplan.forms.engine import Answers, Form, enabled, load, validate, with_rows
from samplan.forms.tests.questionnaires import Json, extension, group, item, questionnaire, when
from samplan.forms.tests.test_engine_expressions import answer_to, calculated, formula

SMALL, MOST = 60, 2.6  # items, and times the calls that twice as many may take


def calls(act: Callable[[], object]) -> int:
    """How many functions are called, those of Python itself included."""
    count = 0

    def see(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


def flat(count: int) -> list[Json]:
    return [item(f"q{number}", required=True) for number in range(count)]


def pages(count: int) -> list[Json]:
    return [group(f"g{number}", item(f"q{number}", required=True)) for number in range(count)]


def deep(count: int) -> list[Json]:
    made = item("q")
    towers = []
    for tower in range(count // 20):
        made = item(f"q{tower}")
        for level in range(20):
            made = group(f"g{tower}-{level}", made)
        towers.append(made)
    return towers


def asking(count: int) -> list[Json]:
    asked = [when(f"q{number}", "exists", answerBoolean=False) for number in range(count)]
    return [*flat(count), item("z", enableWhen=asked, enableBehavior="all")]


def rows(count: int) -> list[Json]:
    most = extension("questionnaire-maxOccurs", valueInteger=count // 3)
    return [group("g", *flat(3), repeats=True, extension=[most])]


def worked_out(count: int) -> list[Json]:
    return [
        calculated(f"c{number}", "integer", f"{answer_to(f'q{number}')}.count()")
        for number in range(3)
    ] + flat(count)


def worked_out_in_rows(count: int) -> list[Json]:
    most = extension("questionnaire-maxOccurs", valueInteger=count // 12)
    inside = [calculated(f"c{number}", "integer", "1 + 1") for number in range(12)]
    return [group("g", *inside, repeats=True, extension=[most])]


SHAPES = [flat, pages, deep, asking, rows, worked_out, worked_out_in_rows]


def filled(shape: Callable[[int], list[Json]], count: int) -> tuple[Form, Answers]:
    """A form with every row there, and an answer to every question."""
    form = load(questionnaire(*shape(count)))
    most = {
        group_id: tuple(map(str, range(form.items[group_id].answer_limit)))
        for group_id in form.source.rows
    }
    form = with_rows(form, most)
    return form, Answers({each.link_id: ["x"] for each in form.items.values() if each.is_open})


def fresh(answers: Answers) -> Answers:
    """The same answers with nothing worked out from them yet."""
    return Answers(dict(answers))


ACTS: dict[str, Callable[[Form, Answers], object]] = {
    "enabled": lambda form, answers: enabled(form, answers),
    "validate": lambda form, answers: validate(form, answers),
    "all faults": lambda form, answers: Draft(form, answers).all_faults(),
    "nothing answered": lambda form, answers: Draft(form, Answers()).all_faults(),
    "review": lambda form, answers: review(Draft(form, answers)),
    "draw": lambda form, answers: draw_page(Draft(form, answers), form.pages[0]),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_twice_as_much_form_costs_twice_as_much(shape: Any, act: str) -> None:
    costs = []
    for count in (SMALL, 2 * SMALL):
        form, answers = filled(shape, count)
        ACTS[act](form, fresh(answers))  # what is only done once is done
        costs.append(calls(lambda: ACTS[act](form, fresh(answers))))  # noqa: B023 -- called at once
    assert costs[1] < MOST * costs[0]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_loading_grows_with_the_form(shape: Any) -> None:
    small, large = (questionnaire(*shape(count)) for count in (SMALL, 2 * SMALL))
    load(large)
    assert calls(lambda: load(large)) < MOST * calls(lambda: load(small))


def test_sets_that_take_in_sets_are_put_together_once() -> None:
    def nested(depth: int) -> Json:
        last = {"include": [{"system": "s", "concept": [{"code": "a"}]}]}
        sets = [_set("0", last)]
        for level in range(1, depth):
            parts = [{"valueSet": [f"#{level - 1}"]} for _ in range(5)]
            sets.append(_set(str(level), {"include": parts}))
        asked = item("q", "choice", answerValueSet=f"#{depth - 1}")
        return questionnaire(asked, contained=sets)

    load(nested(6))
    assert calls(lambda: load(nested(6))) < 1.5 * calls(lambda: load(nested(5)))


def _set(name: str, compose: Json) -> Json:
    return {"resourceType": "ValueSet", "id": name, "status": "active", "compose": compose}


def test_names_that_use_names_are_looked_up_once() -> None:
    def chained(depth: int) -> Json:
        names = [formula("variable", "1", name="v0"), formula("variable", "1", name="v1")]
        for number in range(2, depth):
            text = f"%v{number - 1} + %v{number - 2}"
            names.append(formula("variable", text, name=f"v{number}"))
        total = calculated("q", "integer", f"%v{depth - 1}")
        return questionnaire(total, item("a", "integer"), extension=names)

    load(chained(19))
    assert calls(lambda: load(chained(19))) < 1.5 * calls(lambda: load(chained(16)))
