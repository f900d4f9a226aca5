"""Changing questionnaires as JSON: what is put in comes out, and nothing else is touched."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from samplan.forms import engine
from samplan.forms.building import checking, placing, tree
from samplan.forms.building.changing import with_settings
from samplan.forms.building.editing import OptionSettings, Words, settings_of
from samplan.forms.building.own_questions import PlaceGone, own_in, with_own, without_own
from samplan.forms.building.palette import MEASUREMENTS, PALETTE, Component, component_of
from samplan.forms.building.presentation import Presentation, presentation_of, with_presentation
from samplan.forms.building.previewing import drawable
from samplan.forms.building.texts import with_words, words_of
from samplan.forms.reading import MOST_IMPORTANT, QUESTION_CODES
from samplan.forms.tests.questionnaires import (
    choice,
    group,
    hint,
    in_english,
    item,
    questionnaire,
    when,
)
from samplan.forms.tests.test_engine_expressions import formula

PAGE = "sida-1"
EVERY = [entry.component for entry in (*PALETTE, *MEASUREMENTS)]
LIBRARY_PLACE = {
    "url": "https://samplan.example/fhir/StructureDefinition/own-questions-after",
    "valueString": "Efter",
}


def form(*items: Any, **more: Any) -> dict[str, Any]:
    return questionnaire(group(PAGE, *items), **more)


def ids(document: Any) -> list[str]:
    return [placed.link_id for placed in tree.walk(document)]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


class TestPalette:
    @pytest.mark.parametrize("component", EVERY)
    def test_whatever_is_added_can_be_previewed(self, component: Component):
        document, link_id = placing.with_component(form(), component.value, after=PAGE)
        assert link_id in ids(document)
        engine.load(drawable(document))

    @pytest.mark.parametrize("component", EVERY)
    def test_it_is_known_again(self, component: Component):
        document, link_id = placing.with_component(form(), component.value, after=PAGE)
        depth = 0 if component is Component.PAGE else 1
        known = component_of(tree.find(document, link_id), depth=depth)
        measured = {each.component for each in MEASUREMENTS}
        wanted = {
            Component.PRESSURE: Component.GROUP,
            Component.PROFESSION: Component.SEVERAL,
            Component.CONSENT: Component.BOOLEAN,
            **dict.fromkeys(measured - {Component.PRESSURE}, Component.NUMBER),
        }
        assert known is wanted.get(component, component)

    @pytest.mark.parametrize("component", EVERY)
    def test_facts_that_are_not_changed_change_nothing(self, component: Component):
        document, link_id = placing.with_component(form(), component.value, after=PAGE)
        found = tree.find(document, link_id)
        kind = component_of(found, depth=1)
        assert with_settings(found, settings_of(found, kind, "sv"), "sv", document) == found

    def test_an_unknown_component_is_refused(self):
        with pytest.raises(ValueError, match="bomb"):
            placing.with_component(form(), "bomb", after=PAGE)


class TestWords:
    def test_both_languages_are_kept_apart(self):
        node = with_words(with_words({}, "Hej", "sv", "sv"), "Hello", "en", "sv")
        assert (words_of(node, "sv", "sv"), words_of(node, "en", "sv")) == ("Hej", "Hello")
        assert with_words(node, "", "en", "sv") == {"text": "Hej"}

    def test_other_languages_stay(self):
        node = with_words(with_words({}, "Terve", "fi", "sv"), "Hello", "en", "sv")
        assert words_of(with_words(node, "Hi", "en", "sv"), "fi", "sv") == "Terve"


class TestFacts:
    def test_what_the_builder_does_not_know_is_kept(self):
        odd = item("a", "integer", prefix="1.", code=[{"code": "x"}], definition="http://d")
        settings = replace(settings_of(odd, Component.NUMBER, "sv"), text=Words("Ny", "New"))
        changed = with_settings(odd, settings, "sv", form(odd))
        assert {key: changed[key] for key in ("prefix", "code", "definition")} == {
            key: odd[key] for key in ("prefix", "code", "definition")
        }

    def test_answers_that_come_from_other_answers_are_kept_and_not_listed(self):
        asked = formula("answer", "%resource.item.where(linkId='a').answer.value")
        before = item("q", "choice", extension=[asked])
        facts = settings_of(before, Component.ONE, "sv")
        assert (facts.options, facts.follows_answers) == (None, True)
        words = Words("Vilken?", "Which?")
        changed = with_settings(
            before, replace(facts, text=words, is_list=True), "sv", form(before)
        )
        assert changed["extension"][0] == asked
        assert "answerOption" not in changed
        document = form(item("a"), changed)
        assert [each.sentence for each in checking.remarks_on(document) if each.must] == []
        shown = engine.load(drawable(document))
        assert shown.items["q"].follows_answers
        table = placing.with_component(form(), "matrix", after=PAGE)[0]
        rows = tree.items_in(table)[0]["item"][0]
        row = next(each for each in tree.items_in(rows) if not tree.is_hint(each))
        odd = {key: value for key, value in row.items() if key != "answerOption"}
        odd = tree.replaced(rows, row["linkId"], {**odd, "extension": [asked]})
        assert settings_of(odd, Component.MATRIX, "sv").options is None

    def test_options_keep_their_codes_when_they_are_reworded_and_moved(self):
        asked = choice("a", "x", "y")
        settings = settings_of(asked, Component.ONE, "sv")
        first, second = settings.options
        options = (replace(second, words=Words("Andra")), first, OptionSettings(Words("Ny")))
        changed = with_settings(asked, replace(settings, options=options), "sv", form(asked))
        codes = [each["valueCoding"]["code"] for each in changed["answerOption"]]
        assert codes == ["y", "x", "svar-1"]

    def test_every_row_of_a_table_gets_the_same_answers(self):
        document, table = placing.with_component(form(), "matrix", after=PAGE)
        document, _row = placing.with_component(document, "row", after=table)
        found = tree.find(document, table)
        options = (OptionSettings(Words("Aldrig")), OptionSettings(Words("Ofta"), score="2"))
        settings = replace(settings_of(found, Component.MATRIX, "sv"), options=options)
        changed = with_settings(found, settings, "sv", document)
        first, second = (row["answerOption"] for row in changed["item"])
        assert first == second
        loaded = engine.load(drawable(tree.replaced(document, table, changed)))
        assert [option.score for option in loaded.items[f"{table}-rad-1"].options] == [None, 2]

    @pytest.mark.parametrize("unit", ["kg", "mmHg", "glas om dagen", "°C"])
    def test_any_unit_can_be_written(self, unit: str):
        document, link_id = placing.with_component(form(), "number", after=PAGE)
        found = tree.find(document, link_id)
        settings = replace(settings_of(found, Component.NUMBER, "sv"), unit=unit)
        changed = with_settings(found, settings, "sv", document)
        assert settings_of(changed, Component.NUMBER, "sv").unit == unit
        loaded = engine.load(drawable(tree.replaced(document, link_id, changed)))
        assert loaded.items[link_id].unit == unit

    @pytest.mark.parametrize("most", [1, 3, 5])
    def test_files_are_one_to_five(self, most: int):
        document, link_id = placing.with_component(form(), "files", after=PAGE)
        found = tree.find(document, link_id)
        settings = replace(settings_of(found, Component.FILES, "sv"), most_files=most)
        changed = with_settings(found, settings, "sv", document)
        assert settings_of(changed, Component.FILES, "sv").most_files == most
        loaded = engine.load(drawable(tree.replaced(document, link_id, changed)))
        assert loaded.items[link_id].answer_limit == most

    def test_the_whole_form(self):
        settings = Presentation(
            Words("Namn", "Name"), Words("Varför"), Words("*Så här*", "Like"), "care", True
        )
        assert presentation_of(with_presentation(form(), settings)) == settings
        assert (
            with_presentation(with_presentation(form(), settings), presentation_of(form()))
            == form()
        )

    @pytest.mark.parametrize("kind", ["string", "text", "choice"])
    def test_what_matters_most_is_known_by_its_code(self, kind: str):
        code = [{"system": "urn:x", "code": "y"}]
        asked = {**(choice("a", "x") if kind == "choice" else item("a", kind)), "code": code}
        settings = settings_of(asked, component_of(asked, depth=1), "sv")
        assert settings.matters_most is False
        on = with_settings(asked, replace(settings, matters_most=True), "sv", form(asked))
        (found,) = engine.load(form(on)).coded(QUESTION_CODES, MOST_IMPORTANT)
        assert found.link_id == "a"
        assert settings_of(on, component_of(on, depth=1), "sv").matters_most is True
        off = with_settings(on, settings, "sv", form(on))
        assert off == with_settings(asked, settings, "sv", form(asked))
        assert off["code"] == code


class TestPlacing:
    def test_what_is_added_after_a_full_group_stands_beside_it(self):
        document, rows = placing.with_component(form(item("a")), "rows", after="a")
        document, first = placing.with_component(document, "text", after=rows)
        document, second = placing.with_component(document, "text", after=rows)
        assert [each["linkId"] for each in tree.find(document, rows)["item"]] == [first]
        assert ids(document) == [PAGE, "a", rows, first, second]

    def test_moving_out(self):
        document = form(group("g", item("a")), item("b"))
        assert ids(placing.moved(document, "a", "out")) == [PAGE, "g", "a", "b"]
        assert placing.moved(document, "b", "out") == document  # pages hold theirs

    def test_moving_passes_over_hints(self):
        document = form(item("a"), hint("h"), item("b"))
        moved = tree.moved(document, "b", -1)
        assert ids(moved) == [PAGE, "b", "a"]
        assert tree.moved(document, "a", -1) == document

    def test_moving_into_itself_changes_nothing(self):
        document = form(group("g", item("a")))
        assert placing.moved(document, "g", "before", "a") == document
        assert placing.moved(document, "g", "into", "g") == document

    def test_what_stands_loose_is_a_page_that_one_can_move_last_on(self):
        document = questionnaire(item("a"), item("b"), group(PAGE, item("c")), item("d"))
        assert ids(placing.moved(document, "a", "into", "a")) == ["b", "a", PAGE, "c", "d"]
        assert ids(placing.moved(document, "c", "into", "a")) == ["a", "b", "c", PAGE, "d"]
        assert placing.moved(document, "b", "into", "a") == document
        assert placing.moved(document, PAGE, "into", "a") == document

    @pytest.mark.parametrize("holder", ["matrix", "rows"])
    def test_a_page_that_begins_with_a_table_is_not_the_table(self, holder: str):
        loose, first = placing.with_component(questionnaire(item("a")), holder, after="")
        document = tree.moved(loose, first, -1)
        moved = placing.moved(document, "a", "into", first)
        assert [each["linkId"] for each in moved["item"]] == [first, "a"]

    def test_nothing_is_put_into_a_table(self):
        document, table = placing.with_component(form(item("a")), "matrix", after=PAGE)
        with pytest.raises(ValueError, match=table):
            placing.moved(document, "a", "into", table)

    def test_a_copy_has_names_of_its_own_and_asks_within_itself(self):
        inner = item("b", enableWhen=[when("a", answerString="x"), when("z", answerString="x")])
        document = form(item("z"), group("g", item("a"), inner))
        copied, link_id = tree.copied(document, "g")
        assert ids(copied) == [PAGE, "z", "g", "a", "b", "g-kopia", "a-kopia", "b-kopia"]
        asks = [each["question"] for each in tree.find(copied, "b-kopia")["enableWhen"]]
        assert (link_id, asks) == ("g-kopia", ["a-kopia", "z"])

    def test_what_depended_on_what_is_gone_is_always_shown(self):
        shown = item("b", enableWhen=[when("a", answerString="x")])
        document, chosen = placing.without(form(item("a"), shown), "a")
        assert "enableWhen" not in tree.find(document, "b")
        assert chosen == PAGE

    def test_an_item_that_is_not_there(self):
        for act in (tree.removed, tree.copied, placing.without):
            with pytest.raises(tree.NotThere):
                act(form(item("a")), "gone")


def alike(link_id: str, *codes: str) -> Any:
    """A question whose answers read the same."""
    options = [{"valueCoding": {"code": code, "display": "Ja"}} for code in codes]
    return item(link_id, "choice", answerOption=options)


class TestRemarks:
    def said(self, document: Any) -> list[tuple[str, str, bool]]:
        return [(each.link_id, each.sentence, each.must) for each in checking.remarks_on(document)]

    def test_a_good_form_has_none(self):
        assert self.said(form(item("a"))) == []

    def test_what_must_be_mended(self):
        nameless = item("a", text="")
        empty = {"linkId": "c", "type": "choice", "text": "Välj"}
        lost = item("d", enableWhen=[when("gone", answerString="x")])
        found = self.said(form(nameless, empty, lost, group("g")))
        assert [(link_id, must) for link_id, _words, must in found] == [
            ("a", True),
            ("c", True),
            ("d", True),
            ("g", True),
        ]

    def test_what_rows_cannot_hold_is_told(self):
        inner = group("inner", item("a"), repeats=True)
        rows = group("rows", item("file", "attachment"), inner, repeats=True)
        assert [link_id for link_id, _words, must in self.said(form(rows)) if must] == [
            "file",
            "inner",
        ]

    def test_a_condition_on_what_comes_later_is_told(self):
        early = item("a", enableWhen=[when("b", answerString="x")])
        ((link_id, words, must),) = self.said(form(early, item("b")))
        assert (link_id, must) == ("a", False)
        assert "later" in words

    def test_english_is_missed_only_where_there_is_some(self):
        document = form(item("a", _text=in_english("Text a")), choice("b", "x", "y"))
        found = self.said(document)
        assert ("b", "English text is missing in 3 places", False) in found
        assert all(link_id != "a" for link_id, *_ in found)

    def test_a_measurement_with_its_english_does_not_make_the_form_translated(self):
        weight, _link_id = placing.with_component(
            form(item("a"), item("b"), item("c")), "weight", after="c"
        )
        assert self.said(weight) == []
        titled = {**weight, "title": "Frågor", "_title": in_english("Questions")}
        assert [link_id for link_id, *_ in self.said(titled)] == [PAGE, "a", "b", "c"]

    def test_a_follower_misses_english_only_in_its_own_questions(self):
        document = form(item("a"), item("b"), title="Frågor", _title=in_english("Questions"))
        assert [each.link_id for each in checking.remarks_on(document, {"b"})] == ["b"]
        untitled = form(item("a", _text=in_english("Text a")), item("b"), text="")
        assert [each.link_id for each in checking.remarks_on(untitled, {"b"})] == ["b"]

    @pytest.mark.parametrize(
        "items",
        [
            (item("a"),),
            ({"linkId": "a", "type": "string"},),
            (item("a"), group("g")),
            (item("a", "choice"),),
            (alike("a", "x", "y"),),
            (item("a", enableWhen=[when("gone", answerString="x")]),),
            (item("a", enableWhen=[when("b", answerString="x")]), item("b")),
            (group("r", item("a", "attachment"), repeats=True),),
            (group("r", group("s", item("a"), repeats=True), repeats=True),),
            ({"linkId": "g", "type": "group", "item": [item("a")]},),
        ],
    )
    def test_what_must_be_mended_is_what_publishing_refuses(self, items: Any):
        document = form(*items)
        must = [each.sentence for each in checking.remarks_on(document) if each.must]
        try:
            engine.load(document)
        except engine.UnsupportedForm:
            assert must
        else:
            assert not must


class TestOwnQuestions:
    def test_they_come_out_as_they_went_in(self):
        base = form(item("a", extension=[LIBRARY_PLACE]), item("b"))
        document, link_id = placing.with_own_component(base, "text", after="a", stem="egen-1")
        assert ids(document) == [PAGE, "a", link_id, "b"]
        assert without_own(document) == base
        assert with_own(base, own_in(document)) == document
        engine.load(drawable(document))

    @pytest.mark.parametrize("name", ["text", "one", "matrix", "group"])
    def test_each_has_a_link_id_of_its_own(self, name: str):
        document = form(item("a", extension=[LIBRARY_PLACE]))
        for _time in range(3):
            document, _id = placing.with_own_component(document, name, after="a", stem="egen-1")
        every = list(tree.every_id(document))
        assert len(every) == len(set(every))

    def test_one_that_is_moved_into_another_is_there_once(self):
        base = form(item("a", extension=[LIBRARY_PLACE]))
        document, holder = placing.with_own_component(base, "group", after="a", stem="egen-1")
        document, inner = placing.with_own_component(document, "text", after="a", stem="egen-1")
        moved = placing.moved(document, inner, "into", holder)
        assert with_own(without_own(moved), own_in(moved)) == moved
        assert ids(moved) == [PAGE, "a", holder, inner]

    def test_they_go_nowhere_else(self):
        base = form(item("a", extension=[LIBRARY_PLACE]), item("b"))
        for after in ("b", PAGE, "gone", ""):
            with pytest.raises(ValueError, match=f"^{after}$"):
                placing.with_own_component(base, "text", after=after, stem="egen-1")

    def test_a_place_that_is_gone(self):
        base = form(item("a", extension=[LIBRARY_PLACE]))
        document, _id = placing.with_own_component(base, "text", after="a", stem="egen-1")
        with pytest.raises(PlaceGone):
            with_own(form(item("a")), own_in(document))
