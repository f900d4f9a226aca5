"""Maria sends a blood pressure diary to a list of 250, of whom seven cannot be reached here."""

from datetime import timedelta

import pytest

from samplan.cases.models import Case, Send
from samplan.cases.sends.following_up import follow_up
from samplan.cases.sends.running import run
from samplan.cases.tests.send_world import DIARY, make_receivers, pasted
from samplan.cases.tests.world import make_offering
from samplan.plans.models import Activity, ActivityKind
from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import PHONE

TITLE = "Mät ditt blodtryck hemma"


@pytest.mark.parametrize("is_scripted", [True, False])
def test_a_list_of_250_becomes_243_conversations_and_seven_letters(
    town: Town, arrives: Arrives, *, is_scripted: bool
) -> None:
    # Given a list of 250 patients, with Alma among them, seven of whom want paper
    make_offering(town.cast, DIARY)
    people = [town.cast.alma, *make_receivers(town.cast, 249, unreachable=7)]
    maria = arrives(MARIA, java_script_enabled=is_scripted)

    # When Maria pastes it, with a number that is nobody's here
    maria.opens("/vard/arenden/")
    maria.follows("Skicka till patienter")
    maria.picks("Vad skickar du?", TITLE)
    maria.ticks("En lista som jag klistrar in")
    maria.writes("Personnummer", f"{pasted(people)}\n{town.cast.carl.identity_number}")
    maria.writes("Påminn efter, dagar", "3")
    maria.presses("Granska")

    # Then she sees who can be reached and who cannot, and why, before anything goes
    maria.stands_at(TITLE)
    maria.reads("Kan nås här", "243", "Får ett brev", "7", "Så att vi kan se hur ditt blodtryck")
    maria.follows("Får ett brev")
    maria.reads("har inte sagt ja till digital kontakt")
    maria.follows("Rader med fel")
    maria.reads("Ingen på mottagningen har det numret")
    maria.does_not_read("Carl")
    assert not Case.objects.exists()

    # When she sends it, pauses, and goes on
    maria.presses("Skicka nu")
    maria.reads("Skickas", "250")
    maria.presses("Pausa")
    maria.reads("Pausat")
    maria.presses("Fortsätt skicka")
    run(Send.objects.get().pk, at=AT)
    maria.opens(f"/vard/utskick/{Send.objects.get().pk}/")

    # Then 243 have a conversation each, and seven letters are to be posted
    maria.reads("Skickat", "243", "Skickas på papper", "7")
    assert Case.objects.count() == 243
    letters = Activity.objects.open().filter(kind=ActivityKind.PAPER)
    assert letters.count() == 7
    maria.saves("Spara resultatet som fil")
    maria.follows("Skriv ut breven")
    maria.reads("Person248 Bok", "Vilken arm mäter du i?")
    maria.presses("Markera 7 brev som postade")
    assert not letters.exists()


def test_the_patient_answers_on_a_phone_and_is_not_reminded(town: Town, arrives: Arrives) -> None:
    # Given that Alma and one more have got the diary
    make_offering(town.cast, DIARY)
    people = [town.cast.alma, *make_receivers(town.cast, 1)]
    maria = arrives(MARIA)
    maria.opens("/vard/utskick/nytt/")
    maria.picks("Vad skickar du?", TITLE)
    maria.ticks("En lista som jag klistrar in")
    maria.writes("Personnummer", pasted(people))
    maria.writes("Påminn efter, dagar", "3")
    maria.presses("Granska")
    maria.presses("Skicka nu")
    run(Send.objects.get().pk, at=AT)

    # When Alma answers from her inbox
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens("/inkorg/")
    alma.follows(TITLE)
    alma.follows("Svara på formuläret")
    alma.ticks("Vänster")
    alma.presses("Nästa")
    alma.presses("Nästa")
    alma.writes("Är det något vården bör veta?", "Jag är yr på morgonen.")
    alma.presses("Nästa")
    alma.presses("Skicka")

    # Then she knows who reads it and by when, and Maria has her answers in the conversation
    alma.reads("svarar inom 5 arbetsdagar")
    alma.follows("Till samtalet")
    alma.reads("Du får svar senast")
    maria.opens("/vard/arenden/")
    maria.follows(TITLE)
    maria.reads("Jag är yr på morgonen.")

    # And only the other one is reminded
    assert follow_up(at=AT + timedelta(days=4)) == (1, 0)
