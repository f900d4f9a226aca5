"""The national templates that come with Samplan."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from samplan.forms.building.own_questions import marked, places_in, with_own
from samplan.forms.engine import (
    Answers,
    Choice,
    Form,
    answers_from_response,
    enabled,
    from_markdown,
    keep_enabled,
    load,
    pages_to_show,
    response_from_answers,
    summary,
    validate,
)
from samplan.forms.models import Questionnaire, QuestionnaireVersion
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import item
from samplan.forms.tests.shelf import NAMES, answered, template

BEFORE_VISIT = "fragor-infor-planerat-besok"
SLUG = 50
LOINC = "http://loinc.org"
SAID = ("title", "description", "purpose", "copyright")
SYMPTOMS = (
    "behov-av-lakemedelsgenomgang",
    "efter-urologisk-utredning",
    "fornya-recept",
    "infor-urologisk-utredning",
    "kontakta-din-fasta-vardkontakt",
    "lakemedelsuppfoljning",
    "phq-9",
    "stall-en-fraga",
    "uppfoljning-egenvard",
)
QUESTION_CODES = "https://samplan.example/codes/question"
PROFESSION_CODES = "https://samplan.example/codes/profession"
OTHER = Choice(PROFESSION_CODES, "other")


@pytest.fixture(scope="module")
def before_visit() -> Form:
    return load(template(BEFORE_VISIT))


def every_item(items: list[Any]) -> Iterator[dict[str, Any]]:
    for each in items:
        yield each
        yield from every_item(each.get("item", []))


def is_in_english(holder: dict[str, Any], key: str) -> bool:
    """Whether the text under the key has its translation beside it."""
    beside = holder.get(f"_{key}", {}).get("extension", [])
    parts = [{part["url"]: part for part in each.get("extension", [])} for each in beside]
    return any(
        each.get("lang", {}).get("valueCode") == "en" and each["content"]["valueString"].strip()
        for each in parts
    )


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    word: str = request.param
    return word


def test_every_template_is_fhir_and_loads_without_notes(name: str) -> None:
    document = template(name)
    assert_is_fhir(document)
    form = load(document)
    assert form.source.notes == ()
    assert form.canonical == f"https://samplan.example/fhir/Questionnaire/{name}|{form.version}"
    assert (document["status"], document["publisher"]) == ("active", "Samplan")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= SLUG
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", document["name"])


def test_every_template_is_complete_in_both_languages(name: str) -> None:
    document = template(name)
    form = load(document)
    assert form.languages == ("sv", "en")
    assert [key for key in SAID if not is_in_english(document, key)] == []
    items = list(every_item(document["item"]))
    assert [each["linkId"] for each in items if not is_in_english(each, "text")] == []
    codings = [each["valueCoding"] for item in items for each in item.get("answerOption", [])]
    assert [each["code"] for each in codings if not is_in_english(each, "display")] == []


def test_every_template_says_who_may_use_it_and_where_its_codes_come_from(name: str) -> None:
    document = template(name)
    assert "EUPL-1.2" in document["copyright"]
    uses_loinc = LOINC in json.dumps([document["item"]])
    assert ("Regenstrief" in document["copyright"]) is uses_loinc


def test_every_template_has_its_instruction_in_both_languages(name: str) -> None:
    form = load(template(name))
    swedish, english = form.instruction("sv"), form.instruction("en")
    for words, headings in ((swedish, ("Syfte", "Roller")), (english, ("Purpose", "Roles"))):
        html = from_markdown(words)
        assert [f"<strong>{each}</strong>" in html for each in headings] == [True, True]
        assert html.count("<ol>") == 1
        assert html.count("<ul>") == 2
    assert swedish.count("\n") == english.count("\n")


def test_places_for_own_questions_have_names_of_their_own(name: str) -> None:
    form = load(template(name))
    places = [each for each in form.items.values() if each.place]
    assert places
    assert len({item.place for item in places}) == len(places)
    assert all(item.is_question or item.parent_id is None for item in places)


def test_a_clinic_can_ask_more_at_every_place(name: str) -> None:
    document = template(name)
    own = {
        place.name: [marked(item(f"egen-{number}", "boolean"), place.name)]
        for number, place in enumerate(places_in(document))
    }
    form = load(with_own(document, own))
    asked = enabled(form, answered(form))
    assert {f"egen-{number}" for number in range(len(own))} <= asked


def test_questions_can_be_found_by_name_and_code(name: str) -> None:
    form = load(template(name))
    assert [each for each in form.items if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each)] == []
    own = [
        coding
        for asked in form.items.values()
        for coding in asked.code
        if (coding.system or "").startswith("https://samplan.example/codes/")
    ]
    assert len(set(own)) == len(own)
    uncoded = [item.link_id for item in form.items.values() if item.is_question and not item.code]
    assert uncoded == (["matt-dag", "andra-matningar"] if name == BEFORE_VISIT else [])


def test_a_code_means_the_same_kind_of_question_everywhere() -> None:
    kinds: dict[str, set[str]] = {}
    for each in NAMES:
        for asked in load(template(each)).items.values():
            for coding in asked.code:
                kinds.setdefault(coding.code, set()).add(f"{asked.kind} {asked.repeats}")
    assert {code: found for code, found in kinds.items() if len(found) > 1} == {}


def test_every_template_can_be_answered_with_the_least_and_with_everything(name: str) -> None:
    form = load(template(name))
    for answers in (answered(form, only_required=True), answered(form)):
        assert validate(form, answers) == ()
        at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
        response = response_from_answers(form, answers, authored_at=at, status="completed")
        assert_is_fhir(response)
        kept = keep_enabled(form, answers)
        assert answers_from_response(form, json.loads(json.dumps(response))) == kept
    for page in form.pages:
        assert page.title
        assert page.items
    needed = [item for page in form.pages for item in page.questions if item.required]
    assert len([item for item in needed if not item.is_conditional]) <= 2


@pytest.mark.parametrize("symptoms", SYMPTOMS)
def test_where_one_writes_of_symptoms_stands_whom_to_call(symptoms: str) -> None:
    form = load(template(symptoms))
    for spoken in (form, form.in_language("en")):
        texts = [item.text for item in spoken.items.values() if not item.is_conditional]
        assert any("112" in text and "1177" in text for text in texts)
    told = [item.html for item in form.items.values() if item.html]
    assert any('href="tel:112"' in html for html in told)


@pytest.mark.django_db
def test_loading_the_library_twice_makes_nothing_twice() -> None:
    first, second = StringIO(), StringIO()
    call_command("forms_load", stdout=first)
    before = list(QuestionnaireVersion.objects.order_by("id").values_list("id", "status"))
    call_command("forms_load", stdout=second)
    assert list(QuestionnaireVersion.objects.order_by("id").values_list("id", "status")) == before
    assert Questionnaire.objects.count() == len(before) == len(NAMES)
    assert first.getvalue().count(": published") == len(NAMES)
    assert second.getvalue().count(": already in use") == len(NAMES)


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
