"""Text comes back as it was meant, or is refused in plain words."""

import unicodedata

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.text import (
    BadText,
    clean_text,
    cut_at_a_word,
    number_in,
    quoted,
    shortened,
    swedish_sort_key,
)


def clean(value: str, *, multiline: bool = True) -> str:
    return clean_text(value, max_length=200, multiline=multiline)


@pytest.mark.parametrize(
    "text",
    [
        "Jag har ont i bröstet när jag går uppför trappor.",
        "rad ett\n\n\trad två",
        "مرحبا بكم في العيادة",
        "שלום",
        "می\u200cخواهم",  # Persian needs its joiner
        "👩\u200d⚕️",
        "<script>alert(1)</script> & 'citat'",
        "a\u200eb",
    ],
)
def test_ordinary_text_is_untouched(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_of_every_kind_become_one() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be\x85f") == "a\nb\nc\nd\ne\nf"
    assert clean("a\r\n\tb\n", multiline=False) == "a b"


def test_letters_are_composed() -> None:
    assert clean("A\u030asa") == "Åsa"


@pytest.mark.parametrize("hidden", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_signs_that_turn_the_reading_order_are_taken_away(hidden: str) -> None:
    assert clean(f"dos {hidden}10 mg{hidden}") == "dos 10 mg"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("ab\x00c", "control", 3),
        ("\x1b[31m", "control", 1),
        ("a\x7f", "control", 2),
        ("\x9b", "control", 1),
        ("a\uffff", "control", 2),
        ("hej \ud83d", "half", 5),
        ("\ude00 hej", "half", 1),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_place(text: str, code: str, place: int) -> None:
    with pytest.raises(BadText) as refused:
        clean(text)
    assert (refused.value.code, refused.value.params["place"]) == (code, place)
    assert str(refused.value) == refused.value.message % refused.value.params


def test_too_long_is_refused_with_both_numbers() -> None:
    assert clean("å" * 200) == "å" * 200
    with pytest.raises(BadText, match="has 201 characters, and there is room for 200"):
        clean("å" * 201)
    with pytest.raises(BadText) as refused:
        clean("x" * 10_000_000)
    assert refused.value.params["length"] == 10_000_000


def test_length_is_counted_after_composing() -> None:
    assert clean_text("A\u030a" * 10, max_length=10, multiline=False) == "Å" * 10


@given(st.text(st.characters(codec=None)), st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    try:
        once = clean(text, multiline=multiline)
    except BadText:
        return
    assert clean(once, multiline=multiline) == once
    assert once.encode().decode() == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once


def test_swedish_order() -> None:
    shuffled = ["Öberg", "Ærø", "Zeta", "Älv", "Alm", "Åberg", "Émile"]
    right = ["Alm", "Émile", "Zeta", "Åberg", "Älv", "Ærø", "Öberg"]
    assert sorted(shuffled, key=swedish_sort_key) == right


def test_order_asks_neither_case_nor_accents() -> None:
    assert swedish_sort_key("ANDRÉ ") == swedish_sort_key("andre")
    assert swedish_sort_key("Mu\u0308ller") == swedish_sort_key("Myller")
    assert swedish_sort_key("A\u030asa") == swedish_sort_key("åsa")


def test_the_key_sorts_by_bytes_as_well() -> None:
    words = ["ö", "z", "å", "a", "ä", "é", "Ø"]
    by_bytes = sorted(words, key=lambda word: swedish_sort_key(word).encode())
    assert by_bytes == sorted(words, key=swedish_sort_key)


@pytest.mark.parametrize(("language", "said"), [("sv", "”ja”"), ("en", "“ja”")])
def test_quotation_marks_are_those_of_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert quoted("ja") == said


def test_a_text_is_cut_where_it_is_too_long_and_says_so() -> None:
    assert shortened("tre ord", 7) == "tre ord"
    assert shortened("tre ord till", 8) == "tre ord …"


@pytest.mark.parametrize("written", ["", "-1", "1.5", "²", "٣", "1234"])
def test_what_is_no_number_of_so_many_digits_is_none(written: str) -> None:
    assert number_in(written, digits=3) is None


def test_a_number_is_read_as_it_is_written() -> None:
    assert [number_in(each, digits=3) for each in ("0", "007", "100")] == [0, 7, 100]


def test_a_cut_leaves_whole_words_and_no_comma_before_the_dots() -> None:
    assert cut_at_a_word("Väg dig i morgon, och skriv", 40) == "Väg dig i morgon, och skriv"
    assert cut_at_a_word("Väg dig i morgon, och skriv vikten", 19) == "Väg dig i morgon …"
    assert cut_at_a_word("Väg dig i morgon, och skriv vikten", 24) == "Väg dig i morgon, och …"
