"""What is shown of a post that was not taken: all that was written, and nothing that was chosen."""

import uuid

import pytest
from django.http import QueryDict

from samplan.access.sealing import written_in
from samplan.ui.components.fields import TEXTS
from samplan.ui.shelf import ExampleForm
from samplan.ui.tests.drawing import Elements, draw

KEY = uuid.UUID("01932b5c-7d1e-7c3a-9f00-1a2b3c4d5e6f")


def posted(value: str, **marks: str) -> QueryDict:
    post = QueryDict(mutable=True)
    post["said"] = value
    post.update(marks)
    return post


@pytest.mark.parametrize("word", ["Ja", "Nej.", "OK", "Å", "Yes", "ja", "5", "82", "metoprolol"])
def test_a_short_word_in_a_field_for_text_is_shown(word: str) -> None:
    assert written_in(posted(word, **{TEXTS: "said"})) == [[word]]


@pytest.mark.parametrize("word", ["Ja", "Nej.", "OK", "Å", "1,5", "ja tack", "08-123 45"])
def test_words_are_shown_of_a_page_that_does_not_say_where_one_writes(word: str) -> None:
    assert written_in(posted(word)) == [[word]]


@pytest.mark.parametrize("words", ["ont|i|ryggen", "|" * 200_000 + " x", "a|" * 200_000])
def test_words_with_bars_are_shown_and_looked_at_once(words: str) -> None:
    assert written_in(posted(words)) == [[words]]


@pytest.mark.parametrize(
    "code",
    [
        *("answer", "true", "local_administrator", "7", "120", "bp:systolic"),
        *("http://snomed.info/sct|386053000", "|counsellor", "http://unitsofmeasure.org|mm[Hg]"),
        '{"valueCoding": {"code": "a"}}',
        str(KEY),
        KEY.hex,
    ],
)
def test_what_stands_for_a_choice_is_not_shown(code: str) -> None:
    assert written_in(posted(code, **{TEXTS: "other"})) == []


@pytest.mark.parametrize("name", ["talk", "phone"])
def test_fields_that_one_writes_in_say_so(name: str) -> None:
    assert marked(name) == [name]


@pytest.mark.parametrize("name", ["meet", "dizzy", "often", "letter", "may_share"])
def test_fields_in_which_one_chooses_do_not(name: str) -> None:
    assert marked(name) == []


def marked(name: str) -> list[str]:
    drawn = Elements(draw("{% field bound %}", bound=ExampleForm()[name]))
    return [attrs["value"] for attrs in drawn.named("input") if attrs.get("name") == TEXTS]
