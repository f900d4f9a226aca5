"""One item changed alone: the same comes of it as if the whole form had been written anew."""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from samplan.access.acting import StaffActing
from samplan.audit.models import Event
from samplan.forms.building import tree
from samplan.forms.building.changing import with_changed
from samplan.forms.building.editing import ItemSettings, OptionSettings, Words, settings_of
from samplan.forms.engine import MOST
from samplan.forms.models import DraftItem, QuestionnaireVersion
from samplan.forms.supply.drafting import Overtaken, change_draft, make_form, undo
from samplan.forms.supply.growing import Outgrown
from samplan.forms.supply.item_changing import change_item, move_item
from samplan.forms.supply.opening import (
    OpenedItem,
    document_of,
    draft_of_own,
    item_of_own,
    place_of_own,
)
from samplan.forms.tests.questionnaires import choice, extension, group, hint, item, when
from tests.cast import AT, Cast, browser_of

PLAIN = [{"valueString": "Ja"}, {"valueString": "Nej"}]
GTABLE = {"coding": [{"code": "gtable"}]}
TABLE = extension("questionnaire-itemControl", valueCodeableConcept=GTABLE)
ITEMS = [
    group(
        "p",
        item("a", item=[hint("a-help"), item("below")]),
        hint("h"),
        choice("b", "x", "y"),
        item("plain", "choice", answerOption=PLAIN),
        item("shown", enableWhen=[when("plain", answerString="Ja")]),
        group("t", choice("r1", "x"), choice("r2", "x"), extension=[TABLE]),
    ),
    group("last", item("z")),
]
OPTIONS = (OptionSettings(Words("Jo"), key=0), OptionSettings(Words("Kanske")))


@pytest.fixture
def stig(cast: Cast) -> Iterator[StaffActing]:
    """The administrator, on the cast's day."""
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    with time_machine.travel(AT, tick=False):
        yield acting


@pytest.fixture
def draft(stig: StaffActing) -> QuestionnaireVersion:
    """His form, changed once."""
    return draft_with(stig, *ITEMS)


def draft_with(stig: StaffActing, *items: Any, **more: Any) -> QuestionnaireVersion:
    made = make_form("Frågor", acting=stig, at=AT)
    document = {**document_of(made), "item": list(items), **more}
    return change_draft(made, document, over=0, acting=stig, at=AT)


def stored(draft: QuestionnaireVersion) -> dict[str, Any]:
    return document_of(QuestionnaireVersion.objects.get(pk=draft.pk))


def opened(draft: QuestionnaireVersion, stig: StaffActing, link_id: str) -> OpenedItem:
    return item_of_own(stig, form_id=draft.questionnaire_id, link_id=link_id)


def reworded(of: OpenedItem) -> ItemSettings:
    """Everything about an item, with other words and other answers."""
    settings = settings_of(of.item, of.component, of.source)
    more = {"options": OPTIONS} if settings.options is not None else {}
    if settings.help is not None:
        more["help"] = Words("Hjälp", "Help")
    return replace(settings, text=Words("Nytt", "New"), **more)


@pytest.mark.parametrize("link_id", ["p", "a", "below", "h", "b", "plain", "shown", "t", "r1", "z"])
def test_it_is_the_same_as_in_the_whole(
    stig: StaffActing, draft: QuestionnaireVersion, link_id: str
):
    before = stored(draft)
    of = opened(draft, stig, link_id)
    changed = change_item(of, reworded(of), over=1, acting=stig, at=AT)
    assert changed.revision == 2
    assert stored(draft) == with_changed(before, link_id, reworded(of), "sv")
    undo(draft, over=2, acting=stig, at=AT)
    assert stored(draft) == before


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize("link_id", ["p", "a", "below", "b", "shown", "t", "r1", "r2", "z"])
def test_moving_is_the_same_as_in_the_whole(
    stig: StaffActing, draft: QuestionnaireVersion, link_id: str, step: int
):
    before = stored(draft)
    place = place_of_own(stig, form_id=draft.questionnaire_id, link_id=link_id)
    moved = move_item(place, link_id, step, over=1, acting=stig, at=AT)
    assert stored(draft) == tree.moved(before, link_id, step)
    assert moved.revision == 1 + (stored(draft) != before)


