"""What forms work out in FHIRPath, and what is never run."""

import threading
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    Audience,
    Choice,
    Flaw,
    UnsupportedForm,
    beginning,
    enabled,
    keep_enabled,
    load,
    read_post,
    response_from_answers,
    settled,
    summary,
    total_score,
    validate,
)
from samplan.forms.engine.formulas import read_formula
from samplan.forms.engine.purses import Exhausted, Purse
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    extension,
    form_of,
    group,
    item,
    posted,
    questionnaire,
    when,
)
from samplan.forms.tests.test_engine_properties import AT
from samplan.forms.tests.test_engine_value_sets import ORDINAL

SHOWN_TO = "https://samplan.example/fhir/StructureDefinition/score-shown-to"


def formula(kind: str, text: str, language: str = "text/fhirpath", **more: Any) -> Json:
    value = {"language": language, "expression": text, **more}
    name = kind if kind == "variable" else f"sdc-questionnaire-{kind}Expression"
    return extension(name, valueExpression=value)


def calculated(link_id: str, kind: str, text: str, *more: Json, **parts: Any) -> Json:
    return item(link_id, kind, extension=[formula("calculated", text), *more], **parts)


def answer_to(link_id: str) -> str:
    return f"%resource.descendants().where(linkId='{link_id}').answer.value"


def scored(link_id: str, **more: Any) -> Json:
    question = choice(link_id, "no", "some", "much", **more)
    for score, option in enumerate(question["answerOption"]):
        option["valueCoding"]["extension"] = [{"url": ORDINAL, "valueDecimal": score}]
    return question


def flaws(*items: Json, **more: Any) -> list[tuple[str, Flaw]]:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(*items, **more))
    assert str(caught.value)
    return [(problem.path, problem.code) for problem in caught.value.problems]


BMI = f"({answer_to('kg')} / ({answer_to('cm')} / 100 * {answer_to('cm')} / 100)).round(1)"


def test_an_answer_is_worked_out_and_follows_the_others() -> None:
    form = form_of(item("kg", "decimal"), item("cm", "integer"), calculated("bmi", "decimal", BMI))
    answers = Answers({"kg": [Decimal(80)], "cm": [180], "bmi": [Decimal(1)]})
    assert settled(form, answers).answers.of("bmi") == (Decimal("24.7"),)
    assert settled(form, answers.with_values("cm", [])).answers.of("bmi") == ()
    response = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert response["item"][2]["answer"] == [{"valueDecimal": 24.7}]  # type: ignore[index]  # JSON
    assert [line.answers for line in summary(form, answers, "sv")] == [("80",), ("180",), ("24.7",)]
    assert not form.items["bmi"].is_open
    assert dict(read_post(form, form.pages[0], posted(bmi="1")).values) == {}
    assert validate(form, answers) == ()


def test_scores_add_up_by_ordinal_and_weight() -> None:
    for text in ("%resource.item.answer.value.ordinal().sum()", "item.answer.value.weight().sum()"):
        form = form_of(scored("a"), scored("b", repeats=True), calculated("sum", "integer", text))
        answers = Answers(
            {"a": [Choice("s", "some")], "b": [Choice("s", "some"), Choice("s", "much")]}
        )
        assert settled(form, answers).answers.of("sum") == (4,)
        stored = response_from_answers(form, answers, authored_at=AT, status="completed")
        assert "ordinalValue" not in str(stored)


def test_scores_are_told_only_to_whom_the_form_says() -> None:
    shown = {"url": SHOWN_TO, "valueCode": "care"}
    total = calculated("sum", "integer", "item.answer.value.ordinal().sum()", shown)
    form = form_of(scored("a"), total, extension=[shown])
    answers = Answers({"a": [Choice("s", "much")]})

    def ids(reader: Audience | None) -> list[str]:
        return [line.link_id for line in summary(form, answers, "sv", reader=reader)]

    assert ids(Audience.CARE) == ["a", "sum", ""]
    assert ids(Audience.PATIENT) == ids(None) == ["a"]
    assert total_score(form, answers, Audience.CARE) == 2
    assert total_score(form, answers, Audience.PATIENT) is None
    assert total_score(form_of(scored("a")), answers, Audience.CARE) is None
    wrong = [{"url": SHOWN_TO, "valueCode": "all"}]
    assert flaws(item("a"), extension=wrong) == [("", Flaw.BAD_CODE)]


