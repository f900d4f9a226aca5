"""What a questionnaire becomes, and what is refused with its place."""

import json
import math
import pickle
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import Flaw, Kind, UnsupportedForm, load
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    form_of,
    group,
    hint,
    in_english,
    item,
    questionnaire,
    when,
)

BASE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"


def refusals(document: object) -> list[tuple[str, str | None, Flaw]]:
    with pytest.raises(UnsupportedForm) as caught:
        load(document)
    assert str(caught.value)  # the sentences can always be made
    return [(problem.path, problem.link_id, problem.code) for problem in caught.value.problems]


def test_every_supported_type_loads_with_its_settings() -> None:
    form = form_of(
        group(
            "page",
            item("d", "display"),
            item("b", "boolean", required=True),
            item("n", "decimal"),
            item("i", "integer", repeats=True),
            item("day", "date"),
            item("at", "dateTime"),
            item("clock", "time"),
            item("s", "string", maxLength=20, prefix="1."),
            item("t", "text"),
            item("u", "url"),
            choice("c", "x", "y", repeats=True),
            choice("o", "x", kind="open-choice"),
            item("f", "attachment", repeats=True),
            item("r", "reference"),
            item("w", "quantity"),
        )
    )
    assert [entry.kind for entry in form.items.values()] == [Kind.GROUP, *list(Kind)[1:]]
    assert form.items["b"].required
    assert form.items["i"].repeats
    assert (form.items["s"].length_limit, form.items["s"].prefix) == (20, "1.")
    assert (form.items["t"].length_limit, form.items["o"].length_limit) == (10_000, 500)
    assert [option.key for option in form.items["c"].options] == ["s|x", "s|y"]
    assert form.canonical == "https://samplan.example/Questionnaire/test|1.0.0"


def test_each_top_level_group_is_a_page_and_loose_items_share_one() -> None:
    form = form_of(item("a"), item("b"), group("g", group("h", item("c"))), item("d"))
    assert [page.link_id for page in form.pages] == ["a", "g", "d"]
    assert [entry.link_id for entry in form.pages[0].questions] == ["a", "b"]
    assert [entry.link_id for entry in form.page("g").all_items] == ["g", "h", "c"]
    assert form.page("g").title == "Text g"
    with pytest.raises(KeyError):
        form.page("h")


def test_options_may_be_plain_values() -> None:
    options = [{"valueString": "Lite"}, {"valueInteger": 3}, {"valueDate": "2026-03-12"}]
    form = form_of(item("c", "choice", answerOption=options))
    assert [option.display for option in form.items["c"].options] == ["Lite", "3", "2026-03-12"]


def test_texts_come_in_the_language_asked_for_and_fall_back_to_the_source() -> None:
    option = {"valueCoding": {"code": "k", "display": "Kurator", "_display": in_english("Adviser")}}
    form = form_of(
        item("a", text="Hej", _text=in_english("Hello")),
        item("b", text="Bara svenska"),
        item("c", "choice", answerOption=[option]),
        title="Frågor",
        _title=in_english("Questions"),
    )
    english = form.in_language("en-GB")
    assert form.languages == ("sv", "en")
    assert (form.title, english.title) == ("Frågor", "Questions")
    assert [english.items[name].text for name in "ab"] == ["Hello", "Bara svenska"]
    assert english.items["c"].options[0].display == "Adviser"
    assert english.items["c"].options[0].choice.display == "Kurator"  # what is stored stays
    assert english.in_language("sv").title == "Frågor"
    assert form.in_language("sv") is form


def test_help_text_becomes_a_hint_and_entry_format_is_kept() -> None:
    entry_format = {
        "url": f"{BASE}entryFormat",
        "valueString": "kilo",
        "_valueString": in_english("kilograms"),
    }
    form = form_of(item("a", item=[hint("h"), hint("more"), item("b")], extension=[entry_format]))
    assert form.items["a"].help == "Text h\nText more"
    assert [child.link_id for child in form.items["a"].children] == ["b"]
    assert form.in_language("en").items["a"].entry_format == "kilograms"


def test_questions_are_found_by_code() -> None:
    form = form_of(item("a", code=[{"system": "q", "code": "wished"}]), item("b"))
    assert [entry.link_id for entry in form.coded("q", "wished")] == ["a"]
    assert form.coded("other", "wished") == ()


def test_harmless_extensions_are_ignored() -> None:
    extensions = [
        {"url": f"{BASE}questionnaire-choiceOrientation", "valueCode": "vertical"},
        {"url": f"{SDC}sdc-questionnaire-shortText", "valueString": "kort"},
        {"url": "https://someone.example/note", "valueString": "hej"},
    ]
    assert "a" in form_of(item("a", extension=extensions), extension=extensions).items


