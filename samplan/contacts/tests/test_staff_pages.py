"""Staff's pages: what is written is kept where it is refused, and notes stay with staff."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samplan.access.acting import Acting
from samplan.contacts import actions
from samplan.contacts.actions import ContactFacts
from samplan.contacts.models import (
    Absence,
    CareContact,
    CareTeam,
    CommunicationAgreement,
    ContactRequest,
    InternalNote,
)
from samplan.contacts.models.contact import InternalNoteQuerySet
from samplan.contacts.queries import internal_note
from samplan.contacts.tests.factories import contact_of
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of, make_staff

pytestmark = pytest.mark.django_db
NOTE = "ring aldrig mannen"
FACTS = {"kind": "fixed", "answer_days": "2", "starts_on": "2026-11-23"}


@pytest.fixture
def maria(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.maria))


def text(browser: ActingClient, name: str, *keys: Any) -> str:
    reply = browser.get(reverse(name, args=keys))
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_contact_is_given_and_shown(cast: Cast, maria: ActingClient):
    address = reverse("contacts:staff-give", args=[cast.alma.pk])
    said = {**FACTS, "staff": str(cast.maria.staff_id), "hours": "mån-tors 8-11"}
    assert maria.send(address, said).status_code == 302
    page = text(maria, "contacts:staff-patient", cast.alma.pk)
    assert "Maria Nyström" in page
    assert CareContact.objects.get().hours == ["8–11"] * 4 + [""] * 3
    assert "Alma Ek" in text(maria, "contacts:staff-contacts")
    assert "måndag" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hours": "förmiddag"}, "Skriv tiderna som 8-11"),
        ({"staff": ""}, "Välj någon som arbetar här."),
        ({"ends_on": "2026-11-01"}, "Sista dagen är före den första."),
        ({"is_coordinator": "on"}, "Patienten har redan någon som samordnar planen"),
        ({"starts_on": "0001-01-01"}, "Skriv dagen som"),
    ],
)
def test_what_was_written_is_kept(
    cast: Cast, maria: ActingClient, wrong: dict[str, str], sentence: str
):
    contact_of(cast.alma, cast.petra, is_coordinator=True)
    address = reverse("contacts:staff-give", args=[cast.alma.pk])
    said = {**FACTS, "staff": str(cast.maria.staff_id), "helps_with": "oro för hjärtat"}
    page = maria.send(address, said | wrong).content.decode()
    assert sentence in page
    assert "oro för hjärtat" in page
    assert CareContact.objects.count() == 1


def test_the_note_and_the_facts_are_saved_apart(cast: Cast, maria: ActingClient):
    contact = contact_of(cast.alma, cast.maria, helps_with="läkemedel")
    address = reverse("contacts:staff-contact", args=[contact.pk])
    assert maria.send(address, {"note": NOTE}).status_code == 302
    assert maria.send(address, {**FACTS, "answer_days": "5"}).status_code == 302
    contact.refresh_from_db()
    note = internal_note(cast.acting(cast.maria), contact)
    assert (contact.answer_days, note and note.text) == (5, NOTE)
    assert NOTE in maria.get(address).content.decode()
    assert NOTE not in text(maria, "contacts:staff-record", cast.alma.pk)


def pages_of_patient(cast: Cast, contact: CareContact) -> str:
    """All that a patient reads of contacts, and what the record gets."""
    alma, maria = browser_of(cast.acting(cast.alma)), browser_of(cast.acting(cast.maria))
    names = ["home:start", "home:contacts", "home:ask", "access:who-has-looked", "cases:inbox"]
    read = [text(alma, name) for name in names]
    read.append(text(alma, "home:change-contact", contact.pk))
    read.append(text(maria, "contacts:staff-record", contact.patient_id))
    return "".join(read)


def test_no_page_of_a_patients_nor_the_record_holds_the_note(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    contact, maria = contact_of(cast.alma, cast.maria), cast.acting(cast.maria)
    actions.set_internal_note(contact, NOTE, acting=maria, at=AT)
    assert NOTE not in pages_of_patient(cast, contact)

    # The planted bugs: the note is found for whoever asks; and it is kept where pages look.
    def leaky(rows: InternalNoteQuerySet, acting: Acting) -> InternalNoteQuerySet:
        return rows.filter(patient_id=contact.patient_id)

    alma = cast.acting(cast.alma)
    assert internal_note(alma, contact) is None
    monkeypatch.setattr(InternalNoteQuerySet, "within", leaky)
    assert internal_note(alma, contact) is not None
    CareContact.objects.update(note_to_patient=InternalNote.objects.get().text)
    assert NOTE in pages_of_patient(cast, contact)


def test_a_contact_is_ended_and_stands_among_the_earlier(cast: Cast, maria: ActingClient):
    contact = contact_of(cast.alma, cast.maria, starts_on="2026-11-01")
    address = reverse("contacts:staff-end", args=[contact.pk])
    page = maria.send(address, {"last_on": "2026-10-01", "reason": "no_need"}).content.decode()
    assert "Sista dagen är före den första." in page
    maria.send(address, {"last_on": "2026-11-22", "reason": "no_need"})
    alma = text(browser_of(cast.acting(cast.alma)), "home:contacts")
    assert "Tidigare vårdkontakter" in alma
    assert "redan avslutad" in text(maria, "contacts:staff-end", contact.pk)


def test_a_wish_is_answered_in_words_or_by_someone(cast: Cast, maria: ActingClient):
    alma = browser_of(cast.acting(cast.alma))
    ask = {"asked_clinic": str(cast.heart.pk), "reason": "vill ha någon att ringa"}
    assert alma.send(reverse("home:ask"), ask).status_code == 302
    asked = ContactRequest.objects.get()
    assert "vill ha någon att ringa" in text(maria, "contacts:staff-contacts")
    address = reverse("contacts:staff-decide", args=[asked.pk])
    page = maria.send(address, {"outcome": "no", "answer": ""}).content.decode()
    assert "Skriv ett svar som patienten läser." in page
    said = {**FACTS, "outcome": "yes", "staff": str(cast.maria.staff_id)}
    assert maria.send(address, said).status_code == 302
    assert "Du har fått en vårdkontakt" in text(alma, "home:contacts")
    assert "Besvarat av Maria" in text(maria, "contacts:staff-decide", asked.pk)


def test_handing_over_absences_and_teams(cast: Cast, maria: ActingClient):
    ove = make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)
    contact_of(cast.alma, cast.maria)
    people = {"from_staff": str(cast.maria.staff_id), "to_staff": str(ove.staff_id)}
    assert (
        "Kryssa i när"
        in maria.send(
            reverse("contacts:staff-hand-over"), {**people, "from_on": "2026-11-23"}
        ).content.decode()
    )
    people["is_sure"] = "on"
    address = reverse("contacts:staff-hand-over")
    page = maria.send(address, {**people, "from_on": "2026-11-01"}).content.decode()
    assert "Välj i dag eller en senare dag." in page
    assert maria.send(address, {**people, "from_on": "2026-11-23"}).status_code == 302
    days = {"from_on": "2026-11-23", "until_on": "2026-11-25"}
    away = {"staff": str(ove.staff_id), "stand_in": str(cast.maria.staff_id)} | days
    assert maria.send(reverse("contacts:staff-absences"), away).status_code == 302
    assert "Ove är borta" in text(maria, "contacts:staff-contacts")
    back = reverse("contacts:staff-back", args=[Absence.objects.get().pk])
    assert maria.send(back).status_code == 302
    assert "Ove är borta" not in text(maria, "contacts:staff-contacts")
    team = {"name": "Röda laget", "members": [str(ove.staff_id)], "is_in_use": "on"}
    assert maria.send(reverse("contacts:staff-new-team"), team).status_code == 302
    assert "Ove Ros" in text(maria, "contacts:staff-teams")
    address = reverse("contacts:staff-team", args=[CareTeam.objects.get().pk])
    assert maria.send(address, {"name": "Röda laget"}).status_code == 302
    assert "Ove Ros" not in text(maria, "contacts:staff-teams")
    again = maria.send(reverse("contacts:staff-new-team"), team).content.decode()
    assert "Det finns redan ett vårdlag med det namnet." in again


def test_the_agreement_is_written_with_the_patient(cast: Cast, maria: ActingClient):
    said = {"with_whom": "Maria", "channel": "phone", "agreed_on": "2026-11-23"}
    address = reverse("contacts:staff-agree", args=[cast.alma.pk])
    maria.send(address, said | {"words": "ring efter tio"})
    assert CommunicationAgreement.objects.count() == 1
    assert "ring efter tio" in text(browser_of(cast.acting(cast.alma)), "home:contacts")
    assert "ring efter tio" in text(maria, "contacts:staff-record", cast.alma.pk)


def test_the_list_goes_on_page_by_page_and_by_person(
    cast: Cast, maria: ActingClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("samplan.contacts.queries.PAGE", 1)
    ove = make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)
    for patient, who in ((cast.alma, cast.maria), (cast.bo, cast.maria), (cast.cleo, ove)):
        facts = ContactFacts(starts_on=TODAY)
        acting = cast.acting(cast.maria)
        actions.give_contact(patient.pk, cast.heart.pk, who.staff_id, facts, acting=acting, at=AT)
    seen, address = [], reverse("contacts:staff-contacts")
    while address:
        context = maria.get(address).context
        seen += [row.contact.patient.given_name for row in context["rows"]]
        address = context["next_url"]
    assert sorted(seen) == ["Alma", "Bo", "Cleo"]
    page = maria.get(reverse("contacts:staff-contacts"), {"vem": str(ove.staff_id)})
    assert [row.contact.patient.given_name for row in page.context["rows"]] == ["Cleo"]
    assert maria.get(reverse("contacts:staff-contacts"), {"vem": "x"}).status_code == 404


def test_absences_stand_in_words_with_a_way_to_note_one(cast: Cast, maria: ActingClient) -> None:
    told = {"stand_in_id": None, "acting": cast.acting(cast.maria), "at": AT}
    days = {"from_on": TODAY + timedelta(days=30), "until_on": TODAY + timedelta(days=31)}
    actions.note_absence(cast.maria.staff_id, **days, **told)
    page = text(maria, "contacts:staff-absences")
    assert "onsdag 23 december" in page
    assert '<a class="ds-button" href="#note"' in page
    assert 'id="note"' in page


def test_an_absence_to_come_is_removed_once_one_has_said_so(
    cast: Cast, maria: ActingClient
) -> None:
    told = {"stand_in_id": None, "acting": cast.acting(cast.maria), "at": AT}
    days = {"from_on": TODAY + timedelta(days=30), "until_on": TODAY + timedelta(days=31)}
    absence = actions.note_absence(cast.maria.staff_id, **days, **told)
    page = text(maria, "contacts:staff-absences")
    address = reverse("contacts:staff-back", args=[absence.pk])
    assert f'href="{address}"' in page
    assert ("Är tillbaka i dag" in page, f'action="{address}"' in page) == (False, False)
    asked = maria.get(address).content.decode()
    assert ("onsdag 23 december" in asked, f'action="{address}"' in asked) == (True, True)
    absence.refresh_from_db()
    assert absence.ended_at is None
    assert maria.send(address).status_code == 302
    assert "onsdag 23 december" not in text(maria, "contacts:staff-absences")
    Absence.objects.update(from_on=TODAY, until_on=TODAY)
    assert "Är tillbaka i dag" in text(maria, "contacts:staff-absences")


def test_contacts_stand_with_days_in_words(cast: Cast, maria: ActingClient) -> None:
    contact_of(cast.alma, cast.maria, starts_on=TODAY)
    assert "23 november 2026" in text(maria, "contacts:staff-contacts")
