"""What people write in fields, and what becomes of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    AttachmentRef,
    Choice,
    OpenText,
    PageInput,
    Value,
    check_page,
    field_name,
    read_post,
)
from samplan.forms.engine.faults import SENTENCES
from samplan.forms.tests.questionnaires import choice, form_of, group, item, posted, when


def read(kind: str, *, settings: dict[str, Any] | None = None, **fields: Any) -> PageInput:
    form = form_of(item("q", kind, **(settings or {})))
    return read_post(form, form.pages[0], posted(**fields))


def codes(found: PageInput) -> list[str]:
    assert all(fault.sentence for fault in found.faults)
    return [fault.code.value for fault in found.faults]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("integer", " 120 ", 120),
        ("integer", "−5", -5),
        ("integer", "1 000", 1000),
        ("integer", "-2147483648", -(2**31)),
        ("decimal", "37,5", Decimal("37.5")),
        ("decimal", "37.5", Decimal("37.5")),
        ("decimal", "12\u00a0345,25", Decimal("12345.25")),
        ("decimal", "0,000001", Decimal("0.000001")),
        ("date", "2026-03-12", date(2026, 3, 12)),
        ("date", "2026-3-2", date(2026, 3, 2)),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("string", "  Åsa Öberg ", "Åsa Öberg"),
        ("text", "ett\r\ntvå\rtre\x0bfyra\u2028fem", "ett\ntvå\ntre\nfyra\nfem"),
        ("text", "<b>&amp;\u202e\U0001f600", "<b>&amp;\u202e\U0001f600"),
    ],
)
def test_swedish_writing_is_understood(kind: str, written: str, value: Value) -> None:
    found = read(kind, q=written)
    assert (found.values.of("q"), found.faults) == ((value,), ())


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("boolean", "ja", "not-yes-or-no"),
        ("integer", "12,5", "not-a-whole-number"),
        ("integer", "tolv", "not-a-whole-number"),
        ("integer", "2147483648", "number-too-large"),
        ("integer", "9" * 39, "number-too-large"),
        ("integer", "9" * 100_000, "not-a-whole-number"),
        ("decimal", "1.234,5", "not-a-number"),
        ("decimal", "120/80", "not-a-number"),
        ("decimal", "120 80", "not-a-number"),
        ("decimal", "1e5", "not-a-number"),
        ("decimal", "NaN", "not-a-number"),
        ("decimal", "1,1234567890123456", "too-many-digits"),
        ("date", "12/3 2026", "not-a-date"),
        ("date", "20260312", "not-a-date"),
        ("date", "26-03-12", "not-a-date"),
        ("date", "2026-02-30", "no-such-date"),
        ("date", "0000-01-01", "no-such-date"),
        ("string", "å" * 501, "too-long"),
        ("text", "a" * 10_001, "too-long"),
        ("text", "a" * 10_000_000, "too-long"),
        ("text", "a\x00b", "unsavable"),
        ("text", "a\ud800b", "unsavable"),
        ("string", "a\x1bb", "unsavable"),
        ("attachment", "f1", None),
    ],
)
def test_what_is_not_understood_is_kept_as_it_was_written(
    kind: str, written: str, code: str | None
) -> None:
    found = read(kind, q=written)
    assert found.values.of("q") == ()
    assert codes(found) == ([code] if code else [])
    if code:
        drawn = written.replace("\x00", "�").replace("\ud800", "�").replace("\x1b", "�")
        assert found.raw["a:q"] == (drawn,)
        assert "".join(found.raw["a:q"]).encode()  # can be drawn again


@pytest.mark.parametrize("kind", ["boolean", "integer", "decimal", "date", "string", "text"])
@pytest.mark.parametrize("written", [[], "", "  ", "\r\n", ["", " "]])
def test_blank_is_no_answer(kind: str, written: str | list[str]) -> None:
    found = read(kind, q=written)
    assert (found.values, found.faults) == (Answers(), ())


def test_length_is_counted_in_characters_after_tidying() -> None:
    settings = {"maxLength": 3}
    assert read("string", settings=settings, q=" \U0001f600åä ").values.of("q")
    found = read("string", settings=settings, q="abcd")
    assert found.faults[0].sentence == (
        "Your text has 4 characters. There is room for 3. Shorten it a little."
    )


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (("2026", "3", "12"), (date(2026, 3, 12),)),
        ((" 2026 ", "03", "12"), (date(2026, 3, 12),)),
        (("2026", "3", ""), "date-incomplete"),
        (("", "", "12"), "date-incomplete"),
        (("2026", "13", "1"), "no-such-date"),
        (("26", "3", "12"), "not-a-date"),
        (("2026", "mars", "12"), "not-a-date"),
        (("", "", ""), ()),
    ],
)
def test_a_date_may_come_in_three_fields(parts: tuple[str, str, str], outcome: object) -> None:
    year, month, day = parts
    found = read("date", q__year=year, q__month=month, q__day=day)
    assert found.raw["a:q.year"] == (year,)
    assert (codes(found)[0] if found.faults else found.values.of("q")) == outcome


def test_several_answers_only_where_the_question_repeats() -> None:
    assert codes(read("integer", q=["1", "2"])) == ["one-answer"]
    found = read("integer", settings={"repeats": True}, q=["1", "", "2", "2"])
    assert found.values.of("q") == (1, 2, 2)
    too_many = read("integer", settings={"repeats": True}, q=["1"] * 51)
    assert codes(too_many) == ["too-many-answers"]
    dates = read("date", settings={"repeats": True}, q=["2026-03-12", "2026-03-13"])
    assert len(dates.values.of("q")) == 2


def test_choices_are_posted_by_key() -> None:
    form = form_of(choice("q", "a", "b", repeats=True))
    found = read_post(form, form.pages[0], posted(q=["s|b", "s|a", "s|b"]))
    assert found.values.of("q") == (Choice("s", "b"), Choice("s", "a"))
    for wrong in ("a", "b", "s|c", "\x00"):
        assert codes(read_post(form, form.pages[0], posted(q=wrong))) == ["not-an-option"]


def test_an_open_choice_takes_an_option_or_own_words() -> None:
    options = {"answerOption": [{"valueString": "Lite"}, {"valueCoding": {"code": "k"}}]}

    def answered(**fields: Any) -> tuple[Value, ...] | list[str]:
        found = read("open-choice", settings=options, **fields)
        return codes(found) or found.values.of("q")

    assert answered(q="|k") == (Choice(None, "k"),)
    assert answered(q="", q__other=" Min granne\r\n") == (OpenText("Min granne"),)
    assert answered(q__other="Lite") == (Choice(value="Lite"),)
    assert answered(q="|k", q__other="eller") == ["choose-or-write"]
    assert answered(q__other="a" * 501) == ["too-long"]


@pytest.mark.parametrize("link_id", ["1.2", "a b", 'å"><script>', "x:year", "\n", "a%2Eb", "."])
def test_field_names_are_plain_and_differ_for_all_link_ids(link_id: str) -> None:
    name = field_name(link_id, "year")
    assert all(mark.isascii() and (mark.isalnum() or mark in "_-~%:.") for mark in name)
    assert name.count(".") == 1
    assert field_name("a.year") != field_name("a", "year")


def test_a_post_replaces_its_page_and_leaves_files_and_other_pages() -> None:
    form = form_of(
        group("one", item("a"), item("b"), item("f", "attachment")), group("two", item("c"))
    )
    before = Answers({"a": ("x",), "b": ("y",), "c": ("z",), "f": (AttachmentRef("1"),)})
    after = read_post(form, form.page("one"), posted(a="new", c="not here")).onto(before)
    assert dict(after) == {"a": ("new",), "c": ("z",), "f": (AttachmentRef("1"),)}


def test_a_posted_page_tells_one_fault_for_each_question_and_none_for_hidden_ones() -> None:
    form = form_of(
        item("a", "boolean"),
        item("number", "integer", required=True),
        item("name", required=True),
        item("x", "integer", required=True, enableWhen=[when("a", answerBoolean=True)]),
    )
    page = form.pages[0]
    found = read_post(form, page, posted(a="false", number="många", x="fel"))
    faults = check_page(form, page, found, Answers())
    assert [(fault.link_id, fault.code.value) for fault in faults] == [
        ("number", "not-a-whole-number"),
        ("name", "required"),
    ]
    assert faults[1].sentence == "You need to answer this."


def test_no_sentence_speaks_of_mandatory_fields() -> None:
    words = " ".join(SENTENCES.values()).lower()
    assert not any(word in words for word in ("mandatory", "required", "invalid", "field"))
