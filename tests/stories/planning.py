"""How a nurse plans a visit, from the patient's page to the preview."""

from tests.stories.town import VISIT_DAY
from tests.stories.visitor import Visitor

WHEN = "torsdag 3 december kl. 10.30"
ANSWER_BY = "måndag 30 november"
PLACE = "Anmäl dig i receptionen, plan 4"


def plans_a_visit(nurse: Visitor, kind: str, *, clock: str = "10:30") -> None:
    """A visit with Maria on the day of the stories, not sent yet."""
    nurse.follows("Planera ett besök")
    nurse.follows(f"Välj: {kind}")
    nurse.writes("Dag", VISIT_DAY.isoformat())
    nurse.writes("Tid", clock)
    nurse.picks("Vem patienten träffar", "Maria Nyström, hjärtsjuksköterska")
    nurse.presses("Spara och granska")
    nurse.reads("Det här läser patienten", PLACE)
