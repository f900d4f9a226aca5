"""What working out may cost: one purse for a whole form, and prices that follow the cost."""

import json
import logging
from collections.abc import Iterable
from typing import Any

import pytest
from fhirpathpy.engine.evaluators import create_reduce_member_invocation
from fhirpathpy.engine.invocations.navigation import create_reduce_children
from hypothesis import given, settings
from hypothesis import strategies as st

from samplan.forms.engine import (
    Answers,
    Flaw,
    Form,
    load,
    settled,
    validate,
    with_rows,
)
from samplan.forms.engine.formulas import read_formula
from samplan.forms.engine.nesting import Unfolding, nested
from samplan.forms.engine.purses import Exhausted, Purse
from samplan.forms.engine.walking import R4, Part, children, member, node
from samplan.forms.tests.questionnaires import Json, extension, form_of, group, item, questionnaire
from samplan.forms.tests.strategies import answers_to, documents
from samplan.forms.tests.test_engine_expressions import answer_to, calculated, flaws, formula
from samplan.forms.tests.test_engine_properties import SLOW

PLENTY = 10**9
LINK_IDS = "%resource.item.linkId"


def response(count: int, **value: Any) -> Part:
    """A response with a question that is answered for each of so many."""
    answer = Part(value or {"valueInteger": 1})
    entries = [Part(linkId=str(number), answer=[answer]) for number in range(count)]
    return Part(resourceType="QuestionnaireResponse", item=entries)


def steps(text: str, resource: Part) -> int:
    purse = Purse(PLENTY)
    read_formula(text).run(resource, {}, purse)
    return PLENTY - purse.left


def spelled(*texts: str) -> list[Json]:
    return [calculated(f"c{number}", "integer", text) for number, text in enumerate(texts)]


HEAVY = f"{answer_to('a')}.toChars().select({LINK_IDS}.count() + {LINK_IDS}.count()).sum()"


def test_where_the_purse_is_empty_nothing_more_is_worked_out_and_it_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = formula("enableWhen", f"{answer_to('c0')} > 5")
    form = form_of(
        item("a", "text"),
        *spelled(HEAVY, f"{answer_to('c0')}.count()", f"iif({answer_to('c0')} = 1, 1, 2)"),
        item("more", extension=[asked]),
    )
    few = settled(form, Answers({"a": ["kort"]}))
    assert [few.answers.of(f"c{number}") for number in range(3)] == [(8,), (1,), (2,)]
    assert caplog.records == []
    many = Answers({"a": ["hemligt" * 1_400]})
    found = settled(form, many)
    assert set(found.answers) == {"a"}
    assert "more" in found.shown
    assert validate(form, many) == ()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert form.canonical in caplog.text
    assert "hemligt" not in caplog.text


