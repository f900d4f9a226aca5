"""Who the demo world's patients turn to, who is away, and what is agreed about being in touch."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from samplan.access.queries import self_acting
from samplan.common.dates import local
from samplan.contacts import actions
from samplan.contacts.actions import AgreementFacts, TeamFacts
from samplan.contacts.hours import read_week
from samplan.contacts.models import Channel, ContactKind, EndReason
from samplan.devtools.world.people import People

BEGAN: Final = timedelta(days=40)
CHANGED: Final = timedelta(days=10)
ASKED: Final = timedelta(days=3)
AWAY_NOW: Final = (timedelta(days=-2), timedelta(days=6))
AWAY_LATER: Final = (timedelta(days=24), timedelta(days=31))


@dataclass(frozen=True)
class Given:
    """One contact: whose, who, and what is said of it."""

    patient: str
    staff: str
    said: dict[str, Any]


NURSE: Final = {
    "helps_with": "läkemedel, oro, planering",
    "helps_not": "sjukintyg och recept på annat än hjärtmediciner",
    "phone": "010-123 45 61",
    "hours": read_week("8-11"),
}
GIVEN: Final = [
    Given(
        "Alma",
        "Maria",
        NURSE
        | {
            "is_coordinator": True,
            "note_to_patient": "Ring hellre en gång för mycket. Ring 112 om du får ont i bröstet.",
        },
    ),
    Given(
        "Alma",
        "Eva",
        {
            "kind": ContactKind.FIXED_PHYSICIAN,
            "helps_with": "blodtryck, diabetes, recept och sjukintyg",
            "phone": "010-123 47 01",
            "hours": read_week("mån-tors 8-9, fre 10-11"),
            "answer_days": 3,
        },
    ),
    Given("Karin", "Maria", NURSE),
    Given("Maj", "Maria", NURSE | {"is_coordinator": True}),
    Given("Erik", "Johan", NURSE | {"phone": "010-123 45 62"}),
    Given("Sara", "Johan", NURSE | {"phone": "010-123 45 62", "is_coordinator": True}),
    Given("Inga", "Lena", {"helps_with": "sår, mediciner och hjälp hemma", "answer_days": 1}),
    Given("Carl", "Petra", {"helps_with": "frågor om utredningen och operationen"}),
]


def give_contacts(people: People, *, at: datetime) -> None:
    """Teams, contacts, absences, an agreement and a wish, as if some weeks had gone by."""
    today, began = local(at).date(), at - BEGAN
    maria = people.acting("Maria", at)
    members = [people.staff[name][0].staff_id for name in ("Maria", "Omid", "Johan")]
    facts = TeamFacts(name="Hjärtsviktslaget", description="Vi hjälps åt och läser om dig.")
    team = actions.make_team(facts, members, acting=maria, at=began)
    _give_earlier(people, at=at)
    for given in GIVEN:
        nurse = people.acting(given.staff, at)
        is_in_team = nurse.clinic_id == team.clinic_id
        said = actions.ContactFacts(starts_on=local(began).date(), **given.said)
        actions.give_contact(
            people.patients[given.patient].pk,
            nurse.clinic_id,
            nurse.staff_id,
            replace(said, team_id=team.pk if is_in_team else None),
            acting=nurse,
            at=began,
        )
    _note_absences(people, today, at=at)
    _agree(people, today, at=at)
    _ask(people, today, at=at)


def _give_earlier(people: People, *, at: datetime) -> None:
    """Alma had Omid before Maria."""
    omid, before = people.acting("Omid", at), at - 3 * BEGAN
    facts = actions.ContactFacts(starts_on=local(before).date())
    contact = actions.give_contact(
        people.patients["Alma"].pk, omid.clinic_id, omid.staff_id, facts, acting=omid, at=before
    )
    last_on, ended = local(at - BEGAN).date(), at - BEGAN
    reason = EndReason.HANDED_OVER
    actions.end_contact(contact, last_on=last_on, reason=reason, acting=omid, at=ended)


def _note_absences(people: People, today: date, *, at: datetime) -> None:
    """Johan is away now and Maria later; Omid steps in for both."""
    maria, omid = people.acting("Maria", at), people.acting("Omid", at)
    for name, (first, last) in (("Johan", AWAY_NOW), ("Maria", AWAY_LATER)):
        actions.note_absence(
            people.staff[name][0].staff_id,
            from_on=today + first,
            until_on=today + last,
            stand_in_id=omid.staff_id,
            acting=maria,
            at=at - CHANGED,
        )


def _agree(people: People, today: date, *, at: datetime) -> None:
    facts = AgreementFacts(
        with_whom="Maria Nyström",
        channel=Channel.PORTAL,
        when="svar före klockan 15 samma dag",
        words="Vi skriver här i första hand. Maria ringer om något har ändrats i medicinerna.",
        agreed_on=today - CHANGED,
    )
    maria, alma = people.acting("Maria", at), people.patients["Alma"]
    actions.write_agreement(alma.pk, facts, acting=maria, at=at - CHANGED)


def _ask(people: People, today: date, *, at: datetime) -> None:
    """Yusuf has asked the heart clinic for a contact, and waits."""
    yusuf = people.patients["Yusuf"]
    acting = yusuf.user_id and self_acting(yusuf.user_id, today)
    if acting:
        reason = "Jag träffar en ny person varje gång och vill ha någon att ringa till."
        clinic_id = people.acting("Maria", at).clinic_id
        asked = at - ASKED
        actions.ask_for_contact(clinic_id, reason=reason, contact=None, acting=acting, at=asked)
