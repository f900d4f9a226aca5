"""What single templates of the library promise: what leads to what, sums and means."""

from typing import Any

import pytest

from samplan.forms.engine import (
    Answers,
    Audience,
    Value,
    enabled,
    fitted,
    row_id,
    settled,
    summary,
    total_score,
    validate,
)
from samplan.forms.tests.shelf import form_named

AFTER, BEFORE = "efter-urologisk-utredning", "infor-urologisk-utredning"
FOLLOW_UP, REVIEW = "lakemedelsuppfoljning", "behov-av-lakemedelsgenomgang"
HABITS = "levnadsvanor-infor-hjartbesok"
DAYS = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")  # from not at all to nearly every day


def given(name: str, **said: Any) -> Answers:
    """Answers by linkId (with `_` for `-`): options by their codes, other values as they are."""
    form = form_named(name)
    answers: dict[str, list[Value]] = {}
    for key, words in said.items():
        link_id = key.replace("_", "-")
        known = {option.choice.code: option.choice for option in form.items[link_id].options}
        several = words if isinstance(words, tuple) else (words,)
        answers[link_id] = [known[word] if known else word for word in several]
    return Answers(answers)


# Whether each question is asked for these answers: first without, then with.
FOLLOW_UPS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("avboka-eller-flytta-tid", {"vill": "cancel"}, {"vill": "move"}, "passar-dagar"),
    ("avboka-eller-flytta-tid", {"vill": "move"}, {"vill": "cancel"}, "behov-kvar"),
    ("behov-av-fast-vardkontakt", {"behov": "planning"}, {"behov": "other"}, "behov-annat"),
    ("behov-av-fast-vardkontakt", {"har_kontakt": "no"}, {"har_kontakt": "yes"}, "har-kontakt-vem"),
    (REVIEW, {"skal": "many"}, {"skal": "side-effects"}, "biverkningar"),
    (REVIEW, {"skal": "many"}, {"skal": "hard-to-take"}, "svart-att-ta"),
    ("bestall-intyg", {"intyg_typ": "driving"}, {"intyg_typ": "sick-leave"}, "sjuk-arbete"),
    ("bestall-intyg", {"intyg_typ": "driving"}, {"intyg_typ": "other"}, "intyg-annat"),
    (AFTER, {"besvar_efter": "pain"}, {"besvar_efter": "fever"}, "feber-rad"),
    (AFTER, {"besvar_efter": "none"}, {"besvar_efter": "pain"}, "besvar-beratta"),
    (AFTER, {}, {"besvar_efter": "pain"}, "besvar-beratta"),
    ("fornya-recept", {"andrat": False}, {"andrat": True}, "andrat-vad"),
    (BEFORE, {"besvar_vilka": "weak"}, {"besvar_vilka": "leakage"}, "lackage-nar"),
    (BEFORE, {"besvar_vilka": "weak"}, {"besvar_vilka": "night"}, "natt-antal"),
    (BEFORE, {"besvar_vilka": "weak"}, {"besvar_vilka": "blood"}, "blod-nar"),
    ("kontakta-din-fasta-vardkontakt", {"svar_hur": "here"}, {"svar_hur": "phone"}, "svar-telefon"),
    (FOLLOW_UP, {"tar_det": "as-agreed"}, {"tar_det": "stopped"}, "tar-det-varfor"),
    (FOLLOW_UP, {"biverkning": False}, {"biverkning": True}, "biverkning-vilka"),
    (
        FOLLOW_UP,
        {"biverkning": False, "biverkning_besvar": "much"},
        {"biverkning": True, "biverkning_besvar": "much"},
        "biverkning-rad",
    ),
    (HABITS, {"rok": "sometimes"}, {"rok": "daily"}, "rok-antal"),
    (HABITS, {"rok": "never"}, {"rok": "quit"}, "rok-slutat"),
    (HABITS, {"rok": "quit"}, {"snus": "sometimes"}, "sluta"),
    (HABITS, {"dricker": False}, {"dricker": True}, "glas-vecka"),
    (HABITS, {"hinder": "time"}, {"hinder": "chest-pain"}, "brost-rad"),
    (HABITS, {"stress": "rarely"}, {"stress": "always"}, "stress-vad"),
    ("stall-en-fraga", {"svar_hur": "visit"}, {"svar_hur": "phone"}, "svar-nar"),
    ("uppfoljning-egenvard", {"hur_gatt": "well"}, {"hur_gatt": "badly"}, "hinder"),
    ("uppfoljning-egenvard", {"matning_vad": "steps"}, {"matning_vad": "weight"}, "vikt"),
    ("valja-fast-lakare", {"onskar": "any"}, {"onskar": "named"}, "onskar-vem"),
    ("valja-fast-lakare", {"onskar": "named"}, {"onskar": "any"}, "viktigt-hos-lakare"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "without", "with_it", "asked"), FOLLOW_UPS)
