"""What happens in the demo world: visits of the last and the coming weeks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from samplan.common.dates import at_local, local
from samplan.common.working_days import add_working_days
from samplan.devtools.world.people import HEART, UROLOGY, People
from samplan.devtools.world.replies import DIETITIAN, Reply, reply
from samplan.forms.models import Questionnaire
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Mode, Send, Visit, VisitType

COST = "300 kronor. Frikort gäller."
LATE = "400 kronor, också om du har frikort."
BEFORE = "Ta med din läkemedelslista. Ta dina mediciner som vanligt."


SENT_BEFORE = timedelta(days=7)  # when what has been answered was sent
ANSWERED_BEFORE = timedelta(days=3)
READ_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """One visit to come: whom, what, with whom, in how many working days, at what hour.

    `reply` is what the patient has done since it was sent.
    """

    patient: str
    kind: str
    staff: str
    in_days: int
    clock: time
    reply: Reply | None = None


PLANS = [
    Plan(
        "Karin",
        "Uppföljning 6–8 veckor",
        "Maria",
        0,
        time(9, 0),
        Reply(
            said={
                "vill-ta-upp": ("Yr när jag reser mig. Är det medicinen?",),
                "viktigt-for-mig": ("Att orka gå till affären igen.",),
                "onskad-hjalp": ("Veta hur mycket jag vågar anstränga mig.",),
                "har-matt": ("true",),
                "blodtryck-ovre": ("104",),
                "blodtryck-undre": ("68",),
            },
            is_read=True,
        ),
    ),
    Plan(
        "Erik",
        "Läkarbesök",
        "Omid",
        0,
        time(10, 30),
        Reply(
            said={
                "vill-ta-upp": ("Sover dåligt sedan hjärtinfarkten.",),
                "viktigt-for-mig": ("Att kunna arbeta halvtid till våren.",),
            },
            is_read=True,
            said_later={"vill-ta-upp": ("Sover dåligt, och har fått ont i axeln när jag går.",)},
        ),
    ),
    Plan(
        "Maj",
        "Första besöket 2–4 veckor",
        "Maria",
        0,
        time(13, 0),
        Reply(
            said={
                "vill-ta-upp": ("Vad får jag äta nu?",),
                "mina-mal": ("Gå ner fem kilo till sommaren.",),
                "vill-traffa": (DIETITIAN,),
            }
        ),
    ),
    Plan("Lo", "Telefonuppföljning", "Maria", 0, time(14, 30), Reply()),
    Plan("Alma", "Uppföljning 6–8 veckor", "Maria", 8, time(10, 30)),
    Plan("Bo", "Uppföljning 6–8 veckor", "Maria", 1, time(11, 30)),
    Plan("Sara", "Årskontroll", "Maria", 1, time(13, 0)),
    Plan("Omar", "Första besöket 2–4 veckor", "Maria", 1, time(14, 0)),
    Plan("Inga", "Årskontroll", "Maria", 1, time(15, 0)),
    Plan("Yusuf", "Läkarbesök", "Omid", 1, time(9, 0)),
    Plan("Cleo", "Första besöket 2–4 veckor", "Omid", 5, time(10, 0)),
    Plan("Alma", "Utredning", "Petra", 15, time(9, 15)),
    Plan("Carl", "Utredning", "Petra", 3, time(13, 30)),
]


VISIT_TYPES: Final = (  # the clinic, the name, what for, minutes
    (HEART, "Uppföljning 6–8 veckor", "uppföljning sex till åtta veckor efter hjärtinfarkt", 45),
    (HEART, "Första besöket 2–4 veckor", "första uppföljningen efter hjärtinfarkt", 60),
    (HEART, "Årskontroll", "kontroll ett år efter hjärtinfarkt", 45),
    (HEART, "Läkarbesök", "genomgång av undersökningar och läkemedel", 30),
    (HEART, "Telefonuppföljning", "hur du mår efter ändrad medicin", 20),
    (UROLOGY, "Utredning", "utredning av besvär från urinvägarna", 45),
)


def live(people: People, *, at: datetime) -> None:
    """Plan and send the visits of the coming weeks."""
    kinds = _visit_types(people)
    for plan in PLANS:
        day = working_day_in(local(at).date(), plan.in_days)
        sent_at = at if plan.reply is None else at - SENT_BEFORE
        nurse = people.acting(plan.staff, at)
        visit = _planned(plan, kinds[plan.kind], people, day=day, at=sent_at)
        visit = send_visit(visit, acting=nurse, at=sent_at)
        if plan.reply is not None:
            answered_at, read_at = at - ANSWERED_BEFORE, at - READ_BEFORE
            reply(visit, plan.reply, nurse=nurse, sent_at=answered_at, at=read_at)


def _planned(plan: Plan, kind: VisitType, people: People, *, day: date, at: datetime) -> Visit:
    new = NewVisit(
        patient=people.patients[plan.patient],
        visit_type=kind,
        resource=people.resources[plan.staff],
        starts_at=at_local(day, plan.clock),
    )
    return plan_visit(new, acting=people.acting(plan.staff, at), at=at)


def working_day_in(day: date, number: int) -> date:
    """The working day `number` working days after `day`; itself for 0, also on a Sunday: there is
    always something today."""
    return add_working_days(day, number) if number else day


def _visit_types(people: People) -> dict[str, VisitType]:
    questions = Questionnaire.objects.get(slug="fragor-infor-planerat-besok")
    made = {}
    for place, name, purpose, minutes in VISIT_TYPES:
        is_phone = name.startswith("Telefon")
        made[name] = VisitType.objects.create(
            clinic=people.places[place],
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