ONE_ITEM: list[tuple[Json, Flaw]] = [
    (item("x", "question"), Flaw.UNSUPPORTED_TYPE),
    ({"linkId": "x", "text": "T"}, Flaw.MISSING),
    (item("x", "choice", answerValueSet="http://v"), Flaw.UNRESOLVED_VALUE_SET),
    (item("x", "choice"), Flaw.NO_OPTIONS),
    (item("x", "open-choice", answerOption=[]), Flaw.NO_OPTIONS),
    (item("x", answerOption=[{"valueString": "a"}]), Flaw.NOT_FOR_TYPE),
    (
        item("x", "group", item=[group("y", item("z"), repeats=True)], repeats=True),
        Flaw.REPEATS_IN_REPEATS,
    ),
    (item("x", "boolean", repeats=True), Flaw.NOT_FOR_TYPE),
    (item("x", "display", required=True), Flaw.NOT_FOR_TYPE),
    (item("x", "display", item=[item("y")]), Flaw.NOT_FOR_TYPE),
    (item("x", repeats=True, item=[item("y")]), Flaw.REPEATS_WITH_CHILDREN),
    (item("x", "integer", maxLength=5), Flaw.NOT_FOR_TYPE),
    (item("x", maxLength=0), Flaw.BAD_MAX_LENGTH),
    (item("x", maxLength=-1), Flaw.BAD_MAX_LENGTH),
    (item("x", maxLength=True), Flaw.BAD_MAX_LENGTH),
    (item("x", maxLength="5"), Flaw.BAD_MAX_LENGTH),
    (item("x", maxLength=2.5), Flaw.BAD_MAX_LENGTH),
    (item("x", maxLength=10**9), Flaw.BAD_MAX_LENGTH),
    (item("x", initial=[{"valueInteger": 1}]), Flaw.BAD_INITIAL),
    (item("x", initial=[{"valueString": "a"}, {"valueString": "b"}]), Flaw.TOO_MANY_INITIAL),
    (item("x", "display", readOnly=True), Flaw.NOT_FOR_TYPE),
    (item("x", "attachment", initial=[{"valueAttachment": {}}]), Flaw.NOT_FOR_TYPE),
    (item("x", required="yes"), Flaw.WRONG_TYPE),
    (item("x", text=5), Flaw.WRONG_TYPE),
    (item("x", text=" "), Flaw.MISSING),
    (item("x", text="a" * 10_001), Flaw.TOO_LONG),
    (item("x", _text=in_english("")), Flaw.BAD_TRANSLATION),
    (item("x", _text=5), Flaw.WRONG_TYPE),
    (item("x", code=[{"system": "s"}]), Flaw.MISSING),
    (item("x", answerConstraint="optionsOnly"), Flaw.UNKNOWN_ELEMENT),
    (item("x", modifierExtension=[{"url": "http://m"}]), Flaw.MODIFIER),
    (item("x", item={"linkId": "y"}), Flaw.WRONG_TYPE),
    (item("x", "group"), Flaw.MISSING),
    (item("x", enableBehavior="some"), Flaw.BAD_CODE),
]


@pytest.mark.parametrize(("broken", "flaw"), ONE_ITEM)
def test_what_an_item_cannot_have_is_refused_at_its_place(broken: Json, flaw: Flaw) -> None:
    found = refusals(questionnaire(item("ok"), broken))
    assert flaw in [code for _, _, code in found]
    assert all(path.startswith("item[1]") for path, _, _ in found)


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}cqf-expression",
        f"{BASE}mimeType",
        f"{BASE}maxSize",
        f"{BASE}questionnaire-constraint",
        f"{SDC}something-yet-unknown",
    ],
)
def test_extensions_that_change_meaning_are_refused_wherever_they_stand(url: str) -> None:
    extension = [{"url": url, "valueString": "1"}]
    on_item = questionnaire(group("g", item("x", extension=extension)))
    assert refusals(on_item) == [("item[0].item[0]", "x", Flaw.UNSUPPORTED_EXTENSION)]
    on_text = questionnaire(item("x", _text={"extension": extension}))
    assert refusals(on_text) == [("item[0]._text", "x", Flaw.UNSUPPORTED_EXTENSION)]
    assert refusals(questionnaire(item("x"), extension=extension))[0][0] == ""


