"""What the demo world's heart clinic has sent to several patients at once."""

from datetime import datetime, timedelta
from typing import Final

from samplan.access.acting import SystemActing
from samplan.cases.loading import LIBRARY, publish_type, read_types
from samplan.cases.models import Offering
from samplan.cases.sends.drawing_up import NewSend, draw_up
from samplan.cases.sends.reading import numbers_in
from samplan.cases.sends.running import run
from samplan.cases.sends.steering import start
from samplan.common.dates import local
from samplan.devtools.world.people import HEART, People
from samplan.organisations.models import Organisation

SENT_BEFORE: Final = timedelta(days=2)
DIARY: Final = "blodtrycksdagbok"
RECEIVERS: Final = ("Karin", "Erik", "Maj", "Sara", "Omar")
WORDS: Final = (
    "Mät morgon och kväll i två veckor, och skriv upp värdena här efterhand. Har du ingen "
    "blodtrycksmätare får du låna en av oss: ring så lägger vi fram en."
)


def send(people: People, nation: Organisation, *, at: datetime) -> None:
    """A blood pressure diary to five, two days ago."""
    maria, sent_at = people.acting("Maria", at), at - SENT_BEFORE
    told = next(each for each in read_types(LIBRARY / "national.json") if each["slug"] == DIARY)
    system = SystemActing(job="demo")
    version, _is_new = publish_type(told, owner=nation, acting=system, at=sent_at)
    offering, _is_new = Offering.objects.get_or_create(
        clinic=people.places[HEART], case_type=version.case_type, defaults={"version": version}
    )
    numbers = "\n".join(people.patients[name].identity_number for name in RECEIVERS)
    new = NewSend(
        title=version.title,
        body=WORDS,
        is_question=True,
        offering=offering,
        remind_after=5,
        call_after=10,
        receivers="En lista med personnummer",
    )
    named = numbers_in(numbers, today=local(sent_at).date())
    drawn = draw_up(new, named, acting=maria, at=sent_at)
    start(drawn.pk, acting=maria, at=sent_at)
    run(drawn.pk, at=sent_at)
