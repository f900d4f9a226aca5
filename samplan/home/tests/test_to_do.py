"""What a clinic waits for stands among what is to do, and is counted in the greeting."""

import pytest
import time_machine

from samplan.cases.actions import Written, save_draft
from samplan.cases.actions.announcing import announce_contacts
from samplan.cases.tests.world import make_contact, say_as_care, started_case
from samplan.contacts.announcing import What
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_a_question_from_the_clinic_is_something_to_do(cast: Cast) -> None:
    case = started_case(cast)
    alma = browser_of(cast.acting(cast.alma))
    assert "Att göra" not in alma.get("/").content.decode()
    say_as_care(cast, case, "Sedan när?", "question")

    page = alma.get("/").content.decode()
    assert "En sak att göra." in page
    to_do = page.split("Att göra")[1].split("</ul>")[0]
    assert f"/inkorg/{case.pk}/" in to_do
    assert "Hjärtmottagningen" in to_do
    assert "Bra att veta" not in page


def test_each_question_is_quoted_with_who_asks(cast: Cast) -> None:
    cases = [started_case(cast, words=words) for words in ("Får jag flyga?", "Får jag bada?")]
    for case in cases:
        say_as_care(cast, case, "Sedan när är du yr?", "question")
    say_as_care(cast, cases[1], "Hur ofta?", "question", signs_as_clinic=True)
    page = browser_of(cast.acting(cast.alma)).get("/").content.decode()
    to_do = page.split("Att göra")[1].split("</ul>")[0]
    clinic = cast.heart.name
    assert f"”Sedan när är du yr?” · Maria Nyström · {clinic}" in to_do
    assert f"”Hur ofta?” · {clinic}" in to_do
    assert to_do.count("Maria") == 1


def test_one_that_is_begun_to_be_answered_stands_once(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Sedan när är du yr?", "question")
    case.refresh_from_db()
    save_draft(case, Written(body="Sedan i"), acting=cast.acting(cast.alma), at=AT)

    page = browser_of(cast.acting(cast.alma)).get("/").content.decode()
    to_do = page.split("Att göra")[1].split("</ul>")[0]
    assert "En sak att göra." in page
    assert ("Fortsätt" in to_do, "Påbörjat" in to_do) == (True, False)


def test_the_greeting_counts_it_besides_what_is_before_the_visit(cast: Cast) -> None:
    sent_visit(cast)
    say_as_care(cast, started_case(cast), "Sedan när?", "question")
    page = browser_of(cast.acting(cast.alma)).get("/").content.decode()
    assert "Tre saker att göra. Två av dem före ditt besök" in page


def test_the_inbox_says_whose_turn_it_is(cast: Cast) -> None:
    alma, case = browser_of(cast.acting(cast.alma)), started_case(cast)
    assert "Väntar på svar" in alma.get("/inkorg/").content.decode()
    for intent, words in (
        ("question", "Väntar på dig"),
        ("answer", "Besvarat"),
        ("close", "Avslutat"),
    ):
        say_as_care(cast, case, "Sedan när?", intent)
        page = alma.get("/inkorg/").content.decode()
        assert words in page
        assert "Väntar på svar" not in page


def test_what_only_tells_something_has_no_state(cast: Cast) -> None:
    announce_contacts([make_contact(cast)], What.GIVEN, acting=cast.acting(cast.maria), at=AT)
    page = browser_of(cast.acting(cast.alma)).get("/inkorg/").content.decode()
    assert "är din vårdkontakt" in page
    assert "Avslutat" not in page
