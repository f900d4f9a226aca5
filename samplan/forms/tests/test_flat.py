"""Forms as their items apart: together again they are the same, and a change is what differs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.forms.building.flat import change_between, put_together, taken_apart
from samplan.forms.tests.questionnaires import group, item, questionnaire

FORM = questionnaire(group("p", item("a"), item("b", item=[item("c")])), item("d"))
FACTS = st.dictionaries(
    st.sampled_from(["text", "required"]), st.sampled_from(["x", True, 1, 1.0, 0, None]), max_size=2
)
SHAPES = st.recursive(st.tuples(FACTS, st.none()), lambda of: st.tuples(FACTS, st.lists(of)))


def form_of(shape: Any) -> Any:
    """A form of that shape, whose items are numbered as they come."""
    numbers = iter(range(10_000))

    def node(facts: Any, inside: Any) -> Any:
        content = {**facts, "linkId": f"q{next(numbers)}"}
        return content if inside is None else {**content, "item": [node(*each) for each in inside]}

    return node(*shape)


def test_each_item_lists_what_stands_in_it():
    apart = taken_apart(FORM)
    assert set(apart) == {"", "p", "a", "b", "c", "d"}
    assert (apart[""]["item"], apart["p"]["item"]) == (["p", "d"], ["a", "b"])
    assert (apart["b"]["item"], apart["a"]) == (["c"], item("a"))


@given(SHAPES)
def test_together_again_it_is_the_same(shape: Any):
    form = form_of(shape)
    assert put_together(taken_apart(form)) == form


@given(SHAPES, SHAPES)
def test_a_change_makes_the_new_of_the_old_and_back(one: Any, other: Any):
    before, after = taken_apart(form_of(one)), taken_apart(form_of(other))
    change = change_between(before, after)
    assert as_text(before | change.after) == as_text(after)
    assert as_text(after | change.before) == as_text(before)


def as_text(items: dict[str, Any]) -> str:
    there = {name: content for name, content in items.items() if content is not None}
    return json.dumps(there, sort_keys=True)


def test_true_is_not_one_and_order_is_nothing():
    assert change_between({"a": {"x": 1}}, {"a": {"x": True}}).after == {"a": {"x": True}}
    assert not change_between({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}})


def test_two_of_one_name_are_not_lost():
    with pytest.raises(ValueError, match="a"):
        taken_apart(questionnaire(item("a"), item("a")))
