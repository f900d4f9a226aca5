"""Answers as staff and patients read them."""

from datetime import date
from decimal import Decimal

from samplan.forms.engine import (
    Answers,
    AttachmentRef,
    Choice,
    Difference,
    Line,
    OpenText,
    Words,
    differences,
    summary,
)
from samplan.forms.tests.questionnaires import (
    choice,
    control,
    extension,
    form_of,
    group,
    in_english,
    item,
    when,
)

FORM = form_of(
    group(
        "page",
        item("info", "display"),
        item("a", "boolean", text="Har du mätt?", _text=in_english("Have you measured?")),
        group(
            "inner",
            item("n", "decimal", prefix="1."),
            item("day", "date", required=True),
            enableWhen=[when("a", answerBoolean=True)],
        ),
    ),
    group("files", choice("o", "x", kind="open-choice", repeats=True), item("f", "attachment")),
)


def test_a_summary_has_headings_answers_and_depth() -> None:
    answers = Answers({"a": (True,), "n": (Decimal("72.5"),)})
    lines = summary(FORM, answers, "sv", words=Words(yes="Ja", no="Nej", decimal_mark=","))
    assert lines == (
        Line("page", "Text page", (), 0, is_heading=True, is_answered=False),
        Line("a", "Har du mätt?", ("Ja",), 1, is_heading=False, is_answered=True),
        Line("inner", "Text inner", (), 1, is_heading=True, is_answered=False),
        Line("n", "1. Text n", ("72,5",), 2, is_heading=False, is_answered=True),
    )


def test_a_number_on_a_scale_is_said_with_the_ends_of_the_scale() -> None:
    ends = [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)]
    form = form_of(
        item("scale", "integer", extension=[*ends, control("slider")]),
        item("bounded", "integer", extension=ends),
    )
    words = Words(on_scale="%(value)s (på en skala %(least)s–%(most)s)")
    lines = summary(form, Answers({"scale": (7,), "bounded": (7,)}), "sv", words=words)
    assert [line.answers for line in lines] == [("7 (på en skala 0–10)",), ("7",)]


def test_a_summary_speaks_the_readers_language() -> None:
    lines = summary(FORM, Answers({"a": (False,)}), "en")
    assert [(line.question, line.answers) for line in lines[1:]] == [
        ("Have you measured?", ("No",))
    ]


def test_a_summary_may_tell_what_was_asked_but_not_answered() -> None:
    lines = summary(FORM, Answers({"a": (True,)}), "sv", with_unanswered=True)
    unanswered = [line.link_id for line in lines if not line.is_heading and not line.is_answered]
    assert unanswered == ["n", "day", "o", "f"]


def test_hidden_answers_are_not_told() -> None:
    lines = summary(FORM, Answers({"a": (False,), "n": (Decimal(1),)}), "sv")
    assert "n" not in [line.link_id for line in lines]


def test_every_kind_of_value_can_be_read() -> None:
    answers = Answers(
        {
            "a": (True,),
            "n": (Decimal("1E+3"),),
            "day": (date(2026, 3, 12),),
            "o": (Choice("s", "x"), Choice("s", "gone", "Fanns förr"), OpenText("eget")),
            "f": (AttachmentRef("1", "röntgen.pdf"), AttachmentRef("2")),
        }
    )
    words = Words(day=lambda day: f"den {day.day}")
    told = {line.link_id: line.answers for line in summary(FORM, answers, "sv", words=words)}
    assert told["n"] == ("1000",)
    assert told["day"] == ("den 12",)
    assert told["o"] == ("x", "Fanns förr", "eget")
    assert told["f"] == ("röntgen.pdf", "2")


def test_differences_tell_what_is_new_changed_and_gone() -> None:
    old = Answers({"a": (True,), "n": (Decimal(1),), "o": (Choice("s", "x", "Förr"),)})
    new = Answers({"a": (True,), "day": (date(2026, 1, 1),), "o": (Choice("s", "x", "Nu"),)})
    assert differences(FORM, old, new) == (
        Difference("n", (Decimal(1),), ()),
        Difference("day", (), (date(2026, 1, 1),)),
    )
    assert differences(FORM, new, new) == ()
