"""From the nurse who plans a visit to the patient who sees that the answers were read."""

from pathlib import Path

from tests.stories.answering import MATTERS, PRESSURE, WISH, answers_every_page
from tests.stories.conftest import Arrives
from tests.stories.planning import ANSWER_BY, PLACE, WHEN, plans_a_visit
from tests.stories.town import MARIA, Town
from tests.stories.visitor import Visitor

ROOM_ABOVE = """part => part.querySelector("button").getBoundingClientRect().top
  - part.previousElementSibling.getBoundingClientRect().bottom"""


def test_a_visit_with_summons_and_questions_as_one(town: Town, arrives: Arrives) -> None:
    # Given Alma, for whom nothing is planned
    alma = arrives("Alma Ek")
    alma.reads("Inget är planerat just nu")

    # When Maria plans a visit and sends it
    maria = arrives(MARIA)
    maria.stands_at("I dag")
    finds_by_full_number(maria, town)
    plans_a_visit(maria, "Uppföljning")
    maria.reads("Skickas tillsammans med kallelsen", f"Besvaras senast {ANSWER_BY}")
    maria.presses("Skicka")
    maria.reads("Patienten får veta att det finns något nytt", "Inte öppnad ännu")

    # Then Alma sees it, reads it, answers and sends
    reads_the_summons(alma)
    alma.follows("Svara: Svara på frågor inför besöket")
    answers_every_page(alma)
    sends(alma)

    # And Maria, who sees that the visit is ready, reads, decides and takes it to the record
    sees_it_ready(maria)
    reads_the_answers(maria)
    decides_the_wish(maria)
    takes_it_to_the_record(maria)

    # Then Alma sees who read, in what role and when, what was decided, and who has looked
    sees_what_became_of_it(alma)


def test_a_visit_with_summons_and_questions_as_two(town: Town, arrives: Arrives) -> None:
    # Given a visit whose summons and questions Maria sends each on its own
    maria = arrives(MARIA)
    finds_by_full_number(maria, town)
    plans_a_visit(maria, "Årskontroll")
    maria.reads("Skickas för sig, vid sidan av kallelsen")
    maria.presses("Skicka")

    # Then Alma has two messages, and two things to do
    alma = arrives("Alma Ek")
    alma.reads("Två saker att göra inför ditt besök torsdag 3 december")
    alma.follows("Inkorg 2 nya")
    alma.follows("Kallelse: Årskontroll")
    alma.reads("Du har fått en tid: Årskontroll")
    alma.follows("Inkorg 1 nytt")
    alma.follows("Frågor inför: Årskontroll")
    alma.follows("Inkorg")

    # When she answers, the summons read already
    alma.opens("/")
    alma.reads("En sak att göra inför ditt besök torsdag 3 december")
    alma.follows("Svara: Svara på frågor inför besöket")
    answers_every_page(alma)
    sends(alma)

    # Then the visit is ready
    alma.opens("/")
    alma.reads("Allt är klart inför ditt besök torsdag 3 december")
    sees_it_ready(maria)


def finds_by_full_number(maria: Visitor, town: Town) -> None:
    maria.follows("Patienter")
    maria.writes("Hela personnumret", town.cast.alma.identity_number or "")
    maria.presses("Sök upp")
    maria.stands_at("Alma Ek")


def reads_the_summons(alma: Visitor) -> None:
    alma.opens("/")
    alma.reads("Två saker att göra inför ditt besök torsdag 3 december")
    alma.follows("Inkorg 1 nytt")
    alma.reads("Kallelse: Uppföljning", "Nytt")
    alma.follows("Start")
    alma.follows("Läs: Läs kallelsen")
    alma.reads(WHEN.capitalize(), "45 minuter", PLACE, "300 kronor. Frikort gäller.")
    alma.reads("Du träffar Maria Nyström, hjärtsjuksköterska")
    alma.reads("Buss 3 och 12", "010-123 45 00", "400 kronor, också om du har frikort")
    alma.follows("Inkorg")
    alma.follows("Min plan")
    alma.reads("Kallelsen är läst", "Svara på frågor inför besöket")
    alma.follows("Bokade tider")
    alma.follows("Öppna: Uppföljning")


def sends(alma: Visitor) -> None:
    alma.reads(WISH, MATTERS, "Kurator", PRESSURE, "blodtryck.png")
    alma.presses("Skicka")
    alma.stands_at("Svaren är skickade")
    alma.reads(f"Hjärtmottagningen, Norrby sjukhus läser dina svar före besöket {WHEN}")
    alma.follows("Till besöket")
    alma.reads("Dina svar har kommit fram till mottagningen")


def sees_it_ready(maria: Visitor) -> None:
    maria.opens("/vard/besok/?dag=2026-12-03")
    maria.reads("1 besök, 1 redo", "Läst", "1 fil", "Inte läst av oss", MATTERS)


def reads_the_answers(maria: Visitor) -> None:
    maria.follows("Alma Ek")
    maria.reads(MATTERS, WISH, PRESSURE)
    assert maria.saves("blodtryck.png").suggested_filename == "blodtryck.png"
    assert maria.page.locator(".mark-read").evaluate(ROOM_ABOVE) >= 24
    maria.presses("Markera som läst")
    maria.reads("Läst av Maria Nyström, hjärtsjuksköterska, 23 nov")


def decides_the_wish(maria: Visitor) -> None:
    maria.presses("Inte nu: Kurator", status=422)
    maria.reads("Skriv till patienten varför det inte blir nu")
    maria.writes("Några ord till patienten", "Anna ringer dig i veckan.")
    maria.presses("Mottagningen bokar det: Kurator")
    maria.reads("Sparat. Patienten ser vad du har bestämt.")


def takes_it_to_the_record(maria: Visitor) -> None:
    saved = Path(maria.saves("Som PDF").path())
    assert saved.read_bytes().startswith(b"%PDF")
    maria.follows("Som text att klistra in")
    text = maria.page.get_by_label("Svaren som text").input_value()
    assert "Alma Ek" in text
    assert WISH in text
    maria.presses("Markera som infört i journalen")
    maria.reads("Infört av Maria Nyström 23 nov")


def sees_what_became_of_it(alma: Visitor) -> None:
    alma.opens("/")
    alma.reads("Läst av Maria Nyström, hjärtsjuksköterska, 23 nov")
    alma.follows("Allt om besöket")
    alma.reads("Mottagningen bokar det", "Anna ringer dig i veckan.")
    alma.follows("Övriga tjänster")
    alma.follows("Vem har tittat")
    alma.reads("Maria Nyström", "Hjärtmottagningen, Norrby sjukhus", "tittade på ett besök")
    alma.reads(
        "sökte upp personen med personnummer", "hämtade svar för att föra in dem i journalen"
    )
