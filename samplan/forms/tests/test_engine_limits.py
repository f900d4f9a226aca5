"""The form's own limits: bounds, lengths, patterns, units, what is shown and never asked."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    Choice,
    Flaw,
    Quantity,
    Reference,
    Unit,
    UnsupportedForm,
    Url,
    Value,
    check_page,
    enabled,
    load,
    read_post,
    validate,
)
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    control,
    extension,
    form_of,
    group,
    hint,
    item,
    posted,
    questionnaire,
    unit,
    when,
)

UCUM = "http://unitsofmeasure.org"
KILO = Unit("kg", UCUM, "kg")
GRAM = Unit("g", UCUM, "g")


def faults(question: Json, *values: Value) -> list[str]:
    return [str(fault.code) for fault in validate(form_of(question), Answers({"q": values}))]


def flaws(*items: Json, **more: Any) -> list[Flaw]:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(*items, **more))
    return [problem.code for problem in caught.value.problems]


def limited(kind: str, *extensions: Json, **more: Any) -> Json:
    return item("q", kind, extension=list(extensions), **more)


BOUNDED: list[tuple[Json, Value, Value, Value]] = [
    (
        limited(
            "integer", extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)
        ),
        -1, 0, 11,
    ),
    (
        limited(
            "decimal",
            extension("minValue", valueDecimal=35.5),
            extension("maxValue", valueInteger=42),
        ),
        Decimal("35.4"), Decimal("35.5"), Decimal("42.1"),
    ),
    (
        limited(
            "date",
            extension("minValue", valueDate="2026-01-01"),
            extension("maxValue", valueDate="2026-12-31"),
        ),
        date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1),
    ),
    (
        limited(
            "dateTime",
            extension("minValue", valueDateTime="2026-01-01T00:00:00+01:00"),
            extension("maxValue", valueDateTime="2026-01-02T00:00:00Z"),
        ),
        datetime(2025, 12, 31, 22, 59, tzinfo=UTC),
        datetime(2025, 12, 31, 23, tzinfo=UTC),
        datetime(2026, 1, 2, 0, 1, tzinfo=UTC),
    ),
    (
        limited(
            "time",
            extension("minValue", valueTime="08:00:00"),
            extension("maxValue", valueTime="17:00:00"),
        ),
        time(7, 59), time(8), time(17, 1),
    ),
    (
        limited(
            "quantity",
            unit("kg"),
            extension("sdc-questionnaire-minQuantity", valueQuantity={"value": 1, "code": "kg"}),
            extension("maxValue", valueDecimal=200.0),
        ),
        Quantity(Decimal("0.9"), KILO), Quantity(Decimal(1), KILO), Quantity(Decimal(201), KILO),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "low", "right", "high"), BOUNDED)
def test_answers_are_held_between_their_bounds(
    question: Json, low: Value, right: Value, high: Value
) -> None:
    assert faults(question, low) == ["below-minimum"]
    assert faults(question, right) == []
    assert faults(question, high) == ["above-maximum"]


def test_the_bounds_themselves_are_within() -> None:
    question = BOUNDED[0][0]
    assert [faults(question, number) for number in (0, 10)] == [[], []]


def test_a_bound_is_said_in_the_sentence() -> None:
    question = BOUNDED[1][0]
    (fault,) = validate(form_of(question), Answers({"q": [Decimal(50)]}))
    assert fault.sentence == "The answer can be at most 42. Check it."


def test_texts_have_a_least_length_and_a_pattern() -> None:
    short = limited("string", extension("minLength", valueInteger=3))
    assert faults(short, "ab") == ["too-short"]
    assert faults(short, "abc") == []
    postal = limited("string", extension("regex", valueString="[0-9]{3} ?[0-9]{2}"))
    assert faults(postal, "831 40 Östersund") == ["not-the-pattern"]
    assert faults(postal, "831 40") == []
    shown = limited(
        "string",
        extension("regex", valueString="[0-9]{5}"),
        extension("entryFormat", valueString="12345"),
    )
    (fault,) = validate(form_of(shown), Answers({"q": ["x"]}))
    assert fault.sentence == "Write it like this: 12345"


def test_numbers_have_at_most_so_many_decimals() -> None:
    question = limited("decimal", extension("maxDecimalPlaces", valueInteger=1))
    assert faults(question, Decimal("1.25")) == ["too-many-decimals"]
    assert faults(question, Decimal("1.20")) == []


def test_answers_are_counted_where_the_form_says_how_many() -> None:
    question = limited(
        "integer",
        extension("questionnaire-minOccurs", valueInteger=2),
        extension("questionnaire-maxOccurs", valueInteger=3),
        repeats=True,
    )
    assert faults(question, 1) == ["too-few-answers"]
    assert faults(question, 1, 2, 3) == []
    assert faults(question, 1, 2, 3, 4) == ["too-many-answers"]


def test_a_pattern_that_would_explode_elsewhere_runs_in_linear_time() -> None:
    question = limited("text", extension("regex", valueString="(a+)+b"))
    assert faults(question, "a" * 10_000) == ["not-the-pattern"]


@pytest.mark.parametrize(
    "pattern", ["(?=a)b", "(a)\\1", "(", "(a{1000}){1000}", "((a{100}){100}){100}"]
)
def test_patterns_that_cannot_run_in_linear_time_are_refused_with_their_place(
    pattern: str,
) -> None:
    with pytest.raises(UnsupportedForm) as caught:
        load(questionnaire(limited("string", extension("regex", valueString=pattern))))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (Flaw.BAD_PATTERN, "item[0].extension[0]")


@pytest.mark.parametrize(
    ("question", "flaw"),
    [
        (limited("boolean", extension("minValue", valueInteger=1)), Flaw.BAD_LIMIT),
        (limited("integer", extension("minValue", valueDecimal=1.5)), Flaw.BAD_LIMIT),
        (limited("date", extension("maxValue", valueDate="2026")), Flaw.BAD_LIMIT),
        (limited("integer", extension("minLength", valueInteger=1)), Flaw.BAD_LIMIT),
        (limited("string", extension("minLength", valueInteger=-1)), Flaw.BAD_LIMIT),
        (limited("string", extension("maxDecimalPlaces", valueInteger=1)), Flaw.BAD_LIMIT),
        (limited("date", extension("regex", valueString="a")), Flaw.BAD_LIMIT),
        (limited("string", extension("minLength", valueInteger=5), maxLength=4), Flaw.LIMITS_CROSS),
        (
            limited(
                "integer",
                extension("minValue", valueInteger=5),
                extension("maxValue", valueInteger=4),
            ),
            Flaw.LIMITS_CROSS,
        ),
        (limited("string", unit("kg")), Flaw.NOT_FOR_TYPE),
        (limited("decimal", unit("kg", "questionnaire-unitOption")), Flaw.NOT_FOR_TYPE),
        (limited("quantity", extension("questionnaire-unit", valueCoding={})), Flaw.BAD_UNIT),
        (
            limited(
                "quantity",
                unit("kg"),
                extension("sdc-questionnaire-minQuantity", valueQuantity={"value": 1, "code": "g"}),
            ),
            Flaw.BAD_LIMIT,
        ),
        (
            limited("quantity", unit("kg"), unit("g", "questionnaire-unitOption"), repeats=True),
            Flaw.REPEATS_WITH_UNITS,
        ),
    ],
)
def test_limits_that_do_not_fit_their_item_are_refused(question: Json, flaw: Flaw) -> None:
    assert flaw in flaws(question)


def test_quantities_are_read_with_their_unit() -> None:
    options = [unit(code, "questionnaire-unitOption") for code in ("kg", "g")]
    form = form_of(limited("quantity", *options), item("one", "quantity", extension=[unit("kg")]))

    def read(**fields: str) -> list[Any]:
        found = read_post(form, form.pages[0], posted(**fields))
        return [str(fault.code) for fault in found.faults] or list(found.values.of("q"))

    assert read(q="1,5", q__unit=f"{UCUM}|g") == [Quantity(Decimal("1.5"), GRAM)]
    assert read(q="1,5") == ["unit-missing"]
    assert read(q="1,5", q__unit="stone") == ["unknown-unit"]
    assert read(q="", q__unit=f"{UCUM}|g") == []
    only = read_post(form, form.pages[0], posted(one="80"))
    assert only.values.of("one") == (Quantity(Decimal(80), KILO),)
    wrong = Answers({"one": [Quantity(Decimal(1), GRAM)]})
    assert [str(fault.code) for fault in validate(form, wrong)] == ["unknown-unit"]


def test_a_condition_on_a_quantity_is_in_a_unit_that_the_question_has() -> None:
    def asking(code: str) -> Json:
        heavy = when("q", ">", answerQuantity={"value": 100, "code": code})
        return questionnaire(limited("quantity", unit("kg")), item("x", enableWhen=[heavy]))

    form = load(asking("kg"))
    assert "x" in enabled(form, Answers({"q": [Quantity(Decimal(101), KILO)]}))
    assert "x" not in enabled(form, Answers({"q": [Quantity(Decimal(100), KILO)]}))
    with pytest.raises(UnsupportedForm) as caught:
        load(asking("g"))
    assert [problem.code for problem in caught.value.problems] == [Flaw.CONDITION_NOT_AN_OPTION]


def test_what_is_hidden_or_only_shown_is_neither_read_nor_missed() -> None:
    hidden = extension("questionnaire-hidden", valueBoolean=True)
    form = form_of(
        item("shown", readOnly=True, required=True, initial=[{"valueString": "så"}]),
        group("g", item("below", required=True), extension=[hidden]),
        group("all", item("fixed", required=True), readOnly=True),
    )
    assert {name for name, each in form.items.items() if each.is_open} == set()
    found = read_post(form, form.pages[0], posted(shown="annat", below="x"))
    assert dict(found.values) == {}
    assert validate(form, Answers()) == ()
    assert form.items["shown"].initial == ("så",)
    assert form.items["below"].hidden


def test_an_exclusive_option_goes_with_no_other() -> None:
    question = choice("q", "a", "b", "none", repeats=True)
    question["answerOption"][2]["extension"] = [
        extension("questionnaire-optionExclusive", valueBoolean=True)
    ]
    a, none = Choice("s", "a"), Choice("s", "none")
    assert faults(question, none) == []
    assert faults(question, a, none) == ["exclusive"]


def test_options_may_be_chosen_from_the_beginning() -> None:
    options = [{"valueString": "a"}, {"valueString": "b", "initialSelected": True}]
    form = form_of(item("q", "choice", answerOption=options))
    assert form.items["q"].initial == (Choice(value="b"),)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("time", "8.05", time(8, 5)),
        ("time", "23:59:30", time(23, 59, 30)),
        ("time", "24:00", "not-a-time"),
        ("time", "kvart över", "not-a-time"),
        ("dateTime", "2026-07-01T08:30", datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        ("dateTime", "2026-01-01 kl. 8.30", datetime(2026, 1, 1, 7, 30, tzinfo=UTC)),
        ("dateTime", "2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("dateTime", "2026-03-29 02:30", "no-such-moment"),
        ("dateTime", "2026-02-30 08:00", "no-such-date"),
        ("dateTime", "0001-01-01 00:00", "no-such-date"),
        ("dateTime", "i går", "not-a-date"),
        ("dateTime", "2026-03-29", "not-a-moment"),
        ("url", "www.example.se/a", Url("https://www.example.se/a")),
        ("url", "javascript:alert(1)", "not-a-url"),
        ("url", "https://", "not-a-url"),
        ("url", "https://a b.se", "not-a-url"),
        ("url", "http://[", "not-a-url"),
        ("reference", " Dr Berg ", Reference("Dr Berg")),
        ("quantity", "80", Quantity(Decimal(80))),
    ],
)
def test_what_people_write_becomes_times_addresses_and_names(
    kind: str, written: str, value: Any
) -> None:
    form = form_of(item("q", kind))
    found = read_post(form, form.pages[0], posted(q=written))
    assert [str(fault.code) for fault in found.faults] == (
        [value] if isinstance(value, str) else []
    )
    assert found.faults or found.values.of("q") == (value,)


def test_texts_around_a_slider_become_its_ends() -> None:
    ends = [
        {**hint(name), "text": name, "extension": [control(name)]} for name in ("lower", "upper")
    ]
    form = form_of(
        item("q", "integer", item=[*ends, {**hint("u"), "extension": [control("unit")]}])
    )
    entry = form.items["q"]
    assert (entry.lower, entry.upper, entry.unit, entry.children) == (
        "lower",
        "upper",
        "Text u",
        (),
    )


def test_what_only_looks_otherwise_is_noted_with_its_place() -> None:
    width = extension("sdc-questionnaire-width", valueQuantity={"value": 1})
    form = form_of(item("a", extension=[control("signature")]), item("b", extension=[width]))
    assert [(note.path, note.link_id, note.code) for note in form.source.notes] == [
        ("item[1]", "b", Flaw.NOTED_EXTENSION),
        ("item[0]", "a", Flaw.NOTED_CONTROL),
    ]
    assert all(note.sentence for note in form.source.notes)
    undrawn = form_of(
        group("g", group("p", item("x"), extension=[control("page")])),
        item("s", "integer", extension=[control("slider")]),
    )
    assert [note.link_id for note in undrawn.source.notes] == ["p", "s"]


def test_marks_are_drawn_without_what_could_act() -> None:
    written = (
        "**Viktigt** <script>alert(1)</script> [länk](javascript:alert(1)) [1177](https://1177.se)"
    )
    html = '<p onclick="x()">Hej <b>du</b><img src=x onerror=y><script>z</script></p>'
    form = form_of(
        item("m", _text={"extension": [extension("rendering-markdown", valueMarkdown=written)]}),
        item("x", _text={"extension": [extension("rendering-xhtml", valueString=html)]}),
    )
    marked = form.items["m"].html
    assert "<strong>Viktigt</strong>" in marked
    assert 'href="https://1177.se"' in marked
    assert "<script" not in marked
    assert 'href="javascript' not in marked
    assert form.items["x"].html == "<p>Hej <b>du</b></p>"
    assert form.in_language("en").items["m"].html == marked


def test_a_post_that_breaks_a_bound_keeps_what_was_said() -> None:
    form = form_of(BOUNDED[0][0])
    found = read_post(form, form.pages[0], posted(q="99"))
    assert found.values.of("q") == (99,)
    assert [str(each.code) for each in check_page(form, form.pages[0], found, Answers())] == [
        "above-maximum"
    ]