def test_an_expression_decides_whether_an_item_is_asked() -> None:
    asked = formula("enableWhen", f"{answer_to('a')} > 3 and {answer_to('a')} < 7")
    form = form_of(
        item("a", "integer"),
        group("g", item("x"), extension=[asked]),
        item("after", enableWhen=[when("x", "exists", answerBoolean=True)]),
    )
    five = Answers({"a": [5], "x": ["x"]})
    assert enabled(form, five) == {"a", "g", "x", "after"}
    assert enabled(form, five.with_values("a", [9])) == {"a"}
    assert dict(keep_enabled(form, five.with_values("a", [9]))) == {"a": (9,)}


def test_what_is_worked_out_can_lead_to_questions() -> None:
    double = calculated("double", "integer", f"{answer_to('a')} * 2")
    form = form_of(
        item("x", enableWhen=[when("double", ">", answerInteger=8)]), double, item("a", "integer")
    )
    assert "x" in enabled(form, Answers({"a": [5]}))
    assert "x" not in enabled(form, Answers({"a": [4]}))


def test_a_form_begins_with_its_first_answers() -> None:
    launch = extension(
        "sdc-questionnaire-launchContext",
        extension=[{"url": "name", "valueCoding": {"code": "patient"}}],
    )
    form = form_of(
        item("name", extension=[formula("initial", "%patient.name.first().given.first()")]),
        item("n", "integer", initial=[{"valueInteger": 3}]),
        item("none"),
        extension=[launch],
    )
    alma = {"resourceType": "Patient", "name": [{"given": ["Alma"]}]}
    assert dict(beginning(form, {"patient": alma})) == {"name": ("Alma",), "n": (3,)}
    assert dict(beginning(form)) == {"n": (3,)}


def test_variables_are_names_for_expressions() -> None:
    variables = [
        formula("variable", answer_to("a"), name="a"),
        formula("variable", "%a * 2", name="double"),
    ]
    form = form_of(
        item("a", "integer"), calculated("b", "integer", "%double + 1"), extension=variables
    )
    assert settled(form, Answers({"a": [5]})).answers.of("b") == (11,)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("boolean", "1 = 1", (True,)),
        ("boolean", "'yes'", ()),
        ("integer", "7 / 2", ()),
        ("integer", "99999999999", ()),
        ("decimal", "1 / 3", (Decimal("0.33333333333333"),)),
        ("decimal", "1 / 0", ()),
        ("decimal", "'a' + 1", ()),
        ("date", "'2026-02-30'", ()),
        ("date", "'2026-02-28'", ("2026-02-28",)),
        ("time", "'08:30:00'", ("08:30:00",)),
        ("string", "'a' & 'b'", ("ab",)),
        ("string", "1 | 2 | 3", ("1",)),
        ("url", "'javascript:x'", ()),
    ],
)
def test_what_is_worked_out_is_of_the_type_of_its_question(
    kind: str, text: str, value: Any
) -> None:
    found = settled(form_of(calculated("q", kind, text)), Answers()).answers.of("q")
    assert tuple(map(str, found)) == tuple(map(str, value))


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("1 +", Flaw.BAD_EXPRESSION),
        ("a b", Flaw.BAD_EXPRESSION),
        ("'", Flaw.BAD_EXPRESSION),
        ("", Flaw.BAD_EXPRESSION),
        ("\x00", Flaw.BAD_CHARACTER),
        ("(" * 25 + "1" + ")" * 25, Flaw.EXPRESSION_TOO_LARGE),
        ("-" * 2_000 + "1", Flaw.EXPRESSION_TOO_LARGE),
        ("a" + ".b" * 200, Flaw.EXPRESSION_TOO_LARGE),
        ("'" + "a" * 5_000 + "'", Flaw.EXPRESSION_TOO_LARGE),
        ("now()", Flaw.EXPRESSION_FUNCTION),
        ("today() > @2026-01-01", Flaw.EXPRESSION_FUNCTION),
        ("'a'.matches('(a+)+b')", Flaw.EXPRESSION_FUNCTION),
        ("9.power(99999999)", Flaw.EXPRESSION_FUNCTION),
        ("trace('a')", Flaw.EXPRESSION_FUNCTION),
        ("%patient.name", Flaw.EXPRESSION_NAME),
        ("%context.item", Flaw.EXPRESSION_NAME),
        ("'a'" + ".select($this & $this)" * 60, Flaw.EXPRESSION_ENDLESS),
        ("9" + ".select($this * $this)" * 60, Flaw.EXPRESSION_ENDLESS),
        ("%resource.item.select(%resource.item.select(%resource.item.select(1)))",
         Flaw.EXPRESSION_ENDLESS),
    ],
)  # fmt: skip
def test_what_cannot_be_run_or_does_not_end_is_refused_with_its_place(
    text: str, flaw: Flaw
) -> None:
    many = [item(f"n{number}") for number in range(60)]
    found = flaws(*many, calculated("q", "integer", text))
    assert [code for _, code in found] == [flaw]
    assert found[0][0].startswith("item[60]")


