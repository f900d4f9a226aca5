"""Conditions in the builder: in words, joined as they can hold, and taken away again."""

from typing import Any

import pytest
from django.utils import translation

from samplan.forms import engine
from samplan.forms.building import asking, checking, enabling, tree
from samplan.forms.building.previewing import drawable
from samplan.forms.tests.questionnaires import (
    choice,
    group,
    item,
    questionnaire,
    when,
)

PAGE = "sida-1"


def form(*items: Any, **more: Any) -> dict[str, Any]:
    return questionnaire(group(PAGE, *items), **more)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


class TestConditions:
    def test_several_are_all_to_hold_until_told_otherwise(self):
        asked, shown = item("a", "boolean"), item("b")
        for key in ("yes", "given"):
            shown = enabling.with_asked(shown, [asking.condition(asked, key)])
        assert shown["enableBehavior"] == "all"
        engine.load(form(asked, shown))

    def test_they_are_said_in_words(self):
        asked = choice("a", "x", text="Hur ofta?")
        asked["answerOption"][0]["valueCoding"]["display"] = "Aldrig"
        shown = item("b", enableWhen=[when("a", answerCoding={"system": "s", "code": "x"})])
        document = form(asked, shown)
        words = asking.in_words(shown, tree.by_id(document), "sv")
        assert words == "show only if the answer to “Hur ofta?” is “Aldrig”"

    @pytest.mark.parametrize(
        "asked",
        [item("a", "boolean"), choice("a", "x", "y"), item("a", "integer"), item("a", "date")],
        ids=lambda each: each["type"],
    )
    def test_every_way_to_ask_is_one_that_the_engine_knows(self, asked: Any):
        values = {"integer": 3, "date": "2026-01-01"}
        for way in asking.alternatives(asked, "sv"):
            key = f"{way.key}-1" if way.key in ("is", "not") else way.key
            one = asking.condition(asked, key, values.get(asked["type"]))
            shown = enabling.with_asked(item("b"), [one])
            engine.load(form(asked, shown))
            assert "no longer" not in asking.said(one, tree.by_id(form(asked, shown)), "sv")

    @pytest.mark.parametrize(
        ("before", "keys", "wanted"),
        [
            ([], ["is-0"], None),
            ([], ["is-0", "is-1"], "any"),
            ([], ["not-0", "not-1"], "all"),
            (["is-0"], ["is-1"], "any"),
            (["is-0"], ["is-0"], None),
            (["other"], ["is-0"], "all"),
            (["other"], ["not-0", "not-1"], "all"),
            (["not-0"], ["not-1"], "all"),
        ],
    )
    def test_answers_are_joined_as_they_can_hold(
        self, before: list[str], keys: list[str], wanted: str | None
    ):
        shown = enabling.with_asked(self.asked_by(before), self.conditions(keys))
        assert shown.get("enableBehavior") == wanted

    def test_what_one_has_joined_stays(self):
        shown = enabling.with_behavior(self.asked_by(["is-0", "is-1"]), is_any=False)
        more = enabling.with_asked(shown, self.conditions(["is-2"]))
        assert more["enableBehavior"] == "all"

    @pytest.mark.parametrize(
        ("before", "is_any", "keys"),
        [
            (["other"], False, ["is-0", "is-1"]),
            (["other", "is-2"], False, ["is-0", "is-1"]),
            (["other", "is-2"], True, ["not-0", "not-1"]),
            (["not-0"], False, ["is-1", "is-2"]),
            (["is-0", "is-1"], True, ["not-0", "not-1"]),
        ],
    )
    def test_what_cannot_be_joined_is_refused(
        self, before: list[str], is_any: bool, keys: list[str]
    ):
        shown = enabling.with_behavior(self.asked_by(before), is_any=is_any)
        with pytest.raises(enabling.CannotBeJoined):
            enabling.with_asked(shown, self.conditions(keys))

    def asked_by(self, keys: list[str]) -> Any:
        """An item with these conditions, put one after the other."""
        shown = item("b")
        for each in self.conditions(keys):
            shown = enabling.with_asked(shown, [each])
        return shown

    def conditions(self, keys: list[str]) -> list[Any]:
        asked, other = choice("a", "x", "y", "z"), item("other", "boolean")
        return [
            asking.condition(other, "yes") if key == "other" else asking.condition(asked, key)
            for key in keys
        ]

    def test_a_way_that_is_not_offered_is_refused(self):
        for key in ("is-7", "yes", "value=", "", "is-x"):
            with pytest.raises(ValueError, match=key or "^$"):
                asking.condition(choice("a", "x"), key)

    def test_only_questions_that_stand_before_can_be_asked(self):
        document = form(item("a"), item("b"), item("c"))
        found = asking.askable(document, tree.find(document, "b"))
        assert [placed.link_id for placed in found] == ["a"]


class TestWhatCannotBe:
    """Conditions that lead nowhere are told of, and draw no preview to a stop."""

    X, Y, Z = ({"system": "s", "code": each} for each in "xyz")

    def remarks(self, asked: Any, *conditions: Any, **more: Any) -> list[tuple[str, bool]]:
        document = form(asked, item("b", enableWhen=list(conditions), **more))
        engine.load(drawable(document))
        found = checking.remarks_on(document)
        return [(each.sentence, each.must) for each in found if each.link_id == "b"]

    @pytest.mark.parametrize("operator", ["=", "!="])
    def test_an_answer_that_is_taken_away(self, operator: str):
        told = [("It depends on an answer that can no longer be chosen.", True)]
        gone = when("a", operator, answerCoding=self.Z)
        assert self.remarks(choice("a", "x"), gone) == told
        assert self.remarks(item("a", "choice"), gone) == told
        assert self.remarks(choice("a", "z"), gone) == []
        own_words = when("a", operator, answerString="Annat")
        assert self.remarks(choice("a", "x", kind="open-choice"), own_words) == []

    def test_a_question_in_rows_is_asked_only_there(self):
        asks = [when("r", answerString="x")]
        rows = group("g", item("r"), item("s", enableWhen=asks), repeats=True)
        document = form(item("a"), rows, item("b", enableWhen=asks))
        engine.load(drawable(document))
        told = [each.link_id for each in checking.remarks_on(document) if each.must]
        assert told == ["b"]
        found = {
            name: [each.link_id for each in asking.askable(document, tree.find(document, name))]
            for name in ("s", "b")
        }
        assert found == {"s": ["a", "r"], "b": ["a"]}

    def test_two_answers_where_one_is_given(self):
        both = [when("a", answerCoding=each) for each in (self.X, self.Y)]
        told = [("It is never shown: its conditions cannot all hold.", False)]
        assert self.remarks(choice("a", "x", "y"), *both, enableBehavior="all") == told
        assert self.remarks(choice("a", "x", "y"), *both, enableBehavior="any") == []
        assert self.remarks(choice("a", "x", "y", repeats=True), *both, enableBehavior="all") == []