def test_questions_lead_to_others_only_where_they_concern_one(
    name: str, without: dict[str, Any], with_it: dict[str, Any], asked: str
) -> None:
    form = form_named(name)
    assert asked not in enabled(form, given(name, **without))
    assert asked in enabled(form, given(name, **with_it))


def test_whoever_wants_to_change_nothing_wants_nothing_else() -> None:
    both = given(HABITS, vill_andra=("none", "food"))
    faults = validate(form_named(HABITS), both)
    assert [fault.link_id for fault in faults] == ["vill-andra"]


# PHQ-9


def phq(*scores: int) -> Answers:
    chosen = {f"phq9_{number}": DAYS[score] for number, score in enumerate(scores, start=1)}
    return given("phq-9", **chosen)


@pytest.mark.parametrize(
    ("scores", "total"),
    [
        ((0,) * 9, (0,)),
        ((3,) * 9, (27,)),
        ((0, 1, 2, 3, 0, 1, 2, 3, 1), (13,)),
        ((3,) * 8, ()),
        ((), ()),
    ],
)
def test_the_sum_of_phq_9_is_that_of_nine_answers(
    scores: tuple[int, ...], total: tuple[int, ...]
) -> None:
    assert settled(form_named("phq-9"), phq(*scores)).answers.of("phq9-summa") == total


def test_only_care_sees_the_sum_of_phq_9() -> None:
    form, answers = form_named("phq-9"), phq(*[1] * 9)

    def lines(reader: Audience) -> dict[str, tuple[str, ...]]:
        told = summary(form, answers, "sv", reader=reader)
        return {line.link_id: line.answers for line in told}

    assert lines(Audience.CARE)["phq9-summa"] == ("9",)
    assert "phq9-summa" not in lines(Audience.PATIENT)
    assert total_score(form, answers, Audience.PATIENT) is None


@pytest.mark.parametrize(("score", "is_told"), [(0, False), (1, True), (2, True), (3, True)])
def test_thoughts_of_death_are_met_with_whom_to_call(score: int, is_told: bool) -> None:
    form = form_named("phq-9")
    told = enabled(form, phq(*[0] * 8, score))
    assert ("phq9-9-stod" in told) is is_told
    assert ("phq9-9-stod-rad" in told) is is_told
    assert "phq9-9-stod" not in enabled(form, phq(*[3] * 8))
    for spoken in (form, form.in_language("en")):
        words = spoken.items["phq9-9-stod-rad"].text
        assert "112" in words
        assert "1177" in words
    assert "mottagningen" in form.items["phq9-9-stod-rad"].text
    assert 'href="tel:112"' in form.items["phq9-9-stod-rad"].html


# Blood pressure diary


def diary(*days: dict[str, int]) -> Answers:
    rows = {
        row_id(link_id.replace("_", "-"), row): [value]
        for row, day in enumerate(days)
        for link_id, value in day.items()
    }
    return Answers(rows)


