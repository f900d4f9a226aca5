"""Rows of answers and of tables in the builder come and go one at a time."""

import re

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