def test_an_accepted_form_never_empties_its_purse_by_being_answered_in_full(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows = group("g", item("x", "integer"), *spelled("%resource.item.count()"), repeats=True)
    form = load(questionnaire(rows, item("n", repeats=True), calculated("t", "integer", "1")))
    form = with_rows(form, {"g": tuple(map(str, range(50)))})
    full = {each.link_id: ["x"] * each.answer_limit for each in form.items.values()}
    assert len(settled(form, Answers(full)).answers) == 102
    assert caplog.records == []


def test_rows_count_where_a_form_is_loaded() -> None:
    text = f"{answer_to('x')}.sum()"
    inside = (item("x", "integer"), *spelled(*[text] * 5))
    few = extension("questionnaire-maxOccurs", valueInteger=5)
    assert load(questionnaire(group("g", *inside, repeats=True, extension=[few])))
    found = flaws(group("g", *inside, repeats=True))
    assert {code for _, code in found} == {Flaw.EXPRESSION_ENDLESS}


def test_reading_has_an_end_too() -> None:
    long = " + ".join(["1"] * 60)
    assert load(questionnaire(*spelled(*[long] * 82)))
    assert {code for _, code in flaws(*spelled(*[long] * 84))} == {Flaw.EXPRESSION_TOO_LARGE}
    names = [formula("variable", "1", name=f"v{number}") for number in range(201)]
    assert [code for _, code in flaws(item("a"), extension=names)] == [Flaw.TOO_MANY_EXPRESSIONS]


@pytest.mark.parametrize(
    "text",
    [
        "%resource.distinct()", "%resource.isDistinct()", "%resource | %resource.item",
        "%resource ~ %resource", "%resource = %resource", "%resource in %resource",
        "item.item", "item.answer", "children()", "descendants()", "repeat(item)",
        "item.where(true)", "item.select(1)", "item.where(linkId = '3')", "item.combine(item)",
        "item.intersect(item)", "item.exclude(item)", "item.subsetOf(item)",
        "item.aggregate($total + 1, 0)", "'a' + item", "item.answer.value.sum()",
    ],
)  # fmt: skip
def test_what_looks_at_more_costs_more(text: str) -> None:
    assert steps(text, response(1_000)) > 4 * steps(text, response(200))


@pytest.mark.parametrize("text", ["upper()", "contains('b')", "toChars()", "startsWith('b')"])
def test_long_words_cost_more(text: str) -> None:
    short, long = (response(1, valueString="a" * size) for size in (10_000, 100_000))
    whole = f"item.answer.value.{text}"
    assert steps(whole, long) > 4 * steps(whole, short)


def test_every_part_of_a_formula_costs_something_each_time_that_it_is_looked_at() -> None:
    plain, nested_in = (steps(f"item.select({text})", response(100)) for text in ("1", "((1))[0]"))
    assert plain >= 100 * 3
    assert nested_in >= plain + 100 * 3


def test_numbers_that_grow_out_of_hand_end_it_all() -> None:
    purse = Purse(PLENTY)
    with pytest.raises(Exhausted):
        read_formula("item.aggregate($total * 999999999, 1)").run(response(200), {}, purse)
    with pytest.raises(Exhausted):
        read_formula("1").run(response(1), {}, purse)


def test_what_goes_wrong_does_not_tell_what_was_answered() -> None:
    assert str(response(1)) == repr(response(1)) == "{...}"


def test_what_is_false_is_not_found() -> None:
    form = form_of(
        item("a", "boolean"),
        item("b", "boolean"),
        *spelled("%resource.item.answer.where(value).count()"),
    )
    assert settled(form, Answers({"a": [True], "b": [False]})).answers.of("c0") == (1,)


@pytest.mark.parametrize("link_id", ["a", "a b", "it's", "a\\b", "å=1", "nobody"])
def test_a_question_is_found_by_its_link_id_however_that_is_asked(link_id: str) -> None:
    entries = [Part(linkId=name) for name in ("a", "a b", "it's", "a\\b", "å=1", "a")]
    resource = Part(resourceType="QuestionnaireResponse", item=entries)
    written = link_id.replace("\\", "\\\\").replace("'", "\\'")
    for text in (f"linkId = '{written}'", f"'{written}' = linkId"):
        found = read_formula(f"(item | descendants()).where({text})").run(resource, {}, Purse(9999))
        assert found == [each for each in entries if each["linkId"] == link_id][:1]


@settings(SLOW, max_examples=100)
@given(documents(max_items=10), st.data())
def test_a_response_unfolds_as_it_is_nested(document: Json, data: st.DataObject) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    unfolded = unfolded_by(form, form.evaluation_order, answers)
    assert _without_scores(unfolded["item"]) == nested(form, answers)
    parts = list(_walk(node(unfolded), create_reduce_children({"model": R4}, False)))
    for part in parts:
        for with_hidden in (False, True):
            theirs = create_reduce_children({"model": R4}, not with_hidden)([], part)
            assert _alike(children(part, with_hidden=with_hidden)) == _alike(theirs)
        for name in ("item", "answer", "value", "linkId", "extension", "code"):
            theirs = create_reduce_member_invocation(R4, name)([], part)
            assert _alike(member(part, name)) == _alike(theirs)


def unfolded_by(form: Form, order: Iterable[str], answers: Answers) -> Part:
    unfolding = Unfolding(form)
    for link_id in order:
        unfolding.add(form.items[link_id], answers.of(link_id))
    return unfolding.resource


def _walk(part: Any, step: Any) -> Iterable[Any]:
    yield part
    for inner in step([], part):
        yield from _walk(inner, step)


def _alike(parts: Iterable[Any]) -> list[tuple[Any, Any]]:
    return [(part.data, part.path) for part in parts]


def _without_scores(items: Any) -> Any:
    text = json.dumps(items)
    return json.loads(text, object_hook=lambda made: {k: made[k] for k in made if k != "extension"})
