"""Stig keeps the clinic's texts and roles."""

from tests.stories.conftest import Arrives
from tests.stories.town import STIG, Town
from tests.stories.visitor import Visitor

NEW_WAY = "Ta hiss C till plan 5. Följ de gröna hjärtana."


def test_stig_changes_how_patients_find_the_clinic(town: Town, arrives: Arrives) -> None:
    # Given a visit at a clinic that has moved
    visit = town.sent()
    stig = arrives(STIG)

    # When Stig changes the directions
    stig.stands_at("Hjärtmottagningen, Norrby sjukhus")
    stig.follows("Ändra")
    stig.writes("Hitta hit", NEW_WAY)
    stig.presses("Spara")
    stig.reads("Sparat.", NEW_WAY)

    # Then Alma reads the new ones, also on the visit that was planned before
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{visit.pk}/")
    alma.reads(NEW_WAY)


def test_stig_gives_a_role_that_holds_at_once(town: Town, arrives: Arrives) -> None:
    # Given Petra, who works at another clinic
    town.sent()
    stig = arrives(STIG)

    # When Stig gives her a role at his, having first left out her name
    stig.follows("Ge en roll")
    stig.writes("HSA-id", "SE2321000000-PETRA")
    stig.presses("Spara")
    stig.reads("Det här behöver du rätta till")
    gives_petra_a_role(stig)

    # Then she chooses where she works, and sees that clinic's patients
    petra = arrives("Petra Holm, Urologsjuksköterska")
    petra.stands_at("Välj uppdrag")
    petra.presses("Hjärtmottagningen, Norrby sjukhus – ärendehanterare")
    petra.opens("/vard/besok/?dag=2026-12-03")
    petra.reads("Alma Ek")
    petra.follows("Byt uppdrag")
    petra.presses("Urologmottagningen, Söderby – ärendehanterare")
    petra.opens("/vard/besok/?dag=2026-12-03")
    petra.does_not_read("Alma Ek")


def gives_petra_a_role(stig: Visitor) -> None:
    stig.writes("Förnamn", "Petra")
    stig.writes("Efternamn", "Holm")
    stig.writes("Titel", "Urologsjuksköterska")
    stig.picks("Roll", "Ärendehanterare")
    stig.presses("Spara")
    stig.reads("Sparat. Rollen gäller från sin första dag.", "Petra Holm")