@pytest.mark.parametrize(
    ("option", "flaw"),
    [
        ({"valueCoding": {"system": "s"}}, Flaw.BAD_OPTION),
        ({"valueTime": "10:00"}, Flaw.BAD_OPTION),
        ({"valueReference": {}}, Flaw.BAD_OPTION),
        ({"valueInteger": True}, Flaw.BAD_OPTION),
        ({"valueString": "a", "valueInteger": 1}, Flaw.BAD_OPTION),
        ({}, Flaw.BAD_OPTION),
        ({"valueCoding": {"system": "s", "code": "a"}}, Flaw.DUPLICATE_OPTION),
        ({"valueString": "b", "initialSelected": "yes"}, Flaw.WRONG_TYPE),
    ],
)
def test_options_that_cannot_be_chosen_are_refused(option: Json, flaw: Flaw) -> None:
    question = choice("x", "a")
    question["answerOption"].append(option)
    assert ("item[0].answerOption[1]", "x", flaw) in refusals(questionnaire(question))


@pytest.mark.parametrize(
    ("condition", "flaw"),
    [
        (when("nobody", answerBoolean=True), Flaw.CONDITION_ON_UNKNOWN),
        (when("g", "exists", answerBoolean=True), Flaw.CONDITION_NOT_ON_QUESTION),
        (when("b"), Flaw.CONDITION_ANSWER_COUNT),
        (when("b", answerBoolean=True, answerString="a"), Flaw.CONDITION_ANSWER_COUNT),
        (when("b", answerString="true"), Flaw.CONDITION_ANSWER_TYPE),
        (when("b", "exists", answerString="true"), Flaw.CONDITION_ANSWER_TYPE),
        (when("b", ">", answerBoolean=True), Flaw.CONDITION_OPERATOR),
        (when("b", "~", answerBoolean=True), Flaw.BAD_CODE),
        (when("i", answerDecimal=1.0), Flaw.CONDITION_ANSWER_TYPE),
        (when("day", answerDate="2026"), Flaw.CONDITION_ANSWER_TYPE),
        (when("day", answerDate="2026-02-30"), Flaw.CONDITION_ANSWER_TYPE),
        (when("f", answerString="a"), Flaw.CONDITION_ANSWER_TYPE),
        (when("c", ">", answerCoding={"system": "s", "code": "a"}), Flaw.CONDITION_OPERATOR),
        (when("c", answerCoding={"system": "s", "code": "z"}), Flaw.CONDITION_NOT_AN_OPTION),
        (when("c", answerCoding={"code": ["a"]}), Flaw.CONDITION_ANSWER_TYPE),
        (when("x", "exists", answerBoolean=True), Flaw.CIRCULAR),
        (when("below", "exists", answerBoolean=True), Flaw.CIRCULAR),
    ],
)
def test_conditions_that_can_never_be_decided_are_refused(condition: Json, flaw: Flaw) -> None:
    asked = group(
        "g",
        item("b", "boolean"),
        item("i", "integer"),
        item("day", "date"),
        item("f", "attachment"),
        choice("c", "a"),
    )
    conditional = item("x", enableWhen=[condition], item=[item("below")])
    codes = [code for _, link_id, code in refusals(questionnaire(asked, conditional))]
    assert codes == [flaw]


def test_circles_are_found_over_several_items_and_only_there() -> None:
    seen = {"operator": "exists", "answerBoolean": True}
    items = [
        item("a", enableWhen=[{"question": "b", **seen}]),
        item("b", enableWhen=[{"question": "c", **seen}]),
        item("c", enableWhen=[{"question": "a", **seen}]),
        item("free"),
        item("after", enableWhen=[{"question": "a", **seen}]),
    ]
    circular = {link_id for _, link_id, _ in refusals(questionnaire(*items))}
    assert circular == {"a", "b", "c"}


def test_several_conditions_need_to_say_how_they_go_together() -> None:
    conditions = [when("a", "exists", answerBoolean=True)] * 2
    found = refusals(questionnaire(item("a"), item("x", enableWhen=conditions)))
    assert found == [("item[1]", "x", Flaw.NO_ENABLE_BEHAVIOR)]


@pytest.mark.parametrize("link_id", ["", " ", None, 5, "a\x00", "a" * 256, ["a"]])
def test_items_need_a_usable_link_id(link_id: Any) -> None:
    assert refusals(questionnaire({**item("x"), "linkId": link_id}))


def test_the_same_link_id_twice_is_refused_where_it_comes_again() -> None:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(item("a"), group("g", item("a"))))
    assert [problem.sentence for problem in caught.value.problems] == [
        "item[1].item[0] (linkId 'a'): the same linkId is also used at item[0]"
    ]


