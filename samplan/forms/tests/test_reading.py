"""What others want to know of sent answers."""

import pytest

from samplan.forms import engine, reading
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast

PROFESSIONS = "https://samplan.example/codes/profession"


def answered(cast: Cast, values: dict[str, list[object]]) -> ResponseVersion:
    response = sent_visit(cast).response
    form = form_of(response.version, "sv")
    status = engine.ResponseStatus.COMPLETED
    answers = engine.Answers({key: tuple(given) for key, given in values.items()})
    document = engine.response_from_answers(form, answers, authored_at=AT, status=status)
    return ResponseVersion(response=response, document=document)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"vill-traffa": [engine.Choice(PROFESSIONS, "dietitian")]}, ["Dietist"]),
        (
            {"vill-traffa": [engine.Choice(PROFESSIONS, "other")], "vill-traffa-vem": ["Präst"]},
            ["Präst"],
        ),
        ({}, []),
    ],
)
def test_wished_professions_read_as_people_say_them(
    cast: Cast, values: dict[str, list[object]], words: list[str]
) -> None:
    found = reading.wished_professions(answered(cast, values), "sv")

    assert [each for _code, each in found] == words


def test_what_matters_most_is_found_by_its_code(cast: Cast) -> None:
    version = answered(cast, {"vill-ta-upp": ["Jag blir yr"]})

    assert reading.most_important(version) == "Jag blir yr"
    assert reading.counted(version) == 1


def test_what_matters_most_reads_as_its_option_where_it_is_chosen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_IMPORTANT", reading.WISHED_PROFESSION)
    chosen = [engine.Choice(PROFESSIONS, "dietitian"), engine.Choice(PROFESSIONS, "other")]

    words = reading.most_important(answered(cast, {"vill-traffa": chosen}))

    assert words.startswith("Dietist, ")
    assert "Choice" not in words
