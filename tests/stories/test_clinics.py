"""Stig tells when the clinic is open and whom to ring for what; Alma finds it and keeps it."""

import pytest

from tests.stories.conftest import Arrives
from tests.stories.town import STIG, Town
from tests.stories.visitor import DESK, SMALLEST, Visitor

HEART = "Hjärtmottagningen, Norrby sjukhus"
UROLOGY = "Urologmottagningen, Söderby"


@pytest.mark.parametrize(
    ("viewport", "scripting"), [(DESK, True), (SMALLEST, True), (DESK, False)],
    ids=["desk", "320", "without script"],
)  # fmt: skip
def test_a_clinic_is_told_of_found_and_kept(
    town: Town, arrives: Arrives, viewport: dict[str, int], scripting: bool
) -> None:
    # Given Stig, who has told what there is to tell
    stig = arrives(STIG, viewport=viewport, java_script_enabled=scripting)
    tells(stig)

    # When Alma looks for the clinic without knowing how it is spelt
    alma = arrives("Alma Ek", viewport=viewport, java_script_enabled=scripting)
    alma.opens("/mottagningar/")
    alma.reads("Mina mottagningar", HEART)
    alma.writes("Namn, ort eller sorts mottagning", "hartmotagning")
    alma.presses("Sök")
    alma.follows(HEART)

    # Then she reads when it is open, what to press, and what is good to know
    alma.reads("Öppet nu, till 16.00", "Förnya recept", "Tryck 2")
    alma.follows("Inför besöket")
    alma.reads("Ta med legitimation.")
    assert alma.page.get_by_role("button", name="Lyssna").is_visible() == scripting

    # And has it among her own, as its patient; another she keeps there herself
    alma.follows(HEART)
    alma.reads("Du är patient här")
    alma.opens("/mottagningar/?q=urolog")
    alma.follows(UROLOGY)
    alma.presses("Lägg till bland mina mottagningar")
    alma.opens("/mottagningar/")
    alma.reads("Mina mottagningar", HEART, UROLOGY)

    # And keeps hers on her start page too, before another service
    alma.follows(HEART)
    alma.presses("Lägg till genväg")
    alma.opens("/tjanster/")
    alma.presses("Vem har tittat")
    alma.opens("/")
    alma.reads("Genvägar", HEART)
    alma.follows("Lägg till genväg")
    alma.presses(f"Ner: {HEART}")
    alma.presses("Ta bort: Vem har tittat")
    alma.opens("/")
    alma.follows(HEART)


def tells(stig: Visitor) -> None:
    """Hours, a phone choice and a page."""
    stig.follows("Öppettider")
    stig.writes("Måndag", "8–16")
    stig.presses("Spara")
    stig.writes("Dag", "2026-12-23")
    stig.presses("Lägg till dagen")
    stig.follows(HEART)
    stig.follows("Vad patienter vänder sig till oss för")
    stig.follows("Ny rad")
    stig.writes("Vad patienten behöver", "Förnya recept")
    stig.ticks("här, när det passar dig")
    stig.picks("Knapp i telefonvalet", "2")
    stig.presses("Spara")
    stig.follows(HEART)
    stig.follows("Information till patienter")
    stig.follows("Ny sida")
    stig.writes("Rubrik", "Inför besöket")
    stig.writes("Text", "Ta med legitimation.")
    stig.ticks("Patienter kan läsa den")
    stig.presses("Spara")
    stig.follows("Nytt dokument")
    stig.follows("Information till patienter")
    stig.follows(HEART)
    stig.follows("Se mottagningen som patienter gör")
    stig.reads("Så här ser patienter mottagningen.")
