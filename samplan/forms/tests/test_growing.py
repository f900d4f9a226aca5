"""A draft stops growing where forms do: in words, and with what was written kept."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import time_machine

from samplan.access.acting import StaffActing
from samplan.forms.building import placing, tree
from samplan.forms.engine import MOST, UnsupportedForm, load, outgrown
from samplan.forms.engine.extensions import MAX_OCCURS
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft, make_form, undo
from samplan.forms.supply.growing import Outgrown
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft, restore
from samplan.forms.tests.questionnaires import choice, group, item, questionnaire, when
from samplan.forms.tests.test_engine_growth import MOST as MOST_CALLS
from samplan.forms.tests.test_engine_growth import SMALL, calls
from tests.cast import AT, ActingClient, Cast, browser_of

EMPTY = questionnaire()
ROWS = 50


def items(count: int) -> list[Any]:
    return [item(f"q{number}") for number in range(count)]


def tower(levels: int, name: str = "g") -> Any:
    made = item(f"{name}-q")
    for level in range(levels - 1):
        made = group(f"{name}-{level}", made)
    return made


def rows(count: int, **more: Any) -> Any:
    """A group of so many parts, itself among them, that is filled in as often as possible."""
    return group("rows", *items(count - 1), repeats=True, **more)


def asked(count: int) -> list[Any]:
    """A question with so many conditions."""
    several = [when("a", answerString=f"{number}") for number in range(count)]
    return [item("a"), item("b", enableWhen=several, enableBehavior="any")]


def answers(count: int) -> list[Any]:
    return [choice("c", *map(str, range(count)))]


@pytest.mark.parametrize(
    ("name", "fits", "is_too_much"),
    [
        ("items", items(MOST.items), items(MOST.items + 1)),
        ("levels", [tower(MOST.levels)], [tower(MOST.levels + 1)]),
        ("items_in_rows", [rows(MOST.items // ROWS)], [rows(MOST.items // ROWS + 1)]),
        ("conditions", asked(MOST.conditions), asked(MOST.conditions + 1)),
        ("options", answers(MOST.options), answers(MOST.options + 1)),
    ],
)
def test_what_is_too_much_is_what_cannot_be_loaded(name: str, fits: Any, is_too_much: Any):
    assert outgrown(questionnaire(*fits), EMPTY) == {}
    load(questionnaire(*fits))
    assert name in outgrown(questionnaire(*is_too_much), EMPTY)
    with pytest.raises(UnsupportedForm):
        load(questionnaire(*is_too_much))


def test_rows_count_as_often_as_there_may_be():
    once = [{"url": MAX_OCCURS, "valueInteger": 2}]
    assert outgrown(questionnaire(rows(MOST.items // 2, extension=once)), EMPTY) == {}
    assert outgrown(questionnaire(rows(MOST.items // 2 + 1, extension=once)), EMPTY)


def test_much_text_is_too_much():
    assert outgrown(questionnaire(item("a", text="x" * MOST.characters)), EMPTY)


def test_depth_is_counted_however_deep():
    deep = outgrown(questionnaire(tower(5_000)), EMPTY)
    assert deep["levels"] == 5_000


def test_what_is_too_large_already_may_become_smaller():
    before = questionnaire(*items(MOST.items + 2))
    assert outgrown(questionnaire(*items(MOST.items + 1)), before) == {}
    assert outgrown(questionnaire(*items(MOST.items + 3)), before)


@pytest.fixture
def stig(cast: Cast) -> Iterator[StaffActing]:
    """The administrator, on the cast's day."""
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    with time_machine.travel(AT, tick=False):
        yield acting


def draft_of(stig: StaffActing, *parts: Any) -> QuestionnaireVersion:
    made = make_form("Frågor", acting=stig, at=AT)
    document = {**document_of(made), "item": list(parts)}
    return change_draft(made, document, over=0, acting=stig, at=AT)


def page(draft: QuestionnaireVersion, browser: ActingClient, part: str, **fields: Any) -> Any:
    draft.refresh_from_db()
    address = f"/vard/formular/{draft.questionnaire_id}/utkast/{part}"
    return browser.send(address, {"over": draft.revision, **fields}, follow=True)


