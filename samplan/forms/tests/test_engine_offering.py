"""Choices among what is answered elsewhere in the form (SDC's answerExpression)."""

import json
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    Choice,
    FaultCode,
    Flaw,
    Form,
    OpenText,
    answers_from_response,
    beginning,
    check_page,
    field_name,
    keep_enabled,
    load,
    offering,
    read_post,
    response_from_answers,
    settled,
    summary,
    validate,
)
from samplan.forms.engine.formulas import Formula
from samplan.forms.engine.items import MAX_OFFERED
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    extension,
    form_of,
    group,
    in_english,
    item,
    questionnaire,
    when,
)
from samplan.forms.tests.test_engine_expressions import answer_to, calculated, flaws, formula
from samplan.forms.tests.test_engine_properties import AT

TAKEN = "%resource.item.where(linkId='med').item.where(linkId='take').answer.value"
NAMED = "%resource.item.where(linkId='row').item.where(linkId='name').answer.value"
WARAN, IPREN = (Choice("s", code, code.title()) for code in ("waran", "ipren"))


def following(link_id: str, text: str, kind: str = "choice", *more: Json, **parts: Any) -> Json:
    return item(link_id, kind, extension=[formula("answer", text), *more], **parts)


def medicines() -> Json:
    codes = ("waran", "eliquis", "ipren")
    take = choice("take", *codes, repeats=True)
    for option in take["answerOption"]:
        coding = option["valueCoding"]
        coding["display"] = coding["code"].title()
        coding["_display"] = in_english(f"{coding['display']} pills")
    return group("med", take)


def worries(**more: Any) -> Json:
    return following("worry", TAKEN, **more)


def two_pages(**more: Any) -> Form:
    return form_of(medicines(), group("last", worries(**more)))


def offered(form: Form, answers: Answers, link_id: str = "worry") -> list[str]:
    return [option.display for option in settled(form, answers).form.items[link_id].options]


def said(**answers: Any) -> Answers:
    return Answers(answers)


def keys(form: Form, answers: Answers, link_id: str = "worry") -> list[str]:
    return [option.key for option in settled(form, answers).form.items[link_id].options]


def post(form: Form, answers: Answers, **fields: list[str]) -> Any:
    named = {field_name(name): texts for name, texts in fields.items()}
    return read_post(form, form.pages[-1], lambda name: named.get(name, []))


def codes_of(form: Form, answers: Answers) -> list[tuple[str, FaultCode]]:
    return [(fault.link_id, fault.code) for fault in validate(form, answers)]


def test_one_chooses_among_what_was_answered_before() -> None:
    form = two_pages(required=True)
    answers = said(take=[WARAN, IPREN])
    assert offered(form, answers) == ["Waran", "Ipren"]
    assert offered(form.in_language("en"), answers) == ["Waran pills", "Ipren pills"]
    assert codes_of(form, answers) == [("worry", FaultCode.REQUIRED)]
    found = post(form, answers, worry=[keys(form, answers)[1]])
    assert found.values.of("worry") == (IPREN,)
    assert check_page(form, form.pages[-1], found, answers) == ()
    given = found.onto(answers)
    lines = summary(form, given, "en")
    assert [line.answers for line in lines if line.link_id == "worry"] == [("Ipren pills",)]
    written = response_from_answers(form, given, authored_at=AT, status="completed")
    again = answers_from_response(form, json.loads(json.dumps(written)))
    assert again == keep_enabled(form, given) == given
    assert "Ipren" in json.dumps(written)


def test_an_answer_that_is_no_longer_offered_is_to_be_chosen_again() -> None:
    form = two_pages()
    answers = said(take=[WARAN], worry=[IPREN])
    assert codes_of(form, answers) == [("worry", FaultCode.NOT_AN_OPTION)]
    late = post(form, answers, worry=[offering.key_of(IPREN)])
    faults = check_page(form, form.pages[-1], late, answers)
    assert [fault.code for fault in faults] == [FaultCode.NOT_AN_OPTION]
    assert codes_of(form, answers.with_values("take", [IPREN])) == []


def test_where_nothing_can_be_chosen_nothing_is_demanded() -> None:
    form = form_of(medicines(), group("last", worries(required=True), required=True))
    stale = said(worry=[IPREN])
    for answers in (said(), stale):
        assert settled(form, answers).form.items["worry"].has_nothing_to_choose
        assert codes_of(form, answers) == []
        written = response_from_answers(form, answers, authored_at=AT, status="completed")
        assert "item" not in written
    draft = response_from_answers(
        form, stale, authored_at=AT, status="in-progress", with_hidden=True
    )
    assert answers_from_response(form, draft) == stale


def test_no_more_answers_are_demanded_than_can_be_chosen() -> None:
    least = extension("questionnaire-minOccurs", valueInteger=2)
    form = form_of(medicines(), following("worry", TAKEN, "choice", least, repeats=True))
    assert codes_of(form, said(take=[WARAN], worry=[WARAN])) == []
    few = codes_of(form, said(take=[WARAN, IPREN], worry=[WARAN]))
    assert few == [("worry", FaultCode.TOO_FEW_ANSWERS)]


