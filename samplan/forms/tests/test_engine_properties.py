"""What holds for every questionnaire, every answer and every piece of junk."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samplan.forms.engine import (
    Answers,
    Choice,
    FlawedDocument,
    Item,
    Kind,
    OpenText,
    Quantity,
    Reference,
    UnsupportedForm,
    Url,
    Value,
    answers_from_response,
    check_page,
    enabled,
    field_name,
    keep_enabled,
    load,
    read_post,
    response_from_answers,
    summary,
    validate,
)
from samplan.forms.engine.offering import key_of
from samplan.forms.engine.primitives import ZONE
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import Json
from samplan.forms.tests.strategies import JUNK, answers_to, documents

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def refusal_of(act: Callable[..., object], *facts: object) -> FlawedDocument | None:
    """The refusal that an act ends in, if any; every other exception is a failure."""
    try:
        act(*facts)
    except FlawedDocument as refused:
        return refused
    return None


@SLOW
@given(documents(), st.data())
def test_what_loads_can_be_answered_written_and_read_back(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    kept = keep_enabled(form, answers)
    assert validate(form, answers) == ()
    response = response_from_answers(form, answers, authored_at=AT, status="completed")
    again = answers_from_response(form, json.loads(json.dumps(response)))
    assert again == kept
    assert keep_enabled(form, again) == again
    seen = {line.link_id for line in summary(form, answers, "sv") if line.answers}
    assert seen == {link_id for link_id in kept if not form.items[link_id].hidden}


@settings(SLOW, max_examples=25)
@given(documents(max_items=8), st.data())
def test_what_loads_and_what_is_answered_is_valid_fhir(document: Json, data: st.DataObject) -> None:
    form = load(document)
    assert_is_fhir(_without_empty_lists(document))
    answers = data.draw(answers_to(form))
    assert_is_fhir(response_from_answers(form, answers, authored_at=AT, status="amended"))


def _without_empty_lists(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_empty_lists(part) for part in node]
    if isinstance(node, dict):
        return {key: _without_empty_lists(part) for key, part in node.items() if part != []}
    return node


@settings(SLOW, max_examples=200)
@given(documents(), st.data())
def test_enabled_agrees_with_a_naive_reading_of_the_json(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    naive = NaiveReader(document, answers)
    assert enabled(form, answers) == {name for name in naive.items if naive.is_enabled(name)}


class NaiveReader:
    """Decides what is enabled straight from the JSON, by recursion, as FHIR words it."""

    def __init__(self, document: Json, answers: Answers) -> None:
        self.items: dict[str, Json] = {}
        self.parents: dict[str, str] = {}
        self.answers = answers
        self._learn(document, None)

    def _learn(self, node: Json, parent: str | None) -> None:
        for child in node.get("item", []):
            self.items[child["linkId"]] = child
            if parent is not None:
                self.parents[child["linkId"]] = parent
            self._learn(child, child["linkId"])

    def is_enabled(self, name: str) -> bool:
        if name in self.parents and not self.is_enabled(self.parents[name]):
            return False
        outcomes = [self._holds(each) for each in self.items[name].get("enableWhen", [])]
        if not outcomes:
            return True
        return any(outcomes) if self.items[name]["enableBehavior"] == "any" else all(outcomes)

    def _holds(self, condition: Json) -> bool:
        question, operator = condition["question"], condition["operator"]
        given = self.answers.of(question) if self.is_enabled(question) else ()
        (name,) = (key for key in condition if key.startswith("answer"))
        wanted = condition[name]
        if operator == "exists":
            return (len(given) > 0) == wanted
        sides = [side for value in given for kind, side in [_typed(value)] if kind == name]
        wanted = _expected(name, wanted)
        if operator == "!=":
            return all(side != wanted for side in sides)
        compare = {
            "=": lambda side: side == wanted,
            ">": lambda side: side > wanted,
            "<": lambda side: side < wanted,
            ">=": lambda side: side >= wanted,
            "<=": lambda side: side <= wanted,
        }[operator]
        return any(compare(side) for side in sides)


def _expected(name: str, raw: Any) -> Any:
    """The condition's `answer[x]` as a value to compare with."""
    types: dict[str, Callable[[Any], Any]] = {
        "answerCoding": lambda coding: (coding.get("system"), coding["code"]),
        "answerDecimal": lambda number: Decimal(str(number)),
        "answerDate": date.fromisoformat,
        "answerDateTime": datetime.fromisoformat,
        "answerTime": time.fromisoformat,
        "answerQuantity": lambda quantity: quantity["value"],
    }
    return types.get(name, lambda raw: raw)(raw)