def test_only_the_item_is_written_and_a_trace_is_left(
    stig: StaffActing, draft: QuestionnaireVersion
):
    others = DraftItem.objects.exclude(link_id="b")
    before, traces = list(others.values()), Event.objects.count()
    of = opened(draft, stig, "b")
    with CaptureQueriesContext(connection) as caught:
        change_item(of, replace(reworded(of), help=None), over=1, acting=stig, at=AT)
    assert not [each for each in caught if "Text shown" in each["sql"]]
    assert list(others.values()) == before
    assert Event.objects.count() == traces + 1


def test_nothing_new_is_no_change(stig: StaffActing, draft: QuestionnaireVersion):
    of = opened(draft, stig, "a")
    same = settings_of(of.item, of.component, of.source)
    assert change_item(of, same, over=1, acting=stig, at=AT).revision == 1


def test_what_another_has_changed_meanwhile_is_not_written_over(
    stig: StaffActing, draft: QuestionnaireVersion
):
    of = opened(draft, stig, "b")
    place = place_of_own(stig, form_id=draft.questionnaire_id, link_id="b")
    change_draft(draft, {**stored(draft), "title": "Annans"}, over=1, acting=stig, at=AT)
    after = stored(draft)
    for over in (1, 2):  # also where the page claims to be newer than what was read
        with pytest.raises(Overtaken, match="Någon har ändrat utkastet"):
            change_item(of, reworded(of), over=over, acting=stig, at=AT)
        with pytest.raises(Overtaken):
            move_item(place, "b", 1, over=over, acting=stig, at=AT)
    assert stored(draft) == after


def test_anothers_item_is_not_there(cast: Cast, stig: StaffActing, draft: QuestionnaireVersion):
    petra = cast.acting(cast.petra)
    for who, link_id in ((petra, "b"), (stig, "gone"), (stig, ""), (stig, "\0")):
        facts = {"form_id": draft.questionnaire_id, "link_id": link_id}
        with pytest.raises(Http404):
            item_of_own(who, **facts)
        with pytest.raises(Http404):
            place_of_own(who, **facts)


def test_a_help_text_gets_a_name_that_none_has(stig: StaffActing):
    draft = draft_with(stig, item("a"), item("a-help-1"))
    of = opened(draft, stig, "a")
    change_item(of, reworded(of), over=1, acting=stig, at=AT)
    names = list(tree.every_id(stored(draft)))
    assert len(names) == len(set(names)) == 3


@pytest.mark.parametrize(
    ("items", "link_id", "options"),
    [
        ([choice("a", *map(str, range(MOST.options - 1))), choice("b", "x")], "b", 3),
        ([group("rows", *(choice(f"q{n}", *"abcdefghij") for n in range(90)), repeats=True)],
         "q0", MOST.options // 50),
    ],
)  # fmt: skip
def test_it_does_not_outgrow_what_can_be_published(
    stig: StaffActing, items: list[Any], link_id: str, options: int
):
    draft = draft_with(stig, *items)
    before = stored(draft)
    of = opened(draft, stig, link_id)
    settings = settings_of(of.item, of.component, of.source)
    many = tuple(OptionSettings(Words(f"{number}")) for number in range(options))
    with pytest.raises(Outgrown):
        change_item(of, replace(settings, options=many), over=1, acting=stig, at=AT)
    assert stored(draft) == before


def test_answers_of_value_sets_count_too(stig: StaffActing):
    codes = [{"code": f"c{number}"} for number in range(1_900)]
    listed = {"compose": {"include": [{"system": "urn:x", "concept": codes}]}}
    sets = [{"resourceType": "ValueSet", "id": "v", "status": "active", **listed}]
    asked = [item(f"q{number}", "choice", answerValueSet="#v") for number in range(25)]
    draft = draft_with(stig, *asked, choice("b", "x"), contained=sets)
    of = opened(draft, stig, "b")
    assert not of.surely_fits(of.item)


def test_a_form_with_rows_is_not_counted_through_for_nothing(stig: StaffActing):
    of = opened(draft_with(stig, group("g", item("a"), repeats=True)), stig, "a")
    assert of.has_rows
    assert of.surely_fits(of.item)


def test_much_text_is_refused_in_words(stig: StaffActing, monkeypatch: pytest.MonkeyPatch):
    draft = draft_with(stig, item("a"), item("b"))
    monkeypatch.setattr("samplan.forms.engine.extent.MOST", MOST._replace(characters=400))
    said = browser_of(stig).send(
        f"/vard/formular/{draft.questionnaire_id}/utkast/fraga/?vald=a",
        {"over": 1, "text_own": "Ord " * 200},
    )
    assert said.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "tecken" in said.content.decode()
    assert draft_of_own(stig, form_id=draft.questionnaire_id).revision == 1