def test_the_diary_works_out_means_over_the_days_that_have_values() -> None:
    form = form_named("blodtrycksdagbok")
    answers = diary(
        {"morgon_ovre": 140, "morgon_undre": 90, "kvall_ovre": 131},
        {"morgon_ovre": 137, "morgon_undre": 84},
        {"kvall_ovre": 128},
    )
    known = settled(form, answers).answers
    assert known.of("medel-morgon-ovre") == (139,)  # 138.5
    assert known.of("medel-morgon-undre") == (87,)
    assert known.of("medel-kvall-ovre") == (130,)  # 129.5
    assert known.of("medel-kvall-undre") == ()
    for reader in (Audience.PATIENT, Audience.CARE):
        told = {line.link_id: line.answers for line in summary(form, answers, "sv", reader=reader)}
        assert told["medel-morgon-ovre"] == ("139 mmHg",)
    assert validate(form, answers) == ()


def test_the_diary_has_limits_and_at_most_fourteen_days() -> None:
    form = form_named("blodtrycksdagbok")
    wrong = diary({"morgon_ovre": 1300, "morgon_undre": 8, "morgon_puls": 64})
    assert [fault.link_id for fault in validate(form, wrong)] == ["morgon-ovre", "morgon-undre"]
    assert validate(form, diary(*[{"morgon_ovre": 130}] * 14)) == ()
    faults = validate(form, diary(*[{"morgon_ovre": 130}] * 15))
    assert [fault.link_id for fault in faults] == ["dag"]
    assert fitted(form, diary({}, {"puls": 1})).items["dag"].answer_limit == 14


def test_a_high_value_says_whom_to_call_on_its_own_day() -> None:
    form = form_named("blodtrycksdagbok")
    answers = diary({"morgon_ovre": 179, "morgon_undre": 109}, {"kvall_ovre": 180})
    second = row_id("kvall-hogt", 1)
    shown = enabled(form, answers)
    assert {link_id for link_id in shown if "-hogt" in link_id} == {second}
    assert "kvall-hogt" in enabled(form, diary({"kvall_undre": 110}))


# Fluid list


def test_the_fluid_list_adds_up_each_day_for_itself() -> None:
    form = form_named(BEFORE)
    answers = diary(
        {"dag_1_dryck": 200, "dag_2_dryck": 150}, {"dag_1_dryck": 250, "dag_1_urin": 300}
    )
    known = settled(form, answers).answers
    assert known.of("dag-1-summa-dryck") == (450,)
    assert known.of("dag-1-summa-urin") == (300,)
    assert known.of("dag-2-summa-dryck") == (150,)
    assert known.of("dag-2-summa-urin") == ()
    assert known.of("dag-3-summa-dryck") == ()


# The seven statements about a plan


def test_patient_and_care_answer_the_same_seven_statements_in_their_own_words() -> None:
    statements = "https://samplan.example/codes/plan-statement"
    patient, care = (
        form_named("plan-sju-pastaenden-patient"),
        form_named("plan-sju-pastaenden-vard"),
    )

    def seven(name: str) -> list[tuple[str, list[str | None]]]:
        return [
            (item.link_id, [coding.code for coding in item.code if coding.system == statements])
            for item in form_named(name).items.values()
            if any(coding.system == statements for coding in item.code)
        ]

    both = seven("plan-sju-pastaenden-patient")
    assert both == seven("plan-sju-pastaenden-vard")
    assert len(both) == 7
    for link_id, _codes in both:
        mine, theirs = patient.items[link_id], care.items[link_id]
        assert mine.text != theirs.text
        assert mine.options == theirs.options
        assert [option.score for option in mine.options] == [2, 1, 0, None]
    assert (patient.asks_patients, care.asks_patients) == (True, False)


def test_wishes_are_asked_for_in_the_same_way_everywhere() -> None:
    heart, visit = (
        form_named(HABITS),
        form_named("fragor-infor-planerat-besok"),
    )
    assert heart.items["vill-traffa"].options == visit.items["vill-traffa"].options
    assert heart.items["vill-traffa"].code == visit.items["vill-traffa"].code