def test_an_open_choice_takes_own_words_and_words_that_were_offered() -> None:
    row = group("row", item("name"), repeats=True)
    form = form_of(row, group("last", following("worry", NAMED, "open-choice", required=True)))
    names = said(name=["Alvedon"], **{"name\x1f1": ["Ipren"]})
    assert offered(form, names) == ["Alvedon", "Ipren"]
    assert codes_of(form, names) == [("worry", FaultCode.REQUIRED)]
    assert codes_of(form, said()) == [("worry", FaultCode.REQUIRED)]
    found = post(form, names, worry=[keys(form, names)[1]])
    assert found.values.of("worry") == (OpenText("Ipren"),)
    given = found.onto(names)
    assert codes_of(form, given) == []
    written = response_from_answers(form, given, authored_at=AT, status="completed")
    for read_with in (form, settled(form, names).form):
        assert answers_from_response(read_with, written) == given
    assert codes_of(form, said(worry=[OpenText("own"), WARAN])) == []
    assert keep_enabled(form, said(worry=[OpenText("own"), WARAN])) == said(worry=[OpenText("own")])


def test_rows_choose_among_other_answers_too() -> None:
    form = form_of(medicines(), group("row", item("why"), worries(), repeats=True))
    answers = said(take=[WARAN], why=["a"], **{"why\x1f1": ["b"], "worry\x1f1": [WARAN]})
    assert offered(form, answers, "worry\x1f1") == offered(form, answers) == ["Waran"]
    assert codes_of(form, answers) == []
    assert codes_of(form, answers.with_values("take", [IPREN]))[0][0] == "worry\x1f1"


def test_only_what_an_option_can_be_is_offered_and_each_once() -> None:
    asked = [
        item("string", repeats=True),
        item("text", "text", repeats=True),
        item("integer", "integer"),
        item("date", "date"),
        item("time", "time"),
        item("decimal", "decimal"),
        item("url", "url"),
        item("yes", "boolean"),
        item("quantity", "quantity"),
        item("who", "reference"),
        choice("coding", "a"),
    ]
    response: Json = {
        "resourceType": "QuestionnaireResponse",
        "item": [
            {"linkId": name, "answer": [{key: value} for value in values]}
            for name, key, values in (
                ("string", "valueString", ["x", "x"]),
                ("text", "valueString", ["long", "y" * 501]),
                ("integer", "valueInteger", [4]),
                ("date", "valueDate", ["2026-03-12"]),
                ("time", "valueTime", ["08:30:00"]),
                ("decimal", "valueDecimal", [1.5]),
                ("url", "valueUri", ["https://a.example/"]),
                ("yes", "valueBoolean", [True]),
                ("quantity", "valueQuantity", [{"value": 3, "code": "kg"}]),
                ("who", "valueReference", [{"display": "Dr"}]),
                ("coding", "valueCoding", [{"system": "s", "code": "a"}]),
            )
        ],
    }
    every = "%resource.item.answer.value"
    wanted = ["x", "long", "4", "2026-03-12", "08:30:00", "a"]
    for text, most in (
        (every, wanted),
        (f"{every} | 'z' | 7 | 1.5 | true | %resource.item", [*wanted, "z", "7"]),
        (f"{every}.ofType(Quantity) | {every}.where($this is Quantity).distinct()", []),
        ("@2026-03-12 | @T08:30:00 | @2026-03-12T08:30:00Z", ["2026-03-12", "08:30:00"]),
    ):
        form = form_of(*asked, following("q", text))
        answers = answers_from_response(form, response)
        assert offered(form, answers, "q") == most
        for key in keys(form, answers, "q"):
            given = answers.updated(post(form, answers, q=[key]).values)
            assert len(given.of("q")) == 1
            assert "q" not in [fault.link_id for fault in validate(form, given)]


def test_no_more_than_so_many_are_offered() -> None:
    lists = [item(f"list-{number}", repeats=True) for number in range(5)]
    words = {f"list-{number}": [f"{number} {word}" for word in range(50)] for number in range(5)}
    form = form_of(*lists, following("q", "%resource.item.answer.value"))
    assert len(offered(form, Answers(words), "q")) == MAX_OFFERED


def test_an_expression_that_fails_offers_nothing() -> None:
    form = form_of(medicines(), following("worry", f"{TAKEN}.single()", required=True))
    answers = said(take=[WARAN, IPREN])
    assert offered(form, answers) == []
    assert codes_of(form, answers) == []


def test_one_that_runs_out_of_its_steps_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    form = two_pages(required=True)
    monkeypatch.setattr("samplan.forms.engine.computing.MAX_STEPS", 5)
    assert offered(form, said(take=[WARAN])) == []
    assert codes_of(form, said(take=[WARAN])) == []


