"""The national templates that come with Samplan."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    Choice,
    Form,
    answers_from_response,
    load,
    pages_to_show,
    response_from_answers,
    summary,
    validate,
)
from samplan.forms.tests.fhir_checks import assert_is_fhir

LIBRARY = Path(__file__).parents[1] / "library"
QUESTION_CODES = "https://samplan.example/codes/question"
PROFESSION_CODES = "https://samplan.example/codes/profession"
OTHER = Choice(PROFESSION_CODES, "other")


def template(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((LIBRARY / f"{name}.json").read_text())
    return document


@pytest.fixture(scope="module")
def before_visit() -> Form:
    return load(template("fragor-infor-planerat-besok"))


@pytest.mark.parametrize("name", sorted(path.stem for path in LIBRARY.glob("*.json")))
def test_every_template_is_fhir_loads_and_is_complete_in_both_languages(name: str) -> None:
    document = template(name)
    assert_is_fhir(document)
    form = load(document)
    assert form.languages == ("sv", "en")
    assert form.canonical == f"https://samplan.example/Questionnaire/{name}|1.0.0"
    texts = [draft.wording for draft in form.source.drafts]
    said = [form.source.title, *(text for each in texts for text in (each.text, *each.options))]
    assert [text.source for text in said if "en" not in text.variants] == []


def test_questions_before_a_visit_stand_on_four_pages(before_visit: Form) -> None:
    english = before_visit.in_language("en")
    assert [page.title for page in english.pages] == [
        "What you want to talk about",
        "Help and goals",
        "Others you would like to meet",
        "Measurements and files",
    ]
    assert len(pages_to_show(before_visit, Answers())) == 4


def test_staff_find_what_matters_by_code(before_visit: Form) -> None:
    (most_important,) = before_visit.coded(QUESTION_CODES, "most-important")
    assert most_important is before_visit.pages[0].questions[0]
    (wished,) = before_visit.coded(QUESTION_CODES, "wished-profession")
    assert [option.choice.code for option in wished.options] == [
        "counsellor",
        "dietitian",
        "tobacco-cessation",
        "physiotherapist",
        "other",
    ]
    assert wished.repeats


def test_someone_else_is_asked_who(before_visit: Form) -> None:
    answers = Answers({"vill-ta-upp": ("Yrsel",), "vill-traffa": (OTHER,)})
    assert [fault.link_id for fault in validate(before_visit, answers)] == ["vill-traffa-vem"]
    assert validate(before_visit, answers.with_values("vill-traffa-vem", ["Syster Lo"])) == ()


def test_a_filled_in_form_is_fhir_and_can_be_read(before_visit: Form) -> None:
    answers = Answers(
        {
            "vill-ta-upp": ("Jag blir yr på morgonen.\nOch trött.",),
            "vill-traffa": (Choice(PROFESSION_CODES, "dietitian", "Dietist"),),
            "har-matt": (True,),
            "blodtryck-ovre": (142,),
            "vikt": (Decimal("72.5"),),
        }
    )
    assert validate(before_visit, answers) == ()
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    response = response_from_answers(before_visit, answers, authored_at=at, status="completed")
    assert_is_fhir(response)
    assert answers_from_response(before_visit, json.loads(json.dumps(response))) == answers
    told = {line.question: line.answers for line in summary(before_visit, answers, "en")}
    assert told["Would you like to meet someone else in care?"] == ("Dietitian",)
    assert told["Weight"] == ("72.5",)
