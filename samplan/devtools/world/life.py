"""What happens in the demo world: visits of the last and the coming weeks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samplan.access.acting import StaffActing
from samplan.access.queries import staff_acting
from samplan.common.dates import at_local, local
from samplan.common.working_days import is_working_day
from samplan.devtools.world.people import HEART, UROLOGY, People
from samplan.forms.models import Questionnaire
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Mode, Send, Visit, VisitType

COST = "300 kronor. Frikort gäller."
LATE = "400 kronor, också om du har frikort."
BEFORE = "Ta med din läkemedelslista. Ta dina mediciner som vanligt."


@dataclass(frozen=True)
class Plan:
    """One visit to come: whom, what, with whom, in how many working days, at what hour."""

    patient: str
    kind: str
    staff: str
    in_days: int
    clock: time
    is_sent: bool = True


PLANS = [
    Plan("Alma", "Uppföljning 6–8 veckor", "Maria", 8, time(10, 30)),
    Plan("Bo", "Uppföljning 6–8 veckor", "Maria", 1, time(11, 30)),
    Plan("Sara", "Årskontroll", "Maria", 1, time(13, 0)),
    Plan("Omar", "Första besöket 2–4 veckor", "Maria", 1, time(14, 0)),
    Plan("Inga", "Årskontroll", "Maria", 1, time(15, 0)),
    Plan("Yusuf", "Läkarbesök", "Omid", 1, time(9, 0)),
    Plan("Lo", "Telefonuppföljning", "Maria", 2, time(8, 30)),
    Plan("Cleo", "Första besöket 2–4 veckor", "Omid", 5, time(10, 0)),
    Plan("Alma", "Utredning", "Petra", 15, time(9, 15)),
    Plan("Carl", "Utredning", "Petra", 3, time(13, 30)),
]


def live(people: People, *, at: datetime) -> None:
    """Plan and send the visits of the coming weeks."""
    kinds = _visit_types(people)
    for plan in PLANS:
        visit = _planned(plan, kinds[plan.kind], people, at=at)
        if plan.is_sent:
            send_visit(visit, acting=_acting(plan.staff, people, at), at=at)


def _planned(plan: Plan, kind: VisitType, people: People, *, at: datetime) -> Visit:
    day = working_day_in(local(at).date(), plan.in_days)
    new = NewVisit(
        patient=people.patients[plan.patient],
        visit_type=kind,
        resource=people.resources[plan.staff],
        starts_at=at_local(day, plan.clock),
    )
    return plan_visit(new, acting=_acting(plan.staff, people, at), at=at)


def working_day_in(day: date, number: int) -> date:
    """The working day `number` working days after `day`."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def _acting(given: str, people: People, at: datetime) -> StaffActing:
    assignment = people.staff[given][0]
    user_id = assignment.staff.user_id
    acting = user_id and staff_acting(user_id, assignment.pk, local(at).date())
    if not acting:
        raise LookupError(given)
    return acting


def _visit_types(people: People) -> dict[str, VisitType]:
    questions = Questionnaire.objects.get(slug="fragor-infor-planerat-besok")
    heart, urology = people.places[HEART], people.places[UROLOGY]
    rows = [
        (
            heart,
            "Uppföljning 6–8 veckor",
            "uppföljning sex till åtta veckor efter hjärtinfarkt",
            45,
        ),
        (heart, "Första besöket 2–4 veckor", "första uppföljningen efter hjärtinfarkt", 60),
        (heart, "Årskontroll", "kontroll ett år efter hjärtinfarkt", 45),
        (heart, "Läkarbesök", "genomgång av undersökningar och läkemedel", 30),
        (heart, "Telefonuppföljning", "hur du mår efter ändrad medicin", 20),
        (urology, "Utredning", "utredning av besvär från urinvägarna", 45),
    ]
    made = {}
    for clinic, name, purpose, minutes in rows:
        is_phone = name.startswith("Telefon")
        made[name] = VisitType.objects.create(
            clinic=clinic,
            name=name,
            purpose=purpose,
            minutes=minutes,
            mode=Mode.PHONE if is_phone else Mode.ONSITE,
            place="" if is_phone else "Anmäl dig i receptionen, plan 4",
            before="" if is_phone else BEFORE,
            during="Vi går igenom hur du mår, dina svar och din plan.",
            after="Du får din överenskommelse skriftligt.",
            cost=COST,
            late_cancel_fee=LATE,
            send=Send.TWO if name == "Årskontroll" else Send.MERGED,
            questionnaire=questions,
        )
    return made
