"""Which questions are asked, by every operator over every type of answer."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    AttachmentRef,
    Choice,
    OpenText,
    Value,
    enabled,
    keep_enabled,
    pages_to_show,
)
from samplan.forms.tests.questionnaires import Json, choice, form_of, group, hint, item, when

DAY = date(2026, 3, 12)
A, B = Choice("s", "a"), Choice("s", "b")
FILE = AttachmentRef("f1")


def is_asked(kind: str, condition: Json, *values: Value, **more: Any) -> bool:
    form = form_of(item("q", kind, **more), item("x", enableWhen=[{"question": "q", **condition}]))
    return "x" in enabled(form, Answers({"q": values}))


def when_is(operator: str, name: str, expected: object) -> Json:
    return {"operator": operator, f"answer{name}": expected}


@pytest.mark.parametrize(
    ("kind", "name", "expected", "less", "same", "more"),
    [
        ("integer", "Integer", 5, 4, 5, 6),
        ("decimal", "Decimal", 5.5, Decimal("5.4"), Decimal("5.50"), Decimal(6)),
        ("date", "Date", "2026-03-12", date(2025, 12, 31), DAY, date(2026, 4, 1)),
        ("string", "String", "b", "a", "b", "c"),
        ("text", "String", "b", "B", "b", "ba"),
    ],
)
def test_ordered_answers_are_compared(
    kind: str, name: str, expected: object, less: Value, same: Value, more: Value
) -> None:
    outcomes = {
        operator: [is_asked(kind, when_is(operator, name, expected), v) for v in (less, same, more)]
        for operator in ("=", "!=", ">", "<", ">=", "<=")
    }
    assert outcomes == {
        "=": [False, True, False],
        "!=": [True, False, True],
        ">": [False, False, True],
        "<": [True, False, False],
        ">=": [False, True, True],
        "<=": [True, True, False],
    }


@pytest.mark.parametrize("operator", ["=", ">", "<", ">=", "<="])
def test_no_answer_meets_no_comparison(operator: str) -> None:
    assert not is_asked("integer", when_is(operator, "Integer", 5))


def test_no_answer_is_unequal_to_everything() -> None:
    assert is_asked("integer", when_is("!=", "Integer", 5))


@pytest.mark.parametrize(
    ("kind", "value"),
    [("boolean", False), ("integer", 0), ("decimal", Decimal(0)), ("attachment", FILE)],
)
def test_exists_asks_for_an_answer_whatever_it_is(kind: str, value: Value) -> None:
    assert is_asked(kind, when_is("exists", "Boolean", True), value)
    assert not is_asked(kind, when_is("exists", "Boolean", False), value)
    assert not is_asked(kind, when_is("exists", "Boolean", True))
    assert is_asked(kind, when_is("exists", "Boolean", False))


def test_yes_and_no_are_told_apart() -> None:
    assert is_asked("boolean", when_is("=", "Boolean", False), False)
    assert not is_asked("boolean", when_is("=", "Boolean", False), True)
    assert not is_asked("boolean", when_is("=", "Boolean", False))
    assert not is_asked("boolean", when_is("!=", "Boolean", True), True)


def test_a_choice_is_equal_by_system_and_code_whatever_it_is_called() -> None:
    options = choice("q", "a", "b")["answerOption"]
    is_a = when_is("=", "Coding", {"system": "s", "code": "a", "display": "Alfa"})
    asked = {"answerOption": options, "repeats": True}
    assert is_asked("choice", is_a, Choice("s", "a", "Något"), **asked)
    assert not is_asked("choice", is_a, B, **asked)
    assert not is_asked("choice", is_a, Choice("other", "a"), **asked)
    assert is_asked("choice", is_a, B, A, **asked)  # one equal answer is enough
    is_not_a = when_is("!=", "Coding", {"system": "s", "code": "a"})
    assert not is_asked("choice", is_not_a, B, A, **asked)
    assert is_asked("choice", is_not_a, B, **asked)


def test_own_words_and_plain_options_are_compared_as_text() -> None:
    asked = {"answerOption": [{"valueString": "Lite"}, {"valueInteger": 3}]}
    assert is_asked("open-choice", when_is("=", "String", "hej"), OpenText("hej"), **asked)
    assert is_asked("open-choice", when_is("=", "String", "Lite"), Choice(value="Lite"), **asked)
    assert is_asked("open-choice", when_is("<", "Integer", 4), Choice(value=3), **asked)
    assert not is_asked("open-choice", when_is("<", "Integer", 4), OpenText("3"), **asked)


def test_conditions_go_together_as_all_or_any() -> None:
    conditions = [when("a", answerBoolean=True), when("b", answerBoolean=True)]
    for behavior, outcomes in (("all", (False, False, True)), ("any", (False, True, True))):
        form = form_of(
            item("a", "boolean"),
            item("b", "boolean"),
            item("x", enableWhen=conditions, enableBehavior=behavior),
        )
        given: tuple[dict[str, tuple[bool]], ...] = (
            {},
            {"a": (True,)},
            {"a": (True,), "b": (True,)},
        )
        assert tuple("x" in enabled(form, Answers(values)) for values in given) == outcomes


def test_what_stands_below_a_hidden_item_is_hidden() -> None:
    form = form_of(
        item("a", "boolean"),
        group("g", group("h", item("x")), enableWhen=[when("a", answerBoolean=True)]),
    )
    assert enabled(form, Answers()) == {"a"}
    assert enabled(form, Answers({"a": (True,)})) == {"a", "g", "h", "x"}


def test_a_hidden_answer_counts_for_nothing_and_is_not_kept() -> None:
    form = form_of(
        item("c", enableWhen=[when("b", "exists", answerBoolean=True)]),  # asks forward
        item("b", enableWhen=[when("a", answerBoolean=True)]),
        item("a", "boolean"),
    )
    answers = Answers({"a": (False,), "b": ("left",), "c": ("behind",)})
    assert enabled(form, answers) == {"a"}
    assert keep_enabled(form, answers) == {"a": (False,)}
    assert keep_enabled(form, answers.with_values("a", [True])).keys() == {"a", "b", "c"}


def test_pages_with_nothing_left_are_passed_over() -> None:
    hidden = [when("a", answerBoolean=True)]
    form = form_of(
        group("one", item("a", "boolean")),
        group("two", hint("help"), item("b", enableWhen=hidden)),
        group("three", item("c"), enableWhen=hidden),
    )
    assert [page.link_id for page in pages_to_show(form, Answers())] == ["one"]
    assert len(pages_to_show(form, Answers({"a": (True,)}))) == 3


def test_answers_do_not_tell_health_data_when_printed() -> None:
    assert "hemligt" not in repr(Answers({"a": ("hemligt",)}))


def test_answers_are_values() -> None:
    answers = Answers({"a": ("x",), "b": ()})
    assert dict(answers) == {"a": ("x",)}
    assert answers.with_values("a", ()) == Answers()
    assert answers.updated({"b": [1]}) == {"a": ("x",), "b": (1,)}
    assert hash(answers) == hash(Answers({"a": ("x",)}))
    assert answers.of("nobody") == ()
