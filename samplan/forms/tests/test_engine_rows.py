"""Groups that repeat: rows asked, answered, stored, read back, moved and counted."""

import json
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.forms.engine import (
    Answers,
    Flaw,
    Form,
    Keys,
    UnsupportedForm,
    answers_from_response,
    check_page,
    enabled,
    field_name,
    fitted,
    keep_enabled,
    load,
    read_post,
    response_from_answers,
    row_id,
    row_keys,
    summary,
    validate,
    with_rows,
    without_row,
)
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import (
    Json,
    extension,
    form_of,
    group,
    item,
    questionnaire,
    when,
)
from samplan.forms.tests.strategies import answers_to, documents
from samplan.forms.tests.test_engine_properties import AT, SLOW


def medicines(**more: Any) -> Form:
    return form_of(
        item("before"),
        group(
            "med",
            item("name", required=True),
            item("dose", enableWhen=[when("name", "exists", answerBoolean=True)]),
            item("note"),
            repeats=True,
            text="Läkemedel",
            **more,
        ),
        item("after"),
    )


def said(*names: str) -> Answers:
    rows = zip(row_keys(), names, strict=False)
    return Answers({row_id("name", row): [name] for row, name in rows if name})


def rows(count: int) -> dict[str, Keys]:
    return {"med": tuple(islice(row_keys(), count))}


def codes(form: Form, answers: Answers) -> list[tuple[str, str]]:
    return [(fault.link_id, str(fault.code)) for fault in validate(form, answers)]


def test_a_form_has_a_row_for_each_that_is_asked_for() -> None:
    form = with_rows(medicines(), rows(2))
    assert list(form.items) == [
        "before", "med", "name", "dose", "note",
        row_id("med", "1"), row_id("name", "1"), row_id("dose", "1"), row_id("note", "1"), "after",
    ]  # fmt: skip
    assert [form.items[name].text for name in ("med", row_id("med", "1"))] == [
        "Läkemedel 1",
        "Läkemedel 2",
    ]
    assert [page.link_id for page in form.pages] == ["before"]
    assert list(with_rows(form, rows(1)).items) == list(medicines().items)
    assert form.in_language("en").source.rows == rows(2)


def test_what_is_asked_in_a_row_follows_that_row() -> None:
    form = with_rows(medicines(), rows(2))
    shown = enabled(form, said("", "Alvedon"))
    assert row_id("dose", "1") in shown
    assert "dose" not in shown


def test_rows_are_stored_as_groups_that_repeat_and_read_back() -> None:
    form = medicines()
    answers = said("Alvedon", "Ipren", "Waran").with_values("after", ["x"])
    stored = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert_is_fhir(stored)
    linked = [entry["linkId"] for entry in stored["item"]]  # type: ignore[attr-defined]  # JSON
    assert linked == ["med", "med", "med", "after"]
    assert answers_from_response(form, json.loads(json.dumps(stored))) == answers
    lines = [line.question for line in summary(form, answers, "sv") if line.is_heading]
    assert lines == ["Läkemedel 1", "Läkemedel 2", "Läkemedel 3"]


def test_a_draft_keeps_the_place_of_empty_rows() -> None:
    form = with_rows(medicines(), rows(3))
    answers = said("", "Ipren", "")
    draft = response_from_answers(
        form, answers, authored_at=AT, status="in-progress", with_hidden=True
    )
    assert_is_fhir(draft)
    assert answers_from_response(form, draft) == answers
    sent = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert answers_from_response(form, sent) == said("Ipren")


def test_empty_rows_need_nothing_unless_the_group_is_needed() -> None:
    form = with_rows(medicines(), rows(2))
    assert codes(form, Answers()) == []
    assert codes(form, Answers({row_id("note", "1"): ["2"]})) == [(row_id("name", "1"), "required")]
    needed = with_rows(medicines(required=True), rows(2))
    assert codes(needed, Answers()) == [("med", "nothing-in-group"), ("name", "required")]
    assert codes(needed, said("Alvedon")) == []


def test_rows_are_counted_where_the_form_says_how_many() -> None:
    limits = [
        extension("questionnaire-minOccurs", valueInteger=2),
        extension("questionnaire-maxOccurs", valueInteger=3),
    ]
    form = medicines(extension=limits)
    assert form.source.rows == rows(2)
    assert codes(form, said("a")) == [("med", "too-few-rows")]
    assert codes(form, said("a", "b")) == []
    assert codes(form, said("a", "b", "c", "d")) == [("med", "too-many-rows")]


def test_a_row_goes_and_the_others_stay_as_they_are() -> None:
    form = with_rows(medicines(), rows(3))
    assert without_row(form, said("a", "b", "c"), row_id("med", "1")) == said("a", "", "c")
    assert without_row(form, said("a", "b", "c"), "med") == said("", "b", "c")
    assert without_row(form, said("a").with_values("after", ["x"]), "med") == Answers(
        {"after": ["x"]}
    )


