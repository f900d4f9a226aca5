"""Someone says how they want to be told: on the smallest phone, without script too."""

import pytest

from samplan.notifications.models import AddressProof, Preference
from samplan.notifications.queries import code_of
from samplan.patients.models import Patient
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import SMALLEST


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_alma_proves_a_new_address_and_chooses(
    town: Town, arrives: Arrives, scripted: bool
) -> None:
    # Given Alma with the smallest phone, at her settings
    alma = arrives("Alma Ek", viewport=SMALLEST, java_script_enabled=scripted)
    alma.opens("/installningar/")
    alma.follows("Öppna: Så säger vi till dig")
    alma.stands_at("Så säger vi till dig")

    # When she gives a new mail address and the code that came there
    alma.follows("Ändra e-postadressen")
    alma.writes("Din e-postadress", "alma.ny@samplan.invalid")
    alma.presses("Skicka koden")
    alma.stands_at("Skriv koden")
    alma.writes("De sex siffror som du fick", code_of(AddressProof.objects.get()))
    alma.presses("Spara")

    # Then it is hers, and she chooses not to be reminded
    alma.reads("alma.ny@samplan.invalid", "Sparat. Vi når dig där")
    reminders = alma.page.get_by_role("group", name="Påminnelser")
    reminders.get_by_label("Inte alls").check()
    alma.presses("Spara")
    alma.reads("Sparat. Så här säger vi till dig")
    assert Preference.objects.get().reminder == "nothing"
    assert Patient.objects.get(given_name="Alma").email == "alma.ny@samplan.invalid"
