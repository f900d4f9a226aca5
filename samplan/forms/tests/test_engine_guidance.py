"""What a form says to the clinics that use it."""

import pytest

from samplan.forms.engine import Flaw, UnsupportedForm, from_markdown, load
from samplan.forms.tests.questionnaires import Json, form_of, group, item, questionnaire

OWN = "https://samplan.example/fhir/StructureDefinition/"


def instruction(language: str, content: str) -> Json:
    parts = [
        {"url": "lang", "valueCode": language},
        {"url": "content", "valueMarkdown": content},
    ]
    return {"url": f"{OWN}clinic-instruction", "extension": parts}


def place(name: str) -> Json:
    return {"url": f"{OWN}own-questions-after", "valueString": name}


def flaws(*items: Json, **more: object) -> list[tuple[str, Flaw]]:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(*items, **more))
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_the_instruction_is_told_in_the_readers_language_else_in_that_of_the_form() -> None:
    both = [instruction("en", "**Send** it."), instruction("sv", "**Skicka** den.")]
    form = form_of(item("a"), extension=both)
    assert form.instruction("en-GB") == form.in_language("en").instruction("en") == "**Send** it."
    assert form.instruction("sv") == form.instruction("fi") == "**Skicka** den."
    assert form_of(item("a"), extension=both[:1]).instruction("sv") == "**Send** it."
    assert form_of(item("a")).instruction("sv") == ""
    assert form.source.notes == ()
    assert form.languages == ("sv",)


def test_an_instruction_is_safe_where_it_is_drawn() -> None:
    said = "**Steg**\n\n1. <script>x</script>Skicka\n2. [Läs](javascript:x) [mer](https://e.se)"
    html = from_markdown(form_of(item("a"), extension=[instruction("sv", said)]).instruction("sv"))
    assert "<strong>Steg</strong>" in html
    assert "<ol>" in html
    assert 'href="https://e.se"' in html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_places_for_own_questions_have_names_and_follow_into_rows() -> None:
    rows = group("r", item("b", extension=[place("Efter b")]), repeats=True)
    form = form_of(group("g", item("a"), extension=[place(" Efter sidan ")]), rows)
    assert form.items["g"].place == form.in_language("en").items["g"].place == "Efter sidan"
    assert form.items["b"].place == "Efter b"
    assert form.items["a"].place == ""
    assert form.source.notes == ()


def test_half_an_instruction_and_a_place_without_a_name_are_refused() -> None:
    no_words, no_language = instruction("sv", " "), instruction("", "Skicka")
    assert flaws(item("a"), extension=[no_words, no_language]) == [
        ("extension[0]", Flaw.MISSING),
        ("extension[1]", Flaw.MISSING),
    ]
    assert flaws(item("a", extension=[place(" ")])) == [("item[0].extension[0]", Flaw.MISSING)]
    assert flaws(item("a"), item("t", "display", extension=[place("Här")])) == [
        ("item[1]", Flaw.NOT_FOR_TYPE)
    ]
