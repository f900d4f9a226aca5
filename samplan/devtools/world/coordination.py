"""Alma's care contacts at two clinics coordinate, as she has agreed to."""

from datetime import datetime, timedelta
from typing import Final

from samplan.access.queries import self_acting
from samplan.cases.coordinating import actions
from samplan.common.dates import local
from samplan.common.ids import uuid7
from samplan.devtools.world.people import People

AGREED, ASKED, ANSWERED = timedelta(days=9), timedelta(days=3), timedelta(days=2)
SAID: Final = (
    (
        "Eva",
        ASKED,
        "Alma är yr när hon reser sig. Blodtrycket var 104/62 hos oss i går. "
        "Kan ni vänta med nästa höjning av hjärtmedicinen?",
    ),
    ("Maria", ANSWERED, "Ja, vi väntar två veckor och ringer Alma på fredag. Jag skriver sedan."),
)


def coordinate(people: People, *, at: datetime) -> None:
    """She says yes to both, Eva asks, and Maria answers: Eva has not read it yet."""
    patient = people.patients["Alma"]
    alma = self_acting(patient.user_id, local(at).date()) if patient.user_id else None
    if alma is None:
        raise ValueError("Alma has an account.")
    named = [people.acting(given, at) for given in ("Eva", "Maria")]
    actions.consent({each.clinic_id for each in named}, acting=alma, at=at - AGREED)
    for given, ago, words in SAID:
        acting = people.acting(given, at)
        actions.write(patient.pk, words, key=uuid7(), acting=acting, at=at - ago)
