"""Answers to choose of forms from outside: plain values are changed as the values they are."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from samplan.access.acting import StaffActing
from samplan.forms import engine
from samplan.forms.building import tree
from samplan.forms.building.changing import with_changed
from samplan.forms.building.checking import remarks_on
from samplan.forms.building.editing import OptionSettings, Words, settings_of
from samplan.forms.building.palette import Component
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft, make_form
from samplan.forms.supply.opening import document_of
from samplan.forms.tests.questionnaires import extension, group, item, questionnaire, when
from tests.cast import AT, ActingClient, Cast, browser_of

VALUES: Any = {
    "valueString": ("Ja", "Nej", "Kanske", "Kanske"),
    "valueInteger": (1, 2, "3", 3),
    "valueDate": ("2026-03-12", "2026-03-13", "2026-03-14", "2026-03-14"),
    "valueTime": ("08:00:00", "09:00:00", "10:30", "10:30:00"),
    "valueReference": (
        {"reference": "Practitioner/1", "display": "Maria"},
        {"display": "Petra"},
        "Stig",
        {"display": "Stig"},
    ),
}
KINDS = sorted(VALUES)


def plain(link_id: str, kind: str, *values: Any, **more: Any) -> Any:
    return item(link_id, "choice", answerOption=[{kind: value} for value in values], **more)


def changed(document: Any, link_id: str, *options: OptionSettings) -> Any:
    facts = settings_of(tree.find(document, link_id), Component.ONE, "sv")
    return with_changed(document, link_id, replace(facts, options=options), "sv")


def options_in(document: Any, link_id: str = "a") -> Any:
    return tree.find(document, link_id)["answerOption"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_changed_stays(kind: str):
    first, second, *_others = VALUES[kind]
    document = questionnaire(plain("a", kind, first, second))
    facts = settings_of(document["item"][0], Component.ONE, "sv")
    assert with_changed(document, "a", facts, "sv") == document


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_added_and_one_taken_away(kind: str):
    first, second, written, value = VALUES[kind]
    document = questionnaire(plain("a", kind, first, second))
    _gone, kept = settings_of(document["item"][0], Component.ONE, "sv").options or ()
    after = changed(document, "a", kept, OptionSettings(Words(written), score="2"))
    assert [each[kind] for each in options_in(after)] == [second, value]
    assert [option.score for option in engine.load(after).items["a"].options] == [None, 2]


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_holds_and_conditions_follow(kind: str):
    first, second, written, _value = VALUES[kind]
    asked = {f"answer{kind.removeprefix('value')}": first}
    document = questionnaire(
        plain("a", kind, first, second, initial=[{kind: first}]),
        plain("b", kind, first, enableWhen=[when("a", **asked)]),
        item("c", enableWhen=[when("b", **asked)]),
    )
    one, other = settings_of(document["item"][0], Component.ONE, "sv").options or ()
    after = changed(document, "a", replace(one, words=Words(written)), other)

    now = options_in(after)[0][kind]
    assert now != first
    assert tree.find(after, "a")["initial"] == [{kind: now}]
    (condition,) = tree.find(after, "b")["enableWhen"]
    assert condition == when("a", **dict.fromkeys(asked, now))
    assert tree.find(after, "c") == tree.find(document, "c")  # another question's answer
    engine.load(after)


def test_a_reference_keeps_whom_it_points_to():
    document = questionnaire(plain("a", "valueReference", VALUES["valueReference"][0]))
    (one,) = settings_of(document["item"][0], Component.ONE, "sv").options or ()
    assert one.words.own == "Maria"
    after = changed(document, "a", replace(one, words=Words("Maria N.")))
    assert options_in(after) == [
        {"valueReference": {"reference": "Practitioner/1", "display": "Maria N."}}
    ]


def test_two_that_change_places_keep_their_conditions_apart():
    document = questionnaire(
        plain("a", "valueString", "Ja", "Nej"), item("b", enableWhen=[when("a", answerString="Ja")])
    )
    one, other = settings_of(document["item"][0], Component.ONE, "sv").options or ()
    after = changed(
        document, "a", replace(one, words=Words("Nej")), replace(other, words=Words("Ja"))
    )
    assert tree.find(after, "b")["enableWhen"] == [when("a", answerString="Nej")]


def test_words_have_english_that_is_asked_for():
    document = questionnaire(plain("a", "valueString", "Ja", "Nej"))
    one, other = settings_of(document["item"][0], Component.ONE, "sv").options or ()
    after = changed(document, "a", replace(one, words=Words("Ja", "Yes")), other)
    shown = engine.load(after).in_language("en").items["a"].options
    assert [option.display for option in shown] == ["Yes", "Nej"]
    assert settings_of(tree.find(after, "a"), Component.ONE, "sv").options[0].words.english == "Yes"


def test_every_row_of_a_table_follows():
    control = {"coding": [{"code": "gtable"}]}
    table = [extension("questionnaire-itemControl", valueCodeableConcept=control)]
    rows = [plain("r1", "valueString", "Ja"), plain("r2", "valueString", "Ja")]
    document = questionnaire(
        group("t", *rows, extension=table), item("b", enableWhen=[when("r2", answerString="Ja")])
    )
    facts = settings_of(tree.find(document, "t"), Component.MATRIX, "sv")
    (one,) = facts.options or ()
    options = (replace(one, words=Words("Jo")), OptionSettings(Words("Nej")))
    after = with_changed(document, "t", replace(facts, options=options), "sv")
    for row in ("r1", "r2"):
        assert options_in(after, row) == [{"valueString": "Jo"}, {"valueString": "Nej"}]
    assert tree.find(after, "b")["enableWhen"] == [when("r2", answerString="Jo")]
    assert not [remark for remark in remarks_on(after) if remark.must]


def test_a_table_whose_rows_have_answers_of_their_own_keeps_them():
    """Its words were changed, and the answers of its first row came in all the others' place."""
    control = {"coding": [{"code": "gtable"}]}
    table = [extension("questionnaire-itemControl", valueCodeableConcept=control)]
    answers = plain("r2", "valueString", "Ja"), plain("r3", "valueString", "Nej")
    for first in (item("r1"), plain("r1", "valueString", "Kanske")):
        document = questionnaire(group("t", first, *answers, extension=table))
        facts = settings_of(tree.find(document, "t"), Component.MATRIX, "sv")
        after = with_changed(document, "t", replace(facts, text=Words("Nytt")), "sv")
        assert tree.find(after, "t")["text"] == "Nytt"
        assert tree.find(after, "t")["item"] == [first, *answers]


