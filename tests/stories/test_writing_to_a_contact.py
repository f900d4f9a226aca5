"""Alma writes to her care contact; Maria asks back, is answered with pictures, and ends it."""

import re

from playwright.sync_api import expect

from samplan.cases.models import Case
from samplan.cases.tests.world import CONTACT, make_contact, make_offering
from tests.stories.answering import a_picture
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import PHONE

DIZZY = "Jag blir yr när jag reser mig på morgonen sedan dosen ändrades."
MEASURE = "Kan du mäta blodtrycket sittande och stående? Du kan skicka bilder på mätaren."
AGREED = "Du tar halva dosen till fredag. Jag ringer dig då."


def test_a_question_goes_to_her_by_name_and_ends_in_an_agreement(
    town: Town, arrives: Arrives
) -> None:
    make_contact(town.cast, is_coordinator=True, helps_with="läkemedel, oro, planering")
    make_offering(town.cast, CONTACT)

    # Given Alma's start page, which names whom she turns to
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens("/")
    alma.reads("Min fasta vårdkontakt", "Maria Nyström", "läkemedel, oro, planering")

    # When she writes to her
    alma.follows("Skriv till Maria")
    alma.reads("Maria Nyström svarar inom 2 arbetsdagar.")
    alma.presses("Börja")
    alma.writes("Vad vill du fråga eller berätta?", DIZZY)
    alma.presses("Nästa")
    alma.presses("Nästa")
    alma.presses("Skicka")

    # Then she knows who answers and by when
    alma.reads("Maria Nyström svarar inom 2 arbetsdagar.")
    alma.follows("Till samtalet")
    alma.reads("Du får svar senast onsdag 25 november.", DIZZY)

    # When Maria asks back, with pictures allowed
    maria = arrives(MARIA)
    maria.opens("/vard/arenden/?visa=mina")
    maria.follows("Jag blir yr när jag reser mig på morgonen sedan dosen …")
    maria.reads(DIZZY, "Onsdag 25 november".lower())
    maria.ticks("Fråga patienten")
    maria.writes("Meddelande till patienten", MEASURE)
    maria.picks("Patienten får bifoga", "upp till 2 filer")
    maria.presses("Skicka")
    maria.reads("Väntar på patienten")

    # Then Alma sees that it is her turn, and answers with two pictures from her phone
    alma.opens("/")
    alma.follows("Svara: Svara på ett meddelande från din mottagning")
    alma.reads("Maria väntar på ditt svar.", MEASURE, "Läst av Maria Nyström")
    alma.writes("Ditt meddelande", "Sittande 128, stående 104.")
    alma.attaches("Bifoga filer", a_picture("sittande.png"), a_picture("staende.png"))
    alma.presses("Skicka")
    alma.reads("Skickat.", "sittande.png", "staende.png")

    # When Maria ends it with what they have agreed on
    maria.opens("/vard/arenden/?visa=mina")
    maria.follows("Jag blir yr när jag reser mig på morgonen sedan dosen …")
    assert maria.saves("staende.png").suggested_filename == "staende.png"
    maria.ticks("Svara och avsluta")
    maria.writes("Meddelande till patienten", "Tack, det hjälper. Nu vet jag.")
    maria.writes("Vad ni har kommit överens om", AGREED)
    maria.presses("Skicka")
    maria.reads("Avslutat måndag 23 november av Maria Nyström.")

    # Then Alma reads it, and can write no more in it
    alma.page.reload()
    alma.meets()
    alma.reads("Samtalet avslutades måndag 23 november.", "Det vi kom överens om", AGREED)
    expect(alma.page.get_by_label(re.compile("^Ditt meddelande"))).to_have_count(0)
    assert Case.objects.get().closed_by == "Maria Nyström"
