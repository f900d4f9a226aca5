"""The smallest part of a document that a change is sent by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.forms.supply.steps import changed_part

FORM = {"title": "A", "item": [{"linkId": "a", "text": "A"}, {"linkId": "b", "item": [{"n": 1}]}]}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2) | st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("after", "place", "part"),
    [
        ({**FORM, "title": "B"}, ["title"], "B"),
        (
            {**FORM, "item": [{"linkId": "a", "text": "B"}, FORM["item"][1]]},
            ["item", "0", "text"],
            "B",
        ),
        ({**FORM, "item": FORM["item"][::-1]}, ["item"], FORM["item"][::-1]),
        ({**FORM, "item": FORM["item"][:1]}, ["item"], FORM["item"][:1]),
        ({"title": "B"}, [], {"title": "B"}),
        (FORM, [], FORM),
    ],
)
def test_the_smallest_part_that_holds_all_that_differs(
    after: object, place: list[str], part: object
):
    assert changed_part(FORM, after) == (place, part)


def test_true_is_not_one():
    assert changed_part({"a": 1, "b": 0}, {"a": True, "b": 0}) == (["a"], True)


@given(VALUES, VALUES)
def test_put_in_its_place_it_makes_the_new_of_the_old(before: object, after: object):
    place, part = changed_part(before, after)
    assert repr(_put(before, place, part)) == repr(after) or before == after


def _put(whole: object, place: list[str], part: object) -> object:
    if not place:
        return part
    key, *rest = place
    if isinstance(whole, list):
        at = int(key)
        return [*whole[:at], _put(whole[at], rest, part), *whole[at + 1 :]]
    return {**whole, key: _put(whole[key], rest, part)}
