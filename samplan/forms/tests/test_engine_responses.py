"""Answers become FHIR QuestionnaireResponses and come back as they were."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    AttachmentRef,
    Choice,
    Flaw,
    OpenText,
    ResponseStatus,
    UnreadableResponse,
    UnsupportedForm,
    answers_from_response,
    read_post,
    response_from_answers,
)
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import Json, choice, form_of, group, item, posted, when

AT = datetime(2026, 11, 22, 10, 30, 15, 999, tzinfo=UTC)
PLAIN = [{"valueString": "Lite"}, {"valueInteger": 3}, {"valueDate": "2026-03-12"}]
FORM = form_of(
    group(
        "page",
        item("b", "boolean", item=[group("g", item("i", "integer", repeats=True))]),
        item("n", "decimal"),
        item("day", "date"),
        item("s"),
        item("t", "text"),
    ),
    choice("c", "x", "y", repeats=True),
    item("o", "open-choice", answerOption=PLAIN, repeats=True),
    item("f", "attachment", repeats=True),
)
FULL = Answers(
    {
        "b": (False,),
        "i": (1, -2),
        "n": (Decimal("72.50"),),
        "day": (date(2026, 3, 12),),
        "s": ("Åsa",),
        "t": ("rad 1\n\trad 2 \U0001f600",),
        "c": (Choice("s", "y"), Choice("s", "x")),
        "o": (
            Choice(value="Lite"),
            Choice(value=3),
            OpenText("eget"),
            Choice(value=date(2026, 3, 12)),
        ),
        "f": (AttachmentRef("0190-a", "röntgen.pdf"), AttachmentRef("b")),
    }
)


def written(answers: Answers, **more: Any) -> Json:
    return response_from_answers(
        FORM, answers, **{"authored_at": AT, "status": "completed", **more}
    )


def refusals(response: object) -> list[tuple[str, str | None, Flaw]]:
    with pytest.raises(UnreadableResponse) as caught:
        answers_from_response(FORM, response)
    assert str(caught.value)
    return [(problem.path, problem.link_id, problem.code) for problem in caught.value.problems]


def test_all_kinds_of_answers_survive_json() -> None:
    response = written(FULL)
    assert_is_fhir(response)
    again = answers_from_response(FORM, json.loads(json.dumps(response)))
    assert again == FULL
    assert [type(values[0]) for values in again.values()] == [
        type(FULL[link_id][0]) for link_id in again
    ]


def test_the_response_is_nested_as_the_questionnaire() -> None:
    response = written(Answers({"b": (True,), "i": (1,), "c": (Choice("s", "x", "Ex"),)}))
    below = {"linkId": "g", "item": [{"linkId": "i", "answer": [{"valueInteger": 1}]}]}
    assert response == {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "https://samplan.example/Questionnaire/test|1.0.0",
        "status": "completed",
        "authored": "2026-11-22T10:30:15+00:00",
        "item": [
            {
                "linkId": "page",
                "item": [{"linkId": "b", "answer": [{"valueBoolean": True, "item": [below]}]}],
            },
            {
                "linkId": "c",
                "answer": [{"valueCoding": {"system": "s", "code": "x", "display": "Ex"}}],
            },
        ],
    }


def test_items_stand_in_the_order_of_the_questionnaire() -> None:
    (page, *others) = written(FULL)["item"]
    assert [entry["linkId"] for entry in others] == ["c", "o", "f"]
    assert [entry["linkId"] for entry in page["item"]] == ["b", "n", "day", "s", "t"]


def test_an_answer_below_an_unanswered_question_stays() -> None:
    only_below = Answers({"i": (7,)})
    response = written(only_below)
    assert_is_fhir(response)
    assert answers_from_response(FORM, response) == only_below


def test_nothing_answered_is_a_response_too() -> None:
    response = written(Answers(), status="in-progress")
    assert "item" not in response
    assert_is_fhir(response)
    assert answers_from_response(FORM, response) == Answers()


def test_hidden_answers_are_not_written() -> None:
    form = form_of(item("a", "boolean"), item("x", enableWhen=[when("a", answerBoolean=True)]))
    answers = Answers({"a": (False,), "x": ("gömd",)})
    response = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert answers_from_response(form, response) == Answers({"a": (False,)})


def test_time_zone_and_status_must_be_right() -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(FULL, authored_at=datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="done"):
        written(FULL, status="done")


def test_a_choice_reads_its_name_from_the_form() -> None:
    coded = {"linkId": "c", "answer": [{"valueCoding": {"system": "s", "code": "x"}}]}
    named = form_of(
        item(
            "c",
            "choice",
            answerOption=[{"valueCoding": {"system": "s", "code": "x", "display": "Ex"}}],
        )
    )
    response = {"resourceType": "QuestionnaireResponse", "item": [coded]}
    read = answers_from_response(named, response).of("c")[0]
    assert isinstance(read, Choice)
    assert read.display == "Ex"


def answered(link_id: str, *answers: object) -> Json:
    return {"linkId": link_id, "answer": list(answers)}


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ([answered("nobody", {"valueInteger": 1})], ("item[0]", "nobody", Flaw.UNKNOWN_LINK_ID)),
        ([{"answer": []}], ("item[0]", None, Flaw.UNKNOWN_LINK_ID)),
        ([answered("n", {"valueDecimal": 1})], ("item[0]", "n", Flaw.OUT_OF_PLACE)),
        ([answered("c")] * 2, ("item[1]", "c", Flaw.DUPLICATE_LINK_ID)),
        (
            [answered("page", {"valueInteger": 1})],
            ("item[0].answer[0]", "page", Flaw.UNREADABLE_ANSWER),
        ),
        ([answered("c", *[{"valueString": "a"}] * 51)], ("item[0]", "c", Flaw.TOO_MANY_ANSWERS)),
        ([{"linkId": "c", "answer": {}}], ("item[0]", "c", Flaw.WRONG_TYPE)),
    ],
)
def test_what_does_not_fit_the_form_is_told_with_its_place(
    items: list[Json], refusal: tuple[str, str | None, Flaw]
) -> None:
    assert refusal in refusals({"resourceType": "QuestionnaireResponse", "item": items})


@pytest.mark.parametrize(
    ("link_id", "answer"),
    [
        ("b", {"valueBoolean": 1}),
        ("b", {"valueString": "true"}),
        ("b", {"valueBoolean": True, "valueInteger": 1}),
        ("b", {}),
        ("n", {"valueDecimal": True}),
        ("n", {"valueDecimal": "1"}),
        ("n", {"valueDecimal": 1e17}),
        ("n", {"valueInteger": 1}),
        ("day", {"valueDate": "2026"}),
        ("day", {"valueDate": "2026-02-30"}),
        ("day", {"valueDate": "2026-03-12T10:00:00Z"}),
        ("s", {"valueString": ""}),
        ("s", {"valueString": ["a"]}),
    ],
)
def test_values_of_another_type_are_told(link_id: str, answer: Json) -> None:
    inner = [answered(link_id, answer)]
    response = {
        "resourceType": "QuestionnaireResponse",
        "item": [{"linkId": "page", "item": inner}],
    }
    assert refusals(response) == [("item[0].item[0].answer[0]", link_id, Flaw.UNREADABLE_ANSWER)]


@pytest.mark.parametrize(
    ("link_id", "answer"),
    [
        ("c", {"valueCoding": {"system": "s"}}),
        ("c", {"valueCoding": {"system": 1, "code": "x"}}),
        ("c", {"valueCoding": "x"}),
        ("c", {"valueTime": "10:00"}),
        ("f", {"valueAttachment": {"url": "https://elsewhere.example/file"}}),
        ("f", {"valueAttachment": {"url": "Binary/../secret"}}),
        ("f", {"valueAttachment": {"data": "aGVq"}}),
        ("f", {"valueAttachment": {"url": "Binary/a", "title": 1}}),
        ("f", {"valueUri": "Binary/a"}),
    ],
)
def test_choices_and_files_must_be_readable(link_id: str, answer: Json) -> None:
    response = {"resourceType": "QuestionnaireResponse", "item": [answered(link_id, answer)]}
    assert refusals(response) == [("item[0].answer[0]", link_id, Flaw.UNREADABLE_ANSWER)]


def test_a_response_to_another_questionnaire_or_version_is_refused() -> None:
    for other in ("https://samplan.example/Questionnaire/test|2.0.0", "https://x.example|1.0.0"):
        response = {**written(FULL), "questionnaire": other}
        assert refusals(response) == [("", None, Flaw.OTHER_QUESTIONNAIRE)]


@pytest.mark.parametrize(
    "written",
    ["0026-11-24T10:00", "1800-01-01 10:00", "1899-12-31 23:00", "2026-11-24 10:00"]
    + ["9999-12-31 23:59:59"],
)
def test_a_moment_of_any_year_comes_back(written: str) -> None:
    """A phone that asks for a moment takes 26 for a year: nothing was to be read again."""
    form = form_of(group("page", item("m", "dateTime")))
    read = read_post(form, form.page("page"), posted(m=written))
    assert read.faults == ()
    document = response_from_answers(
        form, read.values, authored_at=AT, status=ResponseStatus.IN_PROGRESS
    )
    assert_is_fhir(document)
    assert answers_from_response(form, document) == read.values


def test_a_moment_that_is_in_no_year_on_swedish_clocks_is_refused() -> None:
    late = item("m", "dateTime", initial=[{"valueDateTime": "9999-12-31T23:30:00Z"}])
    with pytest.raises(UnsupportedForm):
        form_of(late)
