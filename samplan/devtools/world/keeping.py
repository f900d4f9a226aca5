"""How long the demo world's region keeps what is ended."""

from datetime import datetime
from typing import Final

from samplan.cases.models import RemovedKind
from samplan.cases.retention.decisions import Decision, decide
from samplan.common.dates import local
from samplan.devtools.world.people import People

TWO_YEARS, FIVE_YEARS = 730, 1826
DECIDED: Final = ((RemovedKind.SERVICE, FIVE_YEARS, "114"), (RemovedKind.SENT, TWO_YEARS, "115"))


def decide_how_long(people: People, *, at: datetime) -> None:
    """Rut notes what the board has decided."""
    today = local(at).date()
    for kind, days, number in DECIDED:
        decision = Decision(
            kind=kind,
            after_days=days,
            from_on=today,
            reference=f"HSN {today.year}-{number}",
            decided_by="Hälso- och sjukvårdsnämnden",
        )
        decide(decision, acting=people.acting("Rut", at), at=at)
