"""Answers to choose from that stand in sets inside the questionnaire, and what they count for."""

from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import Flaw, Form, Kind, UnsupportedForm, load
from samplan.forms.tests.questionnaires import Json, extension, form_of, item, questionnaire, when

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
COLOURS = "http://colours.example"


def concept(code: str, score: float | None = None) -> Json:
    made: Json = {"code": code, "display": code.title()}
    return made if score is None else {**made, "extension": [_score(score)]}


def _score(number: float) -> Json:
    return {"url": ORDINAL, "valueDecimal": number}


def value_set(name: str = "set", **parts: Any) -> Json:
    return {"resourceType": "ValueSet", "id": name, "status": "active", **parts}


def composed(*include: Json, exclude: list[Json] | None = None) -> Json:
    return value_set(
        compose={"include": list(include), **({"exclude": exclude} if exclude else {})}
    )


def code_system(*concepts: Json) -> Json:
    return {
        "resourceType": "CodeSystem",
        "id": "codes",
        "url": COLOURS,
        "content": "complete",
        "concept": list(concepts),
    }


def loaded(*contained: Json, kind: str = "choice", name: str = "#set") -> Form:
    return form_of(item("q", kind, answerValueSet=name), contained=list(contained))


def keys(form: Form) -> list[str]:
    return [option.key for option in form.items["q"].options]


def test_an_expansion_is_taken_as_it_stands() -> None:
    contains = [
        {"system": "s", **concept("a"), "contains": [{"system": "s", **concept("b")}]},
        {"abstract": True, **concept("heading")},
    ]
    assert keys(loaded(value_set(expansion={"contains": contains}))) == ["s|a", "s|b"]


def test_a_set_is_composed_of_listed_concepts_without_those_excluded() -> None:
    listed = {"system": "s", "concept": [concept("a"), concept("b"), concept("c")]}
    dropped = {"system": "s", "concept": [concept("b")]}
    form = loaded(composed(listed, exclude=[dropped]))
    assert keys(form) == ["s|a", "s|c"]
    assert [option.display for option in form.items["q"].options] == ["A", "C"]


def test_a_whole_contained_code_system_and_another_set_can_be_taken() -> None:
    codes = code_system({**concept("red"), "concept": [concept("dark-red")]}, concept("blue"))
    assert keys(loaded(codes, composed({"system": COLOURS}))) == [
        f"{COLOURS}|{code}" for code in ("red", "dark-red", "blue")
    ]
    few = value_set("few", url="http://few", compose={"include": [
        {"system": COLOURS, "concept": [concept("blue")]}
    ]})  # fmt: skip
    both = composed({"system": COLOURS, "valueSet": ["http://few|1"]})
    assert keys(loaded(codes, few, both)) == [f"{COLOURS}|blue"]


def test_designations_are_the_words_in_other_languages() -> None:
    words = {**concept("a"), "designation": [{"language": "en", "value": "English"}]}
    form = loaded(composed({"system": "s", "concept": [words]}))
    assert form.in_language("en").items["q"].options[0].display == "English"
    assert form.languages == ("sv", "en")


OUT_OF_REACH = [
    (),
    (value_set(),),
    (composed({"system": "http://snomed.info/sct"}),),
    (composed({"system": "s", "filter": [{"property": "p"}]}),),
    (composed({"valueSet": ["#set"]}),),
    (composed({"valueSet": "http://x"}),),
]


@pytest.mark.parametrize("contained", OUT_OF_REACH)
def test_a_choice_whose_set_is_out_of_reach_is_refused_with_its_place(contained: Any) -> None:
    with pytest.raises(UnsupportedForm) as caught:
        loaded(*contained)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (Flaw.UNRESOLVED_VALUE_SET, "item[0]")


@pytest.mark.parametrize("contained", OUT_OF_REACH)
def test_an_open_choice_without_its_set_becomes_a_text_and_is_noted(contained: Any) -> None:
    form = loaded(*contained, kind="open-choice")
    assert form.items["q"].kind is Kind.STRING
    assert [note.code for note in form.source.notes] == [Flaw.NOTED_TEXT]


def test_a_condition_on_an_option_of_a_missing_set_changes_meaning_and_is_refused() -> None:
    asked = when("q", answerCoding={"system": "s", "code": "a"})
    document = questionnaire(
        item("q", "open-choice", answerValueSet="http://v"), item("x", enableWhen=[asked])
    )
    with pytest.raises(UnsupportedForm) as caught:
        load(document)
    assert [problem.code for problem in caught.value.problems] == [Flaw.CONDITION_ANSWER_TYPE]
    assert [note.code for note in caught.value.notes] == [Flaw.NOTED_TEXT]


def test_options_count_for_what_the_form_says() -> None:
    weight = extension("itemWeight", valueDecimal=2.5)
    options = [
        {"extension": [_score(0)], "valueCoding": {"code": "a"}},
        {"valueCoding": {"code": "b", "extension": [weight]}},
        {"valueCoding": {"code": "c"}},
    ]
    form = form_of(item("q", "choice", answerOption=options))
    assert [option.score for option in form.items["q"].options] == [0, Decimal("2.5"), None]
    listed = composed({"system": "s", "concept": [concept("a", 3)]})
    assert loaded(listed).items["q"].options[0].score == 3