def test_a_row_is_itself_wherever_it_stands() -> None:
    form = with_rows(medicines(required=True), {"med": ("k", "1")})
    answers = Answers({row_id("name", "1"): ["b"], row_id("name", "k"): ["a"]})
    assert form.items[row_id("med", "k")].text == "Läkemedel 1"
    assert enabled(form, answers) >= {row_id("dose", "k"), row_id("dose", "1")}
    assert codes(form, Answers()) == [
        (row_id("med", "k"), "nothing-in-group"),
        (row_id("name", "k"), "required"),
    ]
    stored = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert answers_from_response(form, stored) == answers
    assert answers_from_response(medicines(), stored) == said("a", "b")
    assert fitted(form, said("c")).source.rows == {"med": ("k", "1", "")}


def test_rows_that_a_post_knows_nothing_of_are_left_as_they_are() -> None:
    form = with_rows(medicines(), {"med": ("", "k")})
    fields = {field_name(row_id("med", "k")): [""]}
    found = read_post(form, form.pages[0], lambda name: fields.get(name, []))
    assert found.asked == {row_id(name, "k") for name in ("name", "dose", "note")} | {
        "before",
        "after",
    }
    saved = Answers({"name": ["a"], row_id("name", "k"): ["b"], "after": ["x"]})
    assert found.onto(saved) == said("a")


def test_rows_are_posted_under_names_of_their_own() -> None:
    form = with_rows(medicines(), rows(2))
    fields = {field_name("name"): ["a"], field_name(row_id("name", "1")): ["b"]}
    found = read_post(form, form.pages[0], lambda name: fields.get(name, []))
    assert found.values == said("a", "b")
    assert check_page(form, form.pages[0], found, Answers()) == ()


@pytest.mark.parametrize(
    ("inside", "flaw"),
    [
        (group("inner", item("x"), repeats=True), Flaw.REPEATS_IN_REPEATS),
        (item("f", "attachment"), Flaw.FILES_IN_REPEATS),
    ],
)
def test_what_rows_cannot_hold_is_refused(inside: Json, flaw: Flaw) -> None:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(group("g", inside, repeats=True)))
    assert [problem.code for problem in caught.value.problems] == [flaw]


def test_nothing_outside_can_ask_about_one_row() -> None:
    asked = when("x", "exists", answerBoolean=True)
    outside = item("after", enableWhen=[asked])
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(group("g", item("x"), repeats=True), outside))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (Flaw.CONDITION_INTO_ROWS, "item[1]")


def test_a_response_with_too_many_rows_is_told() -> None:
    form = medicines()
    rows = [{"linkId": "med"}] * 51
    with pytest.raises(ValueError, match="more than 50"):
        answers_from_response(form, {"resourceType": "QuestionnaireResponse", "item": rows})


@SLOW
@given(documents(max_items=6, may_follow=False), st.data())  # too much in fifty rows
def test_any_questions_can_stand_in_rows_and_are_read_back(
    document: Json, data: st.DataObject
) -> None:
    inside = [each for each in document["item"] if "attachment" not in json.dumps(each)]
    rows = group("rows", item("first"), *_closed(inside), repeats=True)
    form = load(questionnaire(rows, contained=document["contained"]))
    form = with_rows(form, {"rows": data.draw(st.permutations(["", "1", "k"]))})
    answers = data.draw(answers_to(form))
    for row in form.source.rows["rows"]:
        answers = answers.with_values(row_id("first", row), ["x"])
    kept = keep_enabled(form, answers)
    assert validate(form, answers) == ()
    response = response_from_answers(form, answers, authored_at=AT, status="completed")
    assert answers_from_response(form, json.loads(json.dumps(response))) == kept
    assert fitted(load_again(form), kept).items.keys() == form.items.keys()


def load_again(form: Form) -> Form:
    return with_rows(form, {})


def _closed(items: list[Json]) -> list[Json]:
    """The items without conditions on what does not stand among them."""
    known: set[str] = set()

    def learn(each: Json) -> None:
        known.add(each["linkId"])
        for inner in each.get("item", []):
            learn(inner)

    def cut(each: Json) -> Json:
        conditions = [one for one in each.get("enableWhen", []) if one["question"] in known]
        rest = {key: part for key, part in each.items() if key != "enableWhen"}
        below = [cut(inner) for inner in each.get("item", [])]
        return {
            **rest,
            **({"enableWhen": conditions} if conditions else {}),
            **({"item": below} if "item" in each else {}),
        }

    for each in items:
        learn(each)
    return [cut(each) for each in items]
