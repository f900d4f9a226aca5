"""Forms that would cost too much to check or draw once all is there are refused when loaded."""

from typing import Any

import pytest
from django.http import QueryDict

from samplan.forms.engine import MOST, Flaw, UnsupportedForm, load, row_id, with_rows
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    extension,
    group,
    item,
    questionnaire,
    unit,
    when,
)

REGEX = "http://hl7.org/fhir/StructureDefinition/regex"


def flaws(*items: Json, **more: Any) -> set[str]:
    """The kinds of what is refused; none where it loads."""
    try:
        load(questionnaire(*items, **more))
    except UnsupportedForm as refused:
        return {problem.code for problem in refused.problems}
    return set()


def many(count: int) -> list[Json]:
    return [item(f"q{number}") for number in range(count)]


def patterned(pattern: str, kind: str = "text", **more: Any) -> Json:
    return item("q", kind, extension=[extension(REGEX, valueString=pattern)], **more)


def test_items_are_counted_with_every_row_that_there_can_be() -> None:
    assert flaws(group("g", *many(99), repeats=True)) == set()
    assert flaws(group("g", *many(100), repeats=True)) == {Flaw.TOO_MANY_WITH_ROWS}
    few = extension("questionnaire-maxOccurs", valueInteger=10)
    assert flaws(group("g", *many(100), repeats=True, extension=[few])) == set()


def test_conditions_are_counted_in_every_row() -> None:
    asked = [when("a", answerString=f"{number}") for number in range(201)]
    asking = item("q", enableWhen=asked, enableBehavior="any")
    assert flaws(item("a"), group("g", asking)) == set()
    assert flaws(item("a"), group("g", asking, repeats=True)) == {Flaw.TOO_MANY_CONDITIONS}


def test_answers_to_choose_from_are_counted_however_often_one_set_is_used() -> None:
    concepts = [{"code": f"c{number}"} for number in range(1_000)]
    compose = {"include": [{"system": "s", "concept": concepts}]}
    contained = [{"resourceType": "ValueSet", "id": "set", "status": "active", "compose": compose}]

    def using(count: int, **more: Any) -> Json:
        asked = [item(f"q{number}", "choice", answerValueSet="#set") for number in range(count)]
        return group("g", *asked, **more)

    assert flaws(using(50), contained=contained) == set()
    assert flaws(using(51), contained=contained) == {Flaw.TOO_MANY_OPTIONS}
    assert flaws(using(2, repeats=True), contained=contained) == {Flaw.TOO_MANY_OPTIONS}


def test_a_set_that_takes_in_too_much_of_others_is_out_of_reach() -> None:
    listed = {"system": "s", "concept": [{"code": f"c{number}"} for number in range(1_000)]}
    sets = [
        _set("all", {"include": [listed]}),
        _set("again", {"include": [{"valueSet": ["#all"] * 501}]}),
        _set("few", {"include": [{"valueSet": ["#all"] * 400}]}),
    ]
    few, again = (choice_from(name) for name in ("few", "again"))
    assert flaws(few, contained=sets) == set()
    assert flaws(again, contained=sets) == {Flaw.UNRESOLVED_VALUE_SET}


def _set(name: str, compose: Json) -> Json:
    return {"resourceType": "ValueSet", "id": name, "status": "active", "compose": compose}


def choice_from(name: str) -> Json:
    return item("q", "choice", answerValueSet=f"#{name}")


@pytest.mark.parametrize(
    ("question", "is_too_much"),
    [
        (patterned("[0-9]{6,8}[-+]?[0-9]{4}", "string"), False),
        (patterned("[a-zåäö]{1,100}", repeats=False), False),
        (patterned("(.*a.*){50}", maxLength=100_000), True),
        (patterned("(.*a.*){50}", maxLength=1_000), False),
        (patterned("(.*a.*){50}", maxLength=1_000, repeats=True), True),
        (group("g", patterned("(.*a.*){50}", maxLength=1_000), repeats=True), True),
        (patterned("(.*a.*){50}", "integer"), False),
    ],
)
def test_patterns_are_weighed_by_the_longest_answers_that_they_may_meet(
    question: Json, is_too_much: bool
) -> None:
    assert flaws(question) == ({Flaw.PATTERNS_TOO_LARGE} if is_too_much else set())


def test_a_question_has_not_more_units_than_anyone_can_choose_among() -> None:
    units = [unit(f"u{number}", "questionnaire-unitOption") for number in range(101)]
    assert flaws(item("q", "quantity", extension=units[:100])) == set()
    assert flaws(item("q", "quantity", extension=units)) == {Flaw.TOO_MANY_OPTIONS}


def test_choices_in_rows_are_the_same_ones() -> None:
    form = load(questionnaire(group("g", choice("c", "x", "y"), repeats=True)))
    form = with_rows(form, {"g": ("", "k")})
    assert form.items["c"].options is form.items[row_id("c", "k")].options


@pytest.mark.parametrize(("texts", "is_too_much"), [(19, False), (21, True)])
def test_texts_with_marks_are_not_longer_than_can_be_read(texts: int, is_too_much: bool) -> None:
    """Nine megabytes of them took a minute, each time that the form was read anew."""
    marked = {"extension": [extension("rendering-markdown", valueMarkdown="![" * 4_900)]}
    items = [item(str(number), _text=marked) for number in range(texts)]
    assert flaws(*items) == ({Flaw.MARKS_TOO_LONG} if is_too_much else set())


def test_the_largest_page_of_the_largest_form_can_be_posted() -> None:
    """A page of more fields than a post may have was published, and nobody could answer it."""
    fields = [f"a:{number}{part}=x" for number in range(MOST.items) for part in ("", ".unit")]
    assert len(QueryDict("&".join([*fields, "acting_mark=x", "_seen=x"]))) == len(fields) + 2
