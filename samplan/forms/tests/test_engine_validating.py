"""Answers are checked against the form, whoever made them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import Answers, AttachmentRef, Choice, OpenText, Value, validate
from samplan.forms.tests.questionnaires import choice, form_of, group, item, when


def faults_of(
    answers: dict[str, tuple[Value, ...]], *items: dict[str, Any]
) -> list[tuple[str, str]]:
    found = validate(form_of(*items), Answers(answers))
    assert all(fault.sentence for fault in found)
    return [(fault.link_id, fault.code.value) for fault in found]


def test_what_is_needed_is_told_in_document_order() -> None:
    items = [item(name, required=True) for name in "cab"]
    assert faults_of({"a": ("x",)}, *items) == [("c", "required"), ("b", "required")]
    assert faults_of(dict.fromkeys("abc", ("x",)), *items) == []


def test_hidden_questions_need_nothing_and_are_not_checked() -> None:
    hidden = item("x", "integer", required=True, enableWhen=[when("a", answerBoolean=True)])
    assert faults_of({"x": ("wrong",)}, item("a", "boolean"), hidden) == []
    assert faults_of({"a": (True,)}, item("a", "boolean"), hidden) == [("x", "required")]


def test_a_needed_group_needs_one_answer_somewhere_in_it() -> None:
    asked = item("a", "boolean")
    inner = group("h", item("x", enableWhen=[when("a", answerBoolean=True)]))
    needed = group("g", inner, required=True)
    assert faults_of({"a": (True,)}, asked, needed) == [("g", "nothing-in-group")]
    assert faults_of({"a": (True,), "x": ("ja",)}, asked, needed) == []
    assert faults_of({}, asked, needed) == []  # nothing in it to answer


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("boolean", 1, "wrong-kind"),
        ("integer", True, "wrong-kind"),
        ("integer", Decimal(1), "wrong-kind"),
        ("integer", 2**31, "number-too-large"),
        ("decimal", 1, "wrong-kind"),
        ("decimal", Decimal("NaN"), "too-many-digits"),
        ("decimal", Decimal("1e999999999"), "too-many-digits"),
        ("decimal", Decimal("1.0000000000000001"), "too-many-digits"),
        ("decimal", Decimal("0." + "9" * 40), "too-many-digits"),
        ("decimal", Decimal("1234567890.123456"), "too-many-digits"),
        ("date", datetime(2026, 3, 12), "wrong-kind"),
        ("string", 5, "wrong-kind"),
        ("string", " ", "wrong-kind"),
        ("string", "a" * 501, "too-long"),
        ("text", "a\x00", "unsavable"),
        ("text", "\udfff", "unsavable"),
        ("text", OpenText("a"), "wrong-kind"),
        ("attachment", AttachmentRef("../x"), "wrong-kind"),
        ("attachment", AttachmentRef("x", "a\x00"), "unsavable"),
    ],
)
def test_a_value_that_does_not_fit_is_told(kind: str, value: Value, code: str) -> None:
    assert faults_of({"q": (value,)}, item("q", kind)) == [("q", code)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("boolean", False),
        ("integer", -(2**31)),
        ("decimal", Decimal("-0.000000000000001")),
        ("decimal", Decimal("999999999999999")),
        ("decimal", Decimal("0E-40")),
        ("date", date(1, 1, 1)),
        ("string", "å" * 500),
        ("attachment", AttachmentRef("0190-a.b", "röntgen.pdf")),
    ],
)
def test_values_at_the_edge_fit(kind: str, value: Value) -> None:
    assert faults_of({"q": (value,)}, item("q", kind)) == []


def test_choices_must_be_offered() -> None:
    closed, opened = choice("c", "a"), choice("o", "a", kind="open-choice")
    assert faults_of({"c": (Choice("s", "z"),)}, closed) == [("c", "not-an-option")]
    assert faults_of({"c": (Choice(value="s|a"),)}, closed) == [("c", "not-an-option")]
    assert faults_of({"c": (OpenText("a"),)}, closed) == [("c", "wrong-kind")]
    assert faults_of({"o": (OpenText("a"),)}, opened) == []
    assert faults_of({"o": (OpenText("a" * 501),)}, opened) == [("o", "too-long")]


def test_one_answer_unless_the_question_repeats() -> None:
    assert faults_of({"q": ("a", "b")}, item("q")) == [("q", "one-answer")]
    repeated = item("q", repeats=True)
    assert faults_of({"q": ("a",) * 50}, repeated) == []
    assert faults_of({"q": ("a",) * 51}, repeated) == [("q", "too-many-answers")]


def test_answers_to_what_is_no_question_are_told() -> None:
    answers: dict[str, tuple[Value, ...]] = {"nobody": ("a",), "g": ("a",)}
    found = faults_of(answers, group("g", item("q", required=True)))
    assert found == [
        ("g", "unknown-question"),
        ("q", "required"),
        ("nobody", "unknown-question"),
    ]


def test_one_page_is_checked_by_itself() -> None:
    form = form_of(group("one", item("a", required=True)), group("two", item("b", required=True)))
    found = validate(form, Answers({"nobody": ("a",)}), page=form.page("two"))
    assert [fault.link_id for fault in found] == ["b"]