def test_an_expression_that_grows_with_the_answers_is_stopped_in_any_thread() -> None:
    text = "item.answer.where(%resource.item.answer.where(%resource.item.answer.exists()).exists())"
    response = {
        "resourceType": "QuestionnaireResponse",
        "item": [{"linkId": str(n), "answer": [{"valueInteger": n}]} for n in range(3_000)],
    }
    ends: list[type[BaseException]] = []

    def run() -> None:
        try:
            read_formula(text).run(response, {}, Purse(10_000))
        except Exhausted as stopped:
            ends.append(type(stopped))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert ends == [Exhausted, Exhausted]


def test_all_expressions_of_a_form_share_their_steps() -> None:
    text = "item.select(%resource.item.select($this)).count()"
    many = [calculated(f"q{number}", "integer", text) for number in range(199)]
    assert {code for _, code in flaws(*[item(f"n{n}") for n in range(60)], *many)} == {
        Flaw.EXPRESSION_ENDLESS
    }


def test_circles_through_expressions_are_refused() -> None:
    one = calculated("a", "integer", f"{answer_to('b')} + 1")
    two = calculated("b", "integer", f"{answer_to('a')} + 1")
    assert flaws(one, two) == [("item[0]", Flaw.CIRCULAR), ("item[1]", Flaw.CIRCULAR)]
    inside = group("g", item("x"), extension=[formula("enableWhen", f"{answer_to('x')} = 'a'")])
    assert flaws(inside) == [("item[0]", Flaw.CIRCULAR)]


def test_expressions_stand_only_where_they_mean_something() -> None:
    assert flaws(item("d", "display", extension=[formula("calculated", "1")])) == [
        ("item[0]", Flaw.NOT_FOR_TYPE)
    ]
    cql = item("a", extension=[formula("calculated", "1", "text/cql")])
    assert flaws(cql) == [("item[0].extension[0]", Flaw.EXPRESSION_LANGUAGE)]
    twice = item(
        "b",
        extension=[formula("enableWhen", "true")],
        enableWhen=[when("a", "exists", answerBoolean=True)],
    )
    assert flaws(item("a"), twice) == [("item[1]", Flaw.TWO_WAYS_TO_ENABLE)]
    many = [calculated(str(number), "integer", "1") for number in range(201)]
    assert Flaw.TOO_MANY_EXPRESSIONS in [code for _, code in flaws(*many)]
