"""A time is held while Maria looks the summons through, and is hers to keep or to send."""

from samplan.visits.models import Visit
from tests.stories.conftest import Arrives
from tests.stories.planning import plans_a_visit
from tests.stories.town import MARIA, Town
from tests.stories.visitor import Visitor


def test_a_time_that_is_held_and_then_kept(town: Town, arrives: Arrives) -> None:
    # Given Maria, who looks a summons through
    maria = arrives(MARIA)
    maria.follows("Patienter")
    maria.follows("Alma Ek")
    plans_a_visit(maria, "Uppföljning")

    # Then she sees until when the time is held
    maria.reads("Reserverad till 10.30", "Sedan blir tiden ledig igen")

    # When she keeps it for later, it is no longer held
    keeps(maria)
    visit = Visit.objects.get(patient=town.cast.alma, state="planned")
    assert visit.held_until is None


def keeps(maria: Visitor) -> None:
    maria.presses("Spara och skicka senare")
    maria.reads("Tiden är bokad. Kallelsen är inte skickad än.")