def test_what_is_not_asked_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[str] = []

    def parts(self: Formula, *_facts: object) -> list[Any]:
        run.append(self.text)
        return []

    monkeypatch.setattr(Formula, "parts", parts)
    asked = [when("other", "exists", answerBoolean=True)]
    unasked = following("a", "'1'", enableWhen=asked)
    hidden = following("b", "'2'", "choice", extension("questionnaire-hidden", valueBoolean=True))
    form = form_of(item("other"), unasked, hidden, following("c", "'3'"))
    run.clear()
    settled(form, said())
    assert run == ["'3'"]


def test_what_nobody_answers_follows_the_options() -> None:
    hidden = extension("questionnaire-hidden", valueBoolean=True)
    known = [{"valueCoding": {"system": "s", "code": "ipren"}}]
    form = form_of(medicines(), following("worry", TAKEN, "choice", hidden, initial=known))
    first = beginning(form)
    assert first.of("worry") == (IPREN,)
    assert keep_enabled(form, first.with_values("take", [WARAN])).of("worry") == ()
    assert codes_of(form, first.with_values("take", [WARAN])) == []
    assert keep_enabled(form, first.with_values("take", [IPREN])).of("worry") == (IPREN,)


def test_choices_can_follow_choices_and_lead_to_questions() -> None:
    form = form_of(
        item("why", enableWhen=[when("least", answerCoding={"system": "s", "code": "waran"})]),
        following("least", answer_to("worry")),
        following("worry", TAKEN, repeats=True),
        calculated("count", "integer", f"{answer_to('worry')}.count()"),
        medicines(),
    )
    answers = said(take=[WARAN, IPREN], worry=[WARAN], least=[WARAN], why=["x"])
    assert validate(form, answers) == ()
    assert settled(form, answers).answers.of("count") == (1,)
    assert "why" not in settled(form, answers.with_values("take", [])).shown


def test_what_is_posted_is_never_trusted() -> None:
    form, answers = two_pages(), said(take=[WARAN])
    forged = Choice("s", "waran", "something else")
    found = post(form, answers, worry=[offering.key_of(forged)]).onto(answers)
    (kept,) = keep_enabled(form, found).of("worry")
    assert isinstance(kept, Choice)
    assert kept.display == "Waran"
    for junk in ("", " ", "s|waran", "[" * 3_000, "{}", '{"valueCoding": 1}', "NaN", "1" * 5_000,
                 '{"valueString": "\\u0000"}', '{"valueBoolean": true}', "null", '{"a": 1}',
                 '{"valueInteger": 1e400}', "x" * 9_999):  # fmt: skip
        read = post(form, answers, worry=[junk])
        is_blank = not junk.strip()
        assert [fault.code for fault in read.faults] == [FaultCode.NOT_AN_OPTION] * (not is_blank)


@pytest.mark.parametrize(
    ("made", "path", "flaw"),
    [
        (following("q", "'a'", "string"), "item[0]", Flaw.NOT_FOR_TYPE),
        (following("q", "'a'", "display"), "item[0]", Flaw.NOT_FOR_TYPE),
        (following("q", "'a'", answerOption=[{"valueString": "a"}]), "item[0]",
         Flaw.OPTIONS_AND_EXPRESSION),
        (following("q", "'a'", answerValueSet="#set"), "item[0]", Flaw.OPTIONS_AND_EXPRESSION),
        (following("q", "'a"), "item[0].extension[0]", Flaw.BAD_EXPRESSION),
        (following("q", "%patient.name"), "item[0].extension[0]", Flaw.EXPRESSION_NAME),
        (item("q", "choice", extension=[formula("answer", "1", "application/x-fhir-query")]),
         "item[0].extension[0]", Flaw.EXPRESSION_LANGUAGE),
        (following("q", answer_to("q")), "item[0]", Flaw.CIRCULAR),
        (following("q", "'a'" + ".select($this & $this)" * 60), "item[0]",
         Flaw.EXPRESSION_ENDLESS),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_its_place(made: Json, path: str, flaw: Flaw) -> None:
    assert flaws(made) == [(path, flaw)]


def test_circles_through_options_are_named() -> None:
    one, other = following("a", answer_to("b")), following("b", answer_to("a"))
    assert flaws(one, other) == [("item[0]", Flaw.CIRCULAR), ("item[1]", Flaw.CIRCULAR)]
    many = [following(str(number), "'a'") for number in range(201)]
    assert Flaw.TOO_MANY_EXPRESSIONS in [code for _, code in flaws(*many)]
    rows = group("g", *[following(str(number), "'a'") for number in range(6)], repeats=True)
    assert flaws(rows) == [("", Flaw.TOO_MANY_OPTIONS)]


def test_words_are_kept_only_where_they_are_asked_for() -> None:
    assert load(questionnaire(medicines())).source.spoken == {}
    assert len(two_pages().source.spoken) == 3
