"""What the demo world's patients have asked the heart clinic, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from samplan.access.acting import PatientActing
from samplan.access.queries import self_acting
from samplan.cases import actions
from samplan.cases.actions import Start, Written
from samplan.cases.models import Case, Offering
from samplan.common.dates import local
from samplan.contacts.models import CareContact
from samplan.devtools.world.people import HEART, People
from samplan.devtools.world.services import CONTACT
from samplan.forms import engine
from samplan.forms.actions import Seen, save_page
from samplan.forms.drafts import read_draft
from samplan.forms.models import Response

ASK: Final = "stall-en-fraga"
HOURS, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Who asked what how long ago; `to_contact` by name; and Maria's answer, by its intent."""

    who: str
    ago: timedelta
    words: str
    to_contact: bool = False
    intent: str = ""
    answer: str = ""
    agreed: str = ""


TALKS: Final = (
    Talk(
        who="Alma",
        ago=5 * DAY,
        to_contact=True,
        words="Jag är yr när jag reser mig på morgonen. Ska jag ta medicinen på kvällen i stället?",
        intent="close",
        answer="Ja, ta den på kvällen. Mät blodtrycket i en vecka så hörs vi vid besöket.",
        agreed="Medicinen på kvällen. Alma mäter blodtrycket i en vecka.",
    ),
    Talk(
        who="Karin",
        ago=2 * DAY,
        words="Mina anklar är svullna på kvällarna. Hör jag av mig till er eller vårdcentralen?",
        intent="question",
        answer="Till oss. Väg dig i morgon bitti och skriv vikten här, gärna med en bild på benen.",
    ),
    Talk(
        who="Erik",
        ago=3 * DAY,
        words="Får jag flyga i jul? Det är fyra timmar till Teneriffa.",
    ),
    Talk(
        who="Sara",
        ago=DAY,
        words="Apoteket hade bara en annan sort av hjärtmedicinen. Är det samma sak?",
        intent="partial",
        answer="Troligen, men vi frågar läkaren. Du får svar i morgon.",
    ),
    Talk(who="Bo", ago=4 * HOURS, words="Kan jag få svaret på blodprovet innan jag kommer?"),
    Talk(who="Maj", ago=HOURS, words="Vilken dag börjar hjärtskolan? Jag hittar inte lappen."),
)


def talk(people: People, *, at: datetime) -> None:
    """Each asks, and Maria answers some of them."""
    for each in TALKS:
        case = _ask(people, each, at=at - each.ago)
        if each.intent:
            _answer(people, case, each, at=at - each.ago / 2)


def _ask(people: People, told: Talk, *, at: datetime) -> Case:
    patient = people.patients[told.who]
    acting = self_acting(patient.user_id, local(at).date()) if patient.user_id else None
    if acting is None:
        raise LookupError(told.who)
    slug = CONTACT if told.to_contact else ASK
    offering = Offering.objects.get(clinic=people.places[HEART], case_type__slug=slug)
    contacts = CareContact.within(acting).on(local(at).date()).filter(clinic=people.places[HEART])
    contact = contacts.first() if told.to_contact else None
    start = Start(patient_id=patient.pk, offering=offering, contact=contact)
    begun = actions.begin(start, acting=acting, at=at)
    if begun.response is not None:
        _write(begun.response, told.words, acting=acting, at=at)
    return actions.start_case(begun, over=0, acting=acting, at=at)


def _write(response: Response, words: str, *, acting: PatientActing, at: datetime) -> None:
    form = read_draft(response, acting).form
    said = {engine.field_name("fraga"): [words]}
    for page in form.pages:
        response.refresh_from_db()
        answers = engine.read_post(form, page, lambda name: said.get(name, []))
        seen = Seen(read_draft(response, acting).digest(page), "demo")
        save_page(response, page, answers, seen=seen, acting=acting, at=at)


def _answer(people: People, case: Case, told: Talk, *, at: datetime) -> None:
    maria = people.acting("Maria", at)
    actions.read(case, acting=maria, at=at)
    most_files = 2 if told.intent == "question" else 0
    written = Written(
        body=told.answer, intent=told.intent, agreed=told.agreed, most_files=most_files
    )
    draft = actions.save_draft(case, written, acting=maria, at=at)
    case.refresh_from_db()
    actions.answer(draft, seen=case.revision, acting=maria, at=at)