def test_copying_again_and_again_ends_in_words_and_can_be_published(stig: StaffActing):
    draft, browser = draft_of(stig, group("p", group("g", *items(700)))), browser_of(stig)
    for _turn in range(6):  # each doubles what the group holds
        copied = page(draft, browser, "kopia/", id="g")
        assert copied.status_code == HTTPStatus.OK
        page(draft, browser, "flytt/", id="g-kopia", to="into", other="g")
    assert f"högst {MOST.items} delar" in copied.content.decode()
    draft.refresh_from_db()
    assert len(list(tree.every_id(document_of(draft)))) > MOST.items / 2
    publish_draft(draft, over=draft.revision, acting=stig, at=AT)


def test_groups_in_groups_end_in_words(stig: StaffActing):
    half = MOST.levels // 2
    draft, browser = draft_of(stig, tower(half, "a"), tower(half + 3, "b")), browser_of(stig)
    deepest = "a-0"
    # Pages stay at the top, so a part of one is moved.
    moved = page(draft, browser, "flytt/", id=f"b-{half}", to="into", other=deepest)
    assert moved.status_code == HTTPStatus.OK
    assert f"högst {MOST.levels} nivåer" in moved.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("part", ["tillagg/", "kopia/"])
def test_a_full_form_takes_no_more(stig: StaffActing, part: str):
    draft, browser = draft_of(stig, group("p", *items(MOST.items - 1))), browser_of(stig)
    fields = {"component": "string"} if part == "tillagg/" else {}
    said = page(draft, browser, part, id="q0", **fields).content.decode()
    assert f"högst {MOST.items} delar" in said
    draft.refresh_from_db()
    assert draft.revision == 1


def test_what_one_has_written_is_shown_again(stig: StaffActing):
    draft, browser = draft_of(stig, rows(200, extension=_at_most(2))), browser_of(stig)
    fields = {"text_own": "Egna ord", "most_rows": "50"}
    said = page(draft, browser, "fraga/?vald=rows", **fields)
    assert said.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Egna ord" in said.content.decode()
    assert "när alla rader är ifyllda" in said.content.decode()


def _at_most(count: int) -> list[Any]:
    return [{"url": MAX_OCCURS, "valueInteger": count}]


def test_an_earlier_version_is_not_brought_back_past_the_limit(
    stig: StaffActing, monkeypatch: pytest.MonkeyPatch
):
    draft = draft_of(stig, *items(4))
    version = publish_draft(draft, over=1, acting=stig, at=AT)
    monkeypatch.setattr("samplan.forms.engine.extent.MOST", MOST._replace(items=2))
    restored = restore(version, acting=stig, at=AT)
    fewer = {**document_of(restored), "item": items(2)}
    change_draft(restored, fewer, over=restored.revision, acting=stig, at=AT)
    with pytest.raises(Outgrown):
        restore(version, acting=stig, at=AT)


def test_what_was_larger_can_be_undone_to(stig: StaffActing, monkeypatch: pytest.MonkeyPatch):
    draft = draft_of(stig, *items(4))
    monkeypatch.setattr("samplan.forms.engine.extent.MOST", MOST._replace(items=2))
    change_draft(draft, placing.without(document_of(draft), "q0")[0], over=1, acting=stig, at=AT)
    assert len(document_of(undo(draft, over=2, acting=stig, at=AT))["item"]) == 4


def test_names_for_copies_are_found_as_fast_as_there_are_many():
    """Also where they are alike in all that is kept of them."""

    def cost(count: int) -> int:
        alike = [item("x" * 200 + f"{number}") for number in range(count)]
        document = questionnaire(group("p", *alike))
        names = list(tree.every_id(tree.copied(document, "p")[0]))
        assert len(set(names)) == len(names) == 2 * (count + 1)
        return calls(lambda: tree.copied(document, "p"))

    assert cost(2 * SMALL) < MOST_CALLS * cost(SMALL)


def test_answers_of_value_sets_count() -> None:
    listed = [{"code": f"c{number}", "display": "x"} for number in range(2000)]
    include = [{"system": "urn:x", "concept": listed}]
    known = {"resourceType": "ValueSet", "id": "v", "status": "active"}
    sets = [{**known, "compose": {"include": include}}]
    asked = [
        {"linkId": f"c{number}", "type": "choice", "text": "x", "answerValueSet": "#v"}
        for number in range(30)
    ]
    small = questionnaire(group("s", *asked[:20]), contained=sets)
    large = questionnaire(group("s", *asked), contained=sets)
    load(small)
    assert outgrown(large, small) == {"options": 60_000}
