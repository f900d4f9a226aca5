"""What the demo world's clinics let patients start, and whom they have let."""

import uuid
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final

from samplan.access.acting import SystemActing
from samplan.cases.handing.giving import approve_patients, hand_out
from samplan.cases.models import CaseTypeVersion, Offering, OpensTo, TypeStatus
from samplan.cases.supply.areas import Area, add_area
from samplan.cases.supply.drafting import NewType, change_draft, make_type
from samplan.cases.supply.following import subscribe
from samplan.cases.supply.offerings import Place, change_offering, pause
from samplan.cases.supply.publishing import publish_draft
from samplan.cases.supply.replies import Words, add_reply
from samplan.common.dates import local
from samplan.desk.actions import ErrandFacts, change_errand
from samplan.devtools.world.people import HEART, REGION, People
from samplan.organisations.models import Errand
from samplan.patients.actions import note_home

CONTACT: Final = "kontakta-din-fasta-vardkontakt"
WRITE, ORDER, ASK = "Skriv till oss", "Beställ", "Be om"
HALF_A_YEAR, MONTH = timedelta(days=182), timedelta(days=30)
EVERYONE, APPROVED, HANDED_OUT = OpensTo.EVERYONE, OpensTo.APPROVED, OpensTo.HANDED_OUT

# Who keeps the clinic's, and each case type with whom it is for and its heading.
SERVICES: Final[tuple[tuple[str, tuple[tuple[str, OpensTo, str], ...]], ...]] = (
    (
        "Stig",
        (
            (CONTACT, HANDED_OUT, WRITE),
            ("stall-en-fraga", EVERYONE, WRITE),
            ("fornya-recept", APPROVED, ORDER),
            ("bestall-intyg", EVERYONE, ORDER),
        ),
    ),
    ("Ulla", (("stall-en-fraga", EVERYONE, WRITE), ("bestall-intyg", APPROVED, ORDER))),
    (
        "Gun",
        (
            ("stall-en-fraga", EVERYONE, WRITE),
            ("fornya-recept", EVERYONE, ORDER),
            ("behov-av-fast-vardkontakt", EVERYONE, ASK),
            ("valja-fast-lakare", EVERYONE, ASK),
        ),
    ),
)
PAUSED: Final = "Vi skriver inga intyg just nu. Ring oss om det är bråttom."
REPLIES: Final = (
    ("Tack, vi återkommer", "Hej {förnamn}!\n\nTack för din fråga. Jag återkommer.\n\n{svarar}"),
    (
        "Ring oss",
        "Hej {förnamn}!\n\nRing {mottagning} på {telefon}, så reder vi ut det.\n\n{svarar}",
    ),
)
SCHOOL: Final[dict[str, Any]] = {
    "title": "Fråga om hjärtskolan",
    "title_en": "Ask about the heart school",
    "what_for": "Hjärtskolan är fyra träffar i grupp. Fråga om tider, plats eller innehåll.",
    "what_for_en": "The heart school is four group sessions. Ask about times, place or content.",
    "answer_days": 3,
}


def offer(people: People, *, at: datetime) -> None:
    """Take case types from above, make one, and let patients in."""
    _live_somewhere(people)
    for given, services in SERVICES:
        for slug, opens_to, group in services:
            _take(people, given, slug, Place(opens_to=opens_to, group=group), at=at)
    _make_own(people, at=at)
    stig = people.acting("Stig", at)
    add_area(Area(region=people.places[REGION]), acting=stig)
    for title, body in REPLIES:
        add_reply(Words(title=title, body=body), draft=None, acting=stig)
    certificates = _offered(people, "Stig", "bestall-intyg", at=at)
    pause(certificates, words=PAUSED, acting=stig)
    _say_which_does_the_same(people, at=at)
    _let_in(people, at=at)


def _live_somewhere(people: People) -> None:
    """Everyone lives in Norrby but Carl."""
    acting = SystemActing("demo")
    home = people.places[REGION].hsa_id
    for is_carl, place in ((False, "Norrby"), (True, "Söderby")):
        theirs = [each for name, each in people.patients.items() if (name == "Carl") == is_carl]
        note_home(theirs, region=home, municipality=place, acting=acting)


def _take(people: People, given: str, slug: str, place: Place, *, at: datetime) -> None:
    acting = people.acting(given, at)
    version = CaseTypeVersion.objects.get(
        case_type__slug=slug,
        case_type__owner=people.places["sverige"],
        status=TypeStatus.ACTIVE,
    )
    change_offering(subscribe(version, acting=acting), place, acting=acting)


def _make_own(people: People, *, at: datetime) -> None:
    """Stig's own, by the national form for questions."""
    acting = people.acting("Stig", at)
    form = _offered(people, "Stig", "stall-en-fraga", at=at).version.questionnaire
    draft = make_type(NewType(title=SCHOOL["title"]), acting=acting)
    changed = change_draft(draft, SCHOOL | {"questionnaire": form}, over=0, acting=acting)
    published = publish_draft(changed, over=changed.revision, acting=acting, at=at - MONTH)
    made = Offering.objects.get(version=published)
    change_offering(made, Place(opens_to=EVERYONE, group=WRITE), acting=acting)


def _say_which_does_the_same(people: People, *, at: datetime) -> None:
    """What one may ask the heart clinic by phone can be asked here too."""
    stig, clinic = people.acting("Stig", at), people.places[HEART]
    general = _offered(people, "Stig", "stall-en-fraga", at=at)
    for errand in Errand.objects.filter(clinic=clinic, name__startswith="Fråga"):
        said = {each.name: getattr(errand, each.name) for each in fields(ErrandFacts)}
        facts = ErrandFacts(**said | {"service_key": str(general.pk)})
        change_errand(clinic, errand, facts, acting=stig)


def _offered(people: People, given: str, slug: str, *, at: datetime) -> Offering:
    clinic_id = people.acting(given, at).clinic_id
    return Offering.objects.select_related("version").get(clinic=clinic_id, case_type__slug=slug)


def _let_in(people: People, *, at: datetime) -> None:
    """Maria approves some for good, and hands the way to it out to those who have a contact."""
    maria = people.acting("Maria", at)
    then, until = at - MONTH, local(at).date() + HALF_A_YEAR

    def keys(*names: str) -> list[uuid.UUID]:
        return [people.patients[name].pk for name in names]

    approve_patients(keys("Alma", "Karin", "Sara", "Bo"), until_on=None, acting=maria, at=then)
    approve_patients(keys("Erik"), until_on=until, acting=maria, at=then)
    contact = _offered(people, "Stig", CONTACT, at=at)
    everyone = keys("Alma", "Karin", "Maj")
    hand_out(contact, everyone, until_on=None, acting=maria, at=then)
    hand_out(contact, keys("Erik", "Sara"), until_on=until, acting=maria, at=then)
    petra = people.acting("Petra", at)
    approve_patients(keys("Alma", "Carl"), until_on=None, acting=petra, at=then)
