"""Where the stories happen: the cast's two clinics with texts, visit types and people to book."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from samplan.bookings.models import Resource
from samplan.common.dates import at_local
from samplan.organisations.models import Assignment, Organisation
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Send, Visit, VisitType
from samplan.visits.tests.staff_world import make_resource, make_type
from samplan.visits.tests.world import make_questionnaire
from tests.cast import AT, TODAY, Cast

MARIA, PETRA, STIG = (
    "Maria Nyström, Hjärtsjuksköterska",
    "Petra Holm, Urologsjuksköterska",
    "Stig Berg, Administratör",
)
VISIT_DAY = TODAY + timedelta(days=10)  # Thursday 3 December 2026
DIRECTIONS = "Buss 3 och 12 stannar vid huvudentrén. Ta hiss B till plan 4."
TEXTS = {
    "place": "Anmäl dig i receptionen, plan 4",
    "before": "Ta med din läkemedelslista. Ta dina mediciner som vanligt.",
    "during": "Vi går igenom hur du mår, dina svar och din plan.",
    "after": "Du får din överenskommelse skriftligt.",
    "cost": "300 kronor. Frikort gäller.",
    "late_cancel_fee": "400 kronor, också om du har frikort.",
}


@dataclass(frozen=True)
class Town:
    """Maria's clinic, with one visit type of each way to send, and Petra's."""

    cast: Cast
    types: dict[Send, VisitType]
    urology_type: VisitType

    maria: Resource
    petra: Resource

    def sent(
        self,
        patient: Patient | None = None,
        *,
        send: Send = Send.MERGED,
        day: date = VISIT_DAY,
        clock: time = time(10, 30),
    ) -> Visit:
        """A visit with Maria that the patient can see, or that waits for the post."""
        starts_at = at_local(day, clock)
        new = NewVisit(patient or self.cast.alma, self.types[send], self.maria, starts_at)
        return self._send(new, self.cast.maria)

    def sent_by_petra(self, patient: Patient | None = None) -> Visit:
        """A visit at the other clinic, some days later."""
        starts_at = at_local(VISIT_DAY + timedelta(days=7), time(9, 15))
        new = NewVisit(patient or self.cast.alma, self.urology_type, self.petra, starts_at)
        return self._send(new, self.cast.petra)

    def _send(self, new: NewVisit, nurse: Assignment) -> Visit:
        acting = self.cast.acting(nurse)
        return send_visit(plan_visit(new, acting=acting, at=AT), acting=acting, at=AT)


def make_town(cast: Cast) -> Town:
    """Write it to the database."""
    Organisation.objects.filter(pk=cast.heart.pk).update(directions=DIRECTIONS)
    questions = make_questionnaire(cast)
    names = {Send.MERGED: "Uppföljning", Send.TWO: "Årskontroll", Send.SUMMONS: "Provtagning"}
    types = {
        send: make_type(cast.heart, name, questions, **(TEXTS | {"send": send}))
        for send, name in names.items()
    }
    return Town(
        cast=cast,
        types=types,
        urology_type=make_type(cast.urology, "Utredning", questions),
        maria=make_resource(cast.heart, "Maria Nyström, hjärtsjuksköterska", cast.maria.staff),
        petra=make_resource(cast.urology, "Petra Holm, urologsjuksköterska", cast.petra.staff),
    )
