"""Alma says yes, her contacts at two clinics coordinate, and she takes it back."""

from samplan.cases.tests.coordinating import HEARD, two_contacts
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import PHONE

ANSWER = "Ja, vi väntar två veckor."


def test_two_clinics_coordinate_as_long_as_she_says_yes(town: Town, arrives: Arrives) -> None:
    two_contacts(town.cast)

    # Given Alma, who lets her contacts at both clinics coordinate
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens("/vardkontakter/")
    alma.reads("Vilka som får samordna din vård", "deltar inte")
    alma.presses("Säg ja till alla")
    alma.reads("Sparat.", "deltar")

    # When Petra writes to Maria, from Alma's contacts
    petra = arrives("Petra Holm, Urologsjuksköterska")
    petra.opens(f"/vard/patienter/{town.cast.alma.pk}/vardkontakter/")
    petra.follows("Öppna samordningen")
    petra.reads("Patienten har sagt ja till det här", "Maria Nyström")
    petra.writes("Skriv till de andra vårdkontakterna", HEARD)
    petra.presses("Skicka")
    petra.reads("Skickat till de andra vårdkontakterna.", HEARD)

    # Then it stands in Maria's Today, and she answers
    maria = arrives(MARIA)
    maria.opens("/vard/")
    maria.follows("Läs vad en annan vårdkontakt har skrivit")
    maria.reads(HEARD)
    maria.writes("Skriv till de andra vårdkontakterna", ANSWER)
    maria.presses("Skicka")
    maria.opens("/vard/")
    maria.does_not_read("Läs vad en annan vårdkontakt har skrivit")

    # And Alma reads all of it
    alma.follows("Läs vad de skriver till varandra")
    alma.reads(HEARD, ANSWER, "Läst av Maria Nyström")

    # When she takes it back for Petra's clinic
    alma.presses("Ta tillbaka: Urologmottagningen, Söderby")
    alma.reads("Sparat.", "deltar inte")

    # Then Petra reads only what her own clinic wrote, and can write no more
    petra.page.reload()
    petra.meets()
    petra.reads(HEARD, "Patientens ja gäller inte längre här")
    petra.does_not_read(ANSWER)