@pytest.fixture
def stig(cast: Cast) -> Iterator[ActingClient]:
    """The administrator's browser, on the cast's day."""
    with time_machine.travel(AT, tick=False):
        yield browser_of(cast.acting(cast.stig))


def post(stig: ActingClient, kind: str, written: str) -> tuple[Any, QuestionnaireVersion]:
    """The first answer of a question of that kind reworded on its page."""
    acting = stig.acting
    assert isinstance(acting, StaffActing)
    made = make_form("Frågor", acting=acting, at=AT)
    document = {**document_of(made), "item": [plain("a", kind, *VALUES[kind][:2])]}
    draft = change_draft(made, document, over=0, acting=acting, at=AT)
    fields = {"option-count": "1", "option-0-key": "0", "option-0-own": written}
    address = f"/vard/formular/{draft.questionnaire_id}/utkast/fraga/?vald=a"
    return stig.send(address, {"over": 1, "text_own": "Välj", **fields}), draft


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_saves_it(stig: ActingClient, kind: str):
    reply, draft = post(stig, kind, VALUES[kind][2])
    assert reply.status_code == 302
    draft.refresh_from_db()
    assert len(options_in(document_of(draft))) == 1
    assert options_in(document_of(draft))[0][kind] not in VALUES[kind][:2]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("valueInteger", "tre"),
        ("valueInteger", "9999999999"),
        ("valueInteger", "9" * 300),
        ("valueDate", "2026-02-30"),
        ("valueDate", "imorgon"),
        ("valueTime", "25:00"),
        ("valueTime", "åtta"),
    ],
)
def test_what_is_no_such_value_is_said_and_shown_again(stig: ActingClient, kind: str, written: str):
    reply, draft = post(stig, kind, written)
    assert reply.status_code == 422
    assert f'value="{written}"' in reply.content.decode()
    assert "med siffror" in reply.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1
