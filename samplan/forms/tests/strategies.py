"""Generated questionnaires, answers to them, and junk."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from samplan.forms.engine import (
    Answers,
    AttachmentRef,
    Choice,
    Form,
    Item,
    Kind,
    OpenText,
    Operator,
    Quantity,
    Reference,
    Unit,
    Url,
    Value,
    settled,
)
from samplan.forms.engine.extensions import (
    ANSWER_EXPRESSION,
    COLLAPSIBLE,
    HIDDEN,
    ITEM_CONTROL,
    MAX_VALUE,
    MIN_LENGTH,
    MIN_VALUE,
    REGEX,
    SCORES,
    UNIT,
)
from samplan.forms.engine.primitives import is_keepable
from samplan.forms.tests.questionnaires import Json, item, questionnaire

QUESTIONS = [kind.value for kind in Kind if kind.is_question]
ORDERED = {
    "decimal": "Decimal",
    "integer": "Integer",
    "date": "Date",
    "dateTime": "DateTime",
    "time": "Time",
    "string": "String",
    "url": "String",
    "quantity": "Quantity",
}
KILO = {"unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}
OPTIONS = [
    {
        "valueCoding": {
            "system": "s",
            "code": "a",
            "extension": [{"url": SCORES[0], "valueDecimal": 2}],
        }
    },
    {"valueCoding": {"code": "b"}},
    {"valueString": "c"},
    {"valueInteger": 5},
    {"valueDate": "2026-03-12"},
    {"valueTime": "08:30:00"},
    {"valueReference": {"display": "Dr Berg"}},
]
CONTAINED = {
    "resourceType": "ValueSet",
    "id": "set",
    "status": "active",
    "compose": {"include": [{"system": "s", "concept": [{"code": "a"}, {"code": "d"}]}]},
}
OFFERED = ("choice", "open-choice", "string", "text", "integer", "date", "time")
CONTROLS = ["radio-button", "drop-down", "check-box", "autocomplete", "slider", "spinner", "gtable"]
# Ordinary blanks only: the published schema refuses others, FHIR's own text does not.
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], include_characters=" ")
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
DECIMALS = st.decimals(-1000, 1000, places=3).filter(is_keepable)
# Winter: no hour comes twice.
MOMENTS = st.integers(0, 40 * 24 * 60).map(
    lambda minutes: datetime.fromtimestamp(1_767_225_600 + minutes * 60, UTC)
)
CLOCKS = st.times().map(lambda clock: time(clock.hour, clock.minute, clock.second))
ANSWERS = {
    "DateTime": MOMENTS.map(datetime.isoformat),
    "Time": CLOCKS.map(time.isoformat),
    "Quantity": st.integers(-2, 2).map(lambda number: {"value": number, **KILO}),
    "Decimal": st.floats(-3, 3).map(lambda number: round(number, 1)),
    "Integer": st.integers(-2, 2),
    "Date": st.dates().map(str),
    "String": st.sampled_from(["a", "b", "c"]),
}


@st.composite
def conditions(draw: st.DrawFn, asked: list[Json]) -> Json:
    """An enableWhen about one of the questions."""
    question = draw(st.sampled_from(asked))
    kind, name = question["type"], ORDERED.get(question["type"])
    is_set = "answerOption" not in question
    operators: list[tuple[str, str, Any]] = [("exists", "Boolean", draw(st.booleans()))]
    if kind == "boolean":
        operators += [("=", "Boolean", True), ("!=", "Boolean", False)]
    if name is not None:
        expected = draw(ANSWERS[name])
        operators += [(each, name, expected) for each in Operator if each != "exists"]
    if kind in ("choice", "open-choice"):
        operators += [(each, "Coding", {"system": "s", "code": "a"}) for each in ("=", "!=")]
        operators += (
            [("<", "String", "d")]
            if is_set
            else [
                ("=", "String", "c"),
                ("<", "String", "d"),
                (">", "Integer", 4),
                ("!=", "Date", "2026-03-12"),
                ("=", "Time", "08:30:00"),
            ]
        )
    operator, name, expected = draw(st.sampled_from(operators))
    return {
        "question": question["linkId"],
        "operator": str(operator),
        f"answer{name}": expected,
    }


@st.composite
def documents(draw: st.DrawFn, max_items: int = 14, *, may_follow: bool = True) -> Json:
    """A questionnaire of nested groups and questions that loads.

    `may_follow`: some choices are among the answers to other questions.

    Conditions ask about what was made earlier, so never in a circle; reversing the lists turns
    half of the questionnaires into such that ask ahead.
    """
    holders: list[list[Json]] = [[]]
    asked: list[Json] = []
    for number in range(draw(st.integers(1, max_items))):
        made = draw(items(f"{number}"))
        is_choice = made["type"] in ("choice", "open-choice")
        if may_follow and asked and is_choice and draw(st.booleans()):
            made = draw(following(made, asked))
        if asked and draw(st.booleans()):
            made["enableWhen"] = draw(st.lists(conditions(asked), min_size=1, max_size=2))
            made["enableBehavior"] = draw(st.sampled_from(["all", "any"]))
        draw(st.sampled_from(holders)).append(made)
        if made["type"] != "display" and not made.get("repeats"):
            holders.append(made.setdefault("item", []))
        if made["type"] not in ("group", "display"):
            asked.append(made)
    if draw(st.booleans()):
        for holder in holders:
            holder.reverse()
    return questionnaire(*holders[0], contained=[CONTAINED])


@st.composite
def following(draw: st.DrawFn, made: Json, asked: list[Json]) -> Json:
    """The choice as one among the answers to one of the questions."""
    likely = [each for each in asked if each["type"] in OFFERED]
    question = draw(st.sampled_from(likely or asked))["linkId"]
    text = f"%resource.descendants().where(linkId='{question}').answer.value"
    value = {"language": "text/fhirpath", "expression": text}
    extension = {"url": ANSWER_EXPRESSION, "valueExpression": value}
    kept = {key: made[key] for key in made.keys() - {"answerOption", "answerValueSet"}}
    return {**kept, "extension": [*made.get("extension", []), extension]}


@st.composite
def items(draw: st.DrawFn, link_id: str) -> Json:
    kind = draw(st.sampled_from(["group", "display", *QUESTIONS]))
    made = item(link_id, kind)
    if kind == "group":
        made["item"] = [item(f"{link_id}-info", "display")]
    if kind in ("choice", "open-choice"):
        made.update(draw(st.sampled_from([{"answerOption": OPTIONS}, {"answerValueSet": "#set"}])))
    if kind not in ("group", "display", "boolean"):
        made["repeats"] = draw(st.booleans())
    if kind == "quantity":
        made["extension"] = [{"url": UNIT, "valueCoding": _coding(KILO)}]
    if kind != "display":
        wished = draw(looks(kind))
        # A pattern over fifty long texts is more than a form may ask.
        kept = [each for each in wished if each["url"] != REGEX or not made.get("repeats")]
        made["extension"] = [*made.get("extension", []), *kept]
        made["readOnly"] = draw(st.integers(0, 9)) == 0
    return made


@st.composite
def looks(draw: st.DrawFn, kind: str) -> list[Json]:
    """Extensions that fit the kind, with limits so wide that every answer here is within."""
    coding = {"coding": [{"code": draw(st.sampled_from(CONTROLS))}]}
    found: list[Json] = [{"url": ITEM_CONTROL, "valueCodeableConcept": coding}]
    if kind in ("integer", "decimal", "quantity"):
        found += [
            {"url": MIN_VALUE, "valueInteger": -1_000},
            {"url": MAX_VALUE, "valueInteger": 1_000},
        ]
    if kind in ("string", "text"):
        found += [{"url": MIN_LENGTH, "valueInteger": 1}, {"url": REGEX, "valueString": "(?s).*"}]
    if kind == "group":
        found.append({"url": COLLAPSIBLE, "valueCode": "default-closed"})
    found.append({"url": HIDDEN, "valueBoolean": draw(st.integers(0, 9)) == 0})
    return draw(st.lists(st.sampled_from(found), unique_by=lambda each: each["url"]))


def _coding(unit: dict[str, str]) -> dict[str, str]:
    return {"system": unit["system"], "code": unit["code"], "display": unit["unit"]}


def values(entry: Item) -> st.SearchStrategy[Value]:
    """An answer that the question takes; small ranges, so that conditions are often met."""
    options = [option.choice for option in entry.options]
    own_words = WORDS.filter(lambda text: text != "c").map(OpenText)
    of_kind: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.BOOLEAN: st.booleans(),
        Kind.DECIMAL: st.one_of(DECIMALS, st.sampled_from([Decimal(1), Decimal("-0.5")])),
        Kind.INTEGER: st.integers(-3, 3),
        Kind.DATE: st.dates(),
        Kind.STRING: st.one_of(WORDS, st.sampled_from(["a", "b", "c"])),
        Kind.TEXT: WORDS,
        Kind.DATE_TIME: MOMENTS,
        Kind.TIME: CLOCKS,
        Kind.URL: st.sampled_from(["https://a.example/b?c=d", "http://å.se:80"]).map(Url),
        Kind.REFERENCE: WORDS.map(str.strip).map(Reference),
        Kind.QUANTITY: DECIMALS.map(
            lambda value: Quantity(value, Unit("kg", KILO["system"], "kg"))
        ),
        Kind.ATTACHMENT: st.from_regex(r"[a-z0-9.\-]{1,64}", fullmatch=True).map(AttachmentRef),
    }
    if entry.kind in of_kind:
        return of_kind[entry.kind]
    chosen: st.SearchStrategy[Value] = st.sampled_from(options) if options else own_words
    if entry.follows_answers and entry.kind is Kind.OPEN_CHOICE:
        chosen = chosen.map(_as_words)
    return chosen | own_words if entry.kind is Kind.OPEN_CHOICE else chosen


def _as_words(value: Value) -> Value:
    """Words that were offered are own words where the options follow answers."""
    is_words = isinstance(value, Choice) and isinstance(value.value, str)
    return OpenText(str(value.value)) if is_words and isinstance(value, Choice) else value


@st.composite
def answers_to(draw: st.DrawFn, form: Form) -> Answers:
    given: dict[str, list[Value]] = {}
    for link_id in form.evaluation_order:
        entry = form.items[link_id]
        if entry.follows_answers:
            entry = settled(form, Answers(given)).form.items[link_id]
        if entry.is_question and not entry.has_nothing_to_choose and draw(st.booleans()):
            most = 3 if entry.repeats else 1
            given[link_id] = draw(st.lists(values(entry), max_size=most))
    return Answers(given)


KEYS = st.sampled_from(
    ["resourceType", "item", "linkId", "type", "text", "_text", "enableWhen", "question", "url"]
    + ["operator", "answerBoolean", "answerOption", "valueCoding", "valueString", "extension"]
    + ["answer", "code", "repeats", "required", "maxLength", "enableBehavior", "title", "_title"]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=8),
    st.sampled_from(["Questionnaire", "QuestionnaireResponse", "1", "group", "choice", "\ud800"]),
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=5)
    ),
    max_leaves=30,
)