# A truth value is a number to Python, and a moment a day: the narrower stands first.
_ANSWERS: dict[type, str] = {
    bool: "answerBoolean",
    int: "answerInteger",
    Decimal: "answerDecimal",
    datetime: "answerDateTime",
    date: "answerDate",
    time: "answerTime",
    Reference: "answerReference",
    str: "answerString",
}


def _typed(value: Value) -> tuple[str, Any]:
    """The answer with the type that it has as FHIR's `value[x]`.

    A condition sees answers of its own type only: "=" and the orderings hold where one of them
    does, "!=" where none is equal (R4, questionnaire-enable-operator).
    """
    if isinstance(value, Choice) and value.code is not None:
        return "answerCoding", (value.system, value.code)
    if isinstance(value, Quantity):
        return "answerQuantity", value.value
    plain = value.value if isinstance(value, Choice) else value
    plain = plain.text if isinstance(plain, OpenText | Url) else plain
    return next((name for kind, name in _ANSWERS.items() if isinstance(plain, kind)), ""), plain


@settings(SLOW, max_examples=300)
@given(JUNK, st.data())
def test_junk_is_refused_and_never_breaks(junk: object, data: st.DataObject) -> None:
    for document in (junk, {"resourceType": "Questionnaire", "status": "active", "item": junk}):
        refused = refusal_of(load, document)
        assert isinstance(refused, UnsupportedForm)
        assert str(refused).encode()


@settings(SLOW, max_examples=300)
@given(documents(max_items=6), JUNK, st.data())
def test_a_questionnaire_with_one_part_spoilt_never_breaks(
    document: Json, junk: object, data: st.DataObject
) -> None:
    spoilt = copy.deepcopy(document)
    place: Any = spoilt
    while True:
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place)))
        )
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = junk
            break
        place = inner
    refused = refusal_of(load, spoilt)
    assert refused is None or str(refused).encode()


@settings(SLOW, max_examples=200)
@given(documents(max_items=6), JUNK, st.data())
def test_junk_as_a_response_never_breaks(document: Json, junk: object, data: st.DataObject) -> None:
    form = load(document)
    answer = {"linkId": "0", "answer": junk}
    inside = {"linkId": "0", "answer": [{"valueString": junk, "item": [answer]}], "item": junk}
    for items in (junk, [answer], [inside]):
        response = {"resourceType": "QuestionnaireResponse", "item": items}
        refused = refusal_of(answers_from_response, form, response)
        assert refused is None or str(refused).encode()
        if refused is None:
            validate(form, answers_from_response(form, response))


@settings(SLOW, max_examples=200)
@given(documents(max_items=8), st.data())
def test_what_people_write_is_read_or_told_and_never_breaks(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    scribble = st.lists(st.text(st.characters(), max_size=12) | st.sampled_from(["1", "true"]))
    for page in form.pages:
        found = read_post(form, page, lambda name: data.draw(scribble, label=name))
        faults = check_page(form, page, found, Answers())
        assert all(fault.sentence for fault in faults)
        assert "".join(text for texts in found.raw.values() for text in texts).encode() is not None
        assert validate(form, found.values, page=page) == ()


@SLOW
@given(documents(), st.data())
def test_answers_posted_as_a_form_shows_them_are_read_back(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    fields: dict[str, list[str]] = {}
    for link_id, values in answers.items():
        for value in values:
            part, text = _as_typed(form.items[link_id], value)
            fields.setdefault(field_name(link_id, part), []).append(text)
    merged = answers
    for page in form.pages:
        found = read_post(form, page, lambda name: fields.get(name, []))
        assert found.faults == ()
        merged = found.onto(merged)
    for link_id, values in answers.items():
        assert _tidied(form.items[link_id], values) == _tidied(
            form.items[link_id], merged.of(link_id)
        )


def _as_typed(item: Item, value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "", str(value).lower()
    if isinstance(value, Choice) and item.follows_answers:
        return "", key_of(value)
    if isinstance(value, Choice):
        return "", value.key
    if isinstance(value, OpenText):
        return "other", value.text
    if isinstance(value, Url):
        return "", value.text
    if isinstance(value, datetime):
        return "", f"{value.astimezone(ZONE):%Y-%m-%dT%H:%M:%S}"
    if isinstance(value, Quantity):
        return "", f"{value.value:f}"
    return "", f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _tidied(item: Item, values: tuple[Value, ...]) -> set[object]:
    """What must be the same: blanks around texts, and the order and doubles of options, may go."""
    if item.kind in (Kind.STRING, Kind.TEXT):
        return {str(value).strip() for value in values}
    return {value.text.strip() if isinstance(value, OpenText) else value for value in values}