def test_nesting_ends_at_thirty_levels() -> None:
    def nested(levels: int) -> Json:
        inner = item("leaf")
        for level in range(levels - 1):
            inner = group(f"g{level}", inner)
        return questionnaire(inner)

    assert len(load(nested(30)).items) == 30
    assert [code for _, _, code in refusals(nested(31))] == [Flaw.TOO_DEEP]
    assert [code for _, _, code in refusals(nested(5_000))] == [Flaw.TOO_DEEP]


def test_items_end_at_five_thousand() -> None:
    many = [item(f"q{number}") for number in range(5_001)]
    assert len(load(questionnaire(*many[:5_000])).items) == 5_000
    assert [code for _, _, code in refusals(questionnaire(*many))] == [Flaw.TOO_MANY_ITEMS]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    document = questionnaire(
        item("x", "question"),
        group("g", item("y", "choice"), item("z", enableWhen=[when("no", answerBoolean=True)])),
        modifierExtension=[{"url": "http://m"}],
    )
    assert {code for _, _, code in refusals(document)} == {
        Flaw.MODIFIER,
        Flaw.UNSUPPORTED_TYPE,
        Flaw.NO_OPTIONS,
        Flaw.CONDITION_ON_UNKNOWN,
    }


@pytest.mark.parametrize(
    ("document", "flaw"),
    [
        (None, Flaw.NOT_AN_OBJECT),
        ([], Flaw.NOT_AN_OBJECT),
        ("{}", Flaw.NOT_AN_OBJECT),
        ({}, Flaw.WRONG_RESOURCE),
        (questionnaire(), Flaw.NO_ITEMS),
        (questionnaire(item("a"), status="maybe"), Flaw.BAD_CODE),
        (questionnaire(item("a"), status=["active"]), Flaw.BAD_CODE),
        (questionnaire(item("a"), colour="red"), Flaw.UNKNOWN_ELEMENT),
        (questionnaire(item("a"), implicitRules="http://r"), Flaw.MODIFIER),
        (questionnaire(item("a"), title=None), Flaw.WRONG_TYPE),
        (questionnaire(item("a"), title="\ud800"), Flaw.BAD_CHARACTER),
        (questionnaire(item("a"), publisher="a\x00"), Flaw.BAD_CHARACTER),
        (questionnaire(item("a"), publisher="a" * 10_000_000), Flaw.TOO_LONG),
        (questionnaire(item("a"), date=float("nan")), Flaw.BAD_NUMBER),
        (questionnaire(item("a"), date=10**5_000), Flaw.BAD_NUMBER),
        (questionnaire(item("a"), date=Decimal("Infinity")), Flaw.BAD_NUMBER),
        (questionnaire(item("a"), date=object()), Flaw.WRONG_TYPE),
        (questionnaire(item("a"), meta={1: "a"}), Flaw.BAD_KEY),
        (questionnaire(item("a"), meta={"\udfff": "a"}), Flaw.BAD_KEY),
        (questionnaire("a"), Flaw.WRONG_TYPE),  # type: ignore[arg-type] # wrong on purpose
    ],
)
def test_junk_is_told_as_problems(document: object, flaw: Flaw) -> None:
    assert flaw in [code for _, _, code in refusals(document)]


def test_a_document_that_holds_itself_is_refused() -> None:
    document = questionnaire(item("a"))
    document["contained"] = [document, document]
    assert [code for _, _, code in refusals(document)] == [Flaw.TOO_LARGE]


def test_depth_is_bounded_also_where_nothing_is_read() -> None:
    deep: Json = {}
    for _ in range(300):
        deep = {"contained": [deep]}
    document = questionnaire(item("a"), **deep)
    assert [code for _, _, code in refusals(document)] == [Flaw.TOO_DEEP]


def test_refusals_survive_being_pickled_and_can_be_sent_as_json() -> None:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(item("\U0001f600", "question")))
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert json.dumps([problem.sentence for problem in again.problems]).isascii()


@pytest.mark.parametrize("number", [1e20, -1e300, 10**20, Decimal("1E+20"), math.inf])
def test_a_number_that_the_database_gives_back_as_another_is_refused(number: object) -> None:
    """1e20 was taken in, came back as a whole number of 21 digits, and could not be read again."""
    told = {"url": "https://example.org/told", "valueDecimal": number}
    refused = refusals(questionnaire(item("a", extension=[told])))
    assert refused == [("item[0].extension[0].valueDecimal", "a", Flaw.BAD_NUMBER)]
