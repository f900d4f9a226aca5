"""Maria finds what is said with Alma from Alma's page, and mends a send before it goes."""

import pytest

from samplan.cases.models import Case, Send
from samplan.cases.sends.running import run
from samplan.cases.tests.send_world import make_receivers, pasted
from samplan.cases.tests.world import make_offering, say_as_care, started_case
from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import DESK, PHONE

DIZZY, TIRED = "Yr på morgonen.", "Trött på kvällen."


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_patients_cases_are_found_from_her_page(
    town: Town, arrives: Arrives, viewport: dict[str, int]
) -> None:
    # Given that Alma has one case that is ended and one that waits
    offering = make_offering(town.cast)
    ended = started_case(town.cast, offering=offering, words=DIZZY)
    say_as_care(town.cast, ended, "Bra.", "close")
    started_case(town.cast, offering=offering, words=TIRED)
    maria = arrives(MARIA, viewport=viewport)

    # When Maria opens Alma's page
    maria.opens(f"/vard/patienter/{town.cast.alma.pk}/")

    # Then both stand there, and the case leads back to the page
    maria.reads(TIRED, "Väntar på oss", DIZZY, "Avslutad")
    maria.follows("Alla patientens ärenden")
    maria.stands_at("Patientens ärenden")
    maria.follows(TIRED)
    maria.follows("Alma Ek")
    maria.stands_at("Alma Ek")


@pytest.mark.parametrize("is_scripted", [True, False])
def test_a_slip_in_a_send_is_mended_before_it_goes(
    town: Town, arrives: Arrives, *, is_scripted: bool
) -> None:
    # Given a send with a slip to three patients
    people = make_receivers(town.cast, 3)
    maria = arrives(MARIA, java_script_enabled=is_scripted)
    maria.opens("/vard/utskick/nytt/")
    maria.writes("Rubrik", "Ny tlf")
    maria.writes("Meddelande till patienten", "Ring 010-1.")
    maria.writes("Personnummer", pasted(people))
    maria.presses("Granska")

    # When Maria changes the words and keeps the list
    maria.follows("Ändra")
    maria.stands_at("Ändra utskicket")
    maria.reads("Samma som nu: 3 patienter")
    maria.writes("Rubrik", "Nytt telefonnummer")
    maria.presses("Granska")

    # Then the three get what it says now, and a copy begins without the list
    maria.stands_at("Nytt telefonnummer")
    maria.presses("Skicka nu")
    run(Send.objects.get().pk, at=AT)
    assert {each.title for each in Case.objects.all()} == {"Nytt telefonnummer"}
    assert Case.objects.count() == 3
    maria.opens(f"/vard/utskick/{Send.objects.get().pk}/")
    maria.does_not_read("Ändra")
    maria.follows("Gör en kopia")
    maria.reads("Ring 010-1.")
