"""Rows of answers and of tables in the builder come and go one at a time."""

import re
from typing import Any

from samplan.forms.tests.builder import Builder


def options(*words: str) -> dict[str, str]:
    rows = {f"option-{number}-own": each for number, each in enumerate(words)}
    return {"text_own": "Välj", "option-count": str(len(words)), **rows}


def test_an_answer_more_is_one_empty_row_that_one_comes_to(builder: Builder):
    page = builder.get("fraga/", vald="b").content.decode()
    assert len(re.findall(r'id="id_option-\d-own"', page)) == 3  # one to spare
    reply = builder.post("fraga/", "b", **options("x", "y", "z"), _more="1")
    assert reply.url.endswith("#id_option-3-own")
    page = builder.browser.get(reply.url).content.decode()
    assert 'value="z"' in page
    assert 'id="id_option-3-own"' in page
    assert 'id="id_option-4-own"' not in page
    reply = builder.post("fraga/", "b", **options("x", "y", "z", ""), _more="1")
    assert reply.url.endswith("#id_option-4-own")
    assert 'id="id_option-4-own"' in builder.browser.get(reply.url).content.decode()


def test_a_row_is_removed_by_its_button(builder: Builder):
    reply = builder.post("fraga/", "b", **options("x", "y", "z"), _drop="1")
    assert reply.url.endswith("#id_option-1-own")
    listed = [each["valueCoding"]["display"] for each in builder.item("b")["answerOption"]]
    assert listed == ["x", "z"]
    page = builder.browser.get(reply.url).content.decode()
    assert page.count(">Ta bort raden<") == 3  # with the empty one


def test_a_table_gets_a_row_where_its_words_are_written(builder: Builder):
    builder.post("tillagg/", component="matrix", id="a")
    table = builder.ids()[2]
    page = builder.get("fraga/", vald=table).content.decode()
    assert "Tabellens rader" in page
    rows = len(builder.item(table)["item"])
    words = {**options("Aldrig", "Ofta"), "text_own": "Hur ofta?"}
    reply = builder.post("fraga/", table, **words, _row="1")
    made = builder.item(table)["item"]
    assert builder.item(table)["text"] == "Hur ofta?"  # what was written is kept
    assert len(made) == rows + 1
    assert reply.url.endswith(f"?vald={made[-1]['linkId']}")
    assert [each["valueCoding"]["display"] for each in made[-1]["answerOption"]] == [
        "Aldrig",
        "Ofta",
    ]


def keys_in(reply: Any) -> dict[str, str]:
    """The options' places as the page, or the word of what is saved, has them posted."""
    page = reply.content.decode()
    return dict(re.findall(r'name="(option-\d+-key)" value="(\d*)"', page))


def codes_by_words(builder: Builder) -> dict[str, str]:
    listed = [each["valueCoding"] for each in builder.item("b")["answerOption"]]
    return {each.get("display", each["code"]): each["code"] for each in listed}


def test_an_answer_emptied_as_one_writes_leaves_the_codes_of_the_others(builder: Builder):
    """They were known by their places, which the page went on posting as they had been."""
    word = {"HX-Request": "true"}
    builder.post(
        "fraga/", "b", **options("x", "y", "z"), **keys_in(builder.get("fraga/", vald="b"))
    )
    before = codes_by_words(builder)
    keys = keys_in(builder.get("fraga/", vald="b"))
    assert list(keys.values()) == ["0", "1", "2", ""]
    for words in (("", "y", "z"), ("", "y", "zz"), ("", "y", "zz", "ny"), ("", "y", "zz", "nya")):
        said = builder.post("fraga/", "b", **{**options(*words), **keys}, headers=word)
        keys |= keys_in(said)
    after = codes_by_words(builder)
    assert after.pop("nya") not in before.values()
    assert after == {"y": before["y"], "zz": before["z"]}


def test_an_answer_stays_itself_where_someone_else_has_taken_another_away(builder: Builder):
    keys = keys_in(builder.get("fraga/", vald="b"))
    before, drawn = codes_by_words(builder), builder.draft.revision
    builder.post("fraga/", "b", **options("", "y"), **keys)
    late = builder.post("fraga/", "b", over=drawn, **options("x", "y"), **keys)
    assert keys_in(late) == {"option-0-key": "", "option-1-key": "0"}
    builder.post("fraga/", "b", **options("x", "y"), **keys_in(late))
    assert codes_by_words(builder)["y"] == before["y"]
