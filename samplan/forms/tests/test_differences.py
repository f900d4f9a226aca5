"""What is different between two versions of a form is told once, in words, and says where."""

from typing import Any

import pytest
from django.utils import translation

from samplan.forms.building.differences import differences
from samplan.forms.tests.questionnaires import choice, group, item, questionnaire, when


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def form(*items: Any) -> dict[str, Any]:
    return questionnaire(group("sida-1", *items))


def test_equal_forms_have_none() -> None:
    assert differences(form(item("a")), form(item("a"))) == []


def test_each_is_told_once_in_words() -> None:
    old = form(item("a"), item("b"), choice("c", "x"))
    new = form(item("a", text="Ny text", required=True), choice("c", "x", "y"), item("d"))
    told = [(each.about, each.what) for each in differences(old, new)]
    assert told == [
        ("Ny text", "Words"),
        ("Ny text", "Has to be answered"),
        ("Text c", "Answers to choose from"),
        ("Text d", "Added after “Text c”"),
        ("Text b", "Taken away"),
    ]


def test_what_is_added_says_where() -> None:
    page = {"linkId": "p", "type": "group", "item": [item("d"), item("e")]}
    old = form(item("a"))
    new = questionnaire(group("sida-1", item("c"), item("a")), page)
    told = [(each.about, each.what) for each in differences(old, new)]
    assert told == [
        ("Text c", "Added first on the page “Text sida-1”"),
        ("(no words yet)", "Added after the page “Text sida-1”"),
        ("Text d", "Added first on page 2"),
        ("Text e", "Added after “Text d”"),
    ]


def test_a_condition_is_the_same_when_its_question_has_other_words() -> None:
    asked = {"enableWhen": [when("a", answerCoding={"code": "x", "display": "Ja"})]}
    asks = {"enableWhen": [when("a", answerCoding={"code": "x", "display": "Japp"})]}
    old = form(choice("a", "x"), item("b", **asked))
    new = form(choice("a", "x", text="Omskriven"), item("b", **asks))
    assert [(each.about, each.what) for each in differences(old, new)] == [("Omskriven", "Words")]


def test_another_condition_is_told_in_the_words_of_now() -> None:
    old = form(item("a", "boolean"), item("b", enableWhen=[when("a", answerBoolean=True)]))
    new = form(
        item("a", "boolean", text="Ny"), item("b", enableWhen=[when("a", answerBoolean=False)])
    )
    _words, told = differences(old, new)
    assert (told.about, "“Ny”" in told.before, "“Ny”" in told.after) == ("Text b", True, True)
    assert told.before != told.after


def test_another_order_is_told() -> None:
    old, new = form(item("a"), item("b")), form(item("b"), item("a"))
    assert [each.about for each in differences(old, new)] == ["Text b"]
