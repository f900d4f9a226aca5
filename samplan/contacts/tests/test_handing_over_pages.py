"""Handing over: nothing that patients read goes along unread, and nobody is chosen who is away
unless one knows it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samplan.audit.models import Event
from samplan.contacts import actions
from samplan.contacts.actions import AgreementFacts
from samplan.contacts.models import Absence, CareContact, Channel, ContactRequest, EndReason
from samplan.contacts.tests.factories import contact_of
from samplan.notifications.models import Notice
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of, make_staff, relate

pytestmark = pytest.mark.django_db
HAND_OVER = "/vard/vardkontakter/overlamning/"
MINE = "Jag heter Maria. Ring hellre en gång för mycket."
DAY = timedelta(days=1)
READ = {"has_read": "on"}


@pytest.fixture
def ove(cast: Cast) -> Assignment:
    return make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)


@pytest.fixture
def maria(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.maria))


@pytest.fixture
def said(cast: Cast, ove: Assignment) -> dict[str, str]:
    """What is posted where there is nothing more to ask about."""
    people = {"from_staff": str(cast.maria.staff_id), "to_staff": str(ove.staff_id)}
    return people | {"from_on": TODAY.isoformat(), "is_sure": "on"}


def away(cast: Cast, whom: Assignment, first: int, last: int, **facts: Any) -> Absence:
    """The person is away from the heart clinic so many days from today."""
    days = {"from_on": TODAY + first * DAY, "until_on": TODAY + last * DAY}
    told = {"noted_at": AT, "noted_by": "Stig Berg"} | days | facts
    return Absence.objects.create(clinic=cast.heart, staff=whom.staff, **told)


def asked_back(browser: ActingClient, address: str, said: dict[str, str]) -> dict[str, str]:
    """What the page remembers of what it showed, as it asks more."""
    answer = browser.send(address, said)
    assert answer.status_code == 200
    form = answer.context["form"]
    marks = {"texts_seen", "away_seen"} & set(form.fields)
    return {name: str(form[name].value()) for name in marks}


@pytest.mark.parametrize(
    ("chosen", "reads"), [("none", ""), ("keep", MINE), ("new", "Jag heter Ove.")]
)
def test_a_note_that_speaks_of_the_old_person_is_read_and_decided_on(
    cast: Cast,
    ove: Assignment,
    maria: ActingClient,
    said: dict[str, str],
    chosen: str,
    reads: str,
):
    contact_of(cast.alma, cast.maria, note_to_patient=MINE)
    contact_of(cast.bo, cast.maria)
    alma = browser_of(cast.acting(cast.alma))
    assert MINE not in maria.get(HAND_OVER).content.decode()

    asked = maria.send(HAND_OVER, said)

    page = asked.content.decode()
    assert (MINE in page, "1 patient läser det här" in page) == (True, True)
    assert Event.objects.filter(kind="contact.read", patient=cast.alma.pk).count() == 1
    said |= READ | {"texts_seen": asked.context["form"]["texts_seen"].value()}
    assert maria.send(HAND_OVER, said).status_code == 200  # no choice is no choice
    assert not CareContact.objects.filter(staff=ove.staff).exists()
    if chosen == "new":
        assert maria.send(HAND_OVER, {**said, "notes": chosen}).status_code == 200
        assert not CareContact.objects.filter(staff=ove.staff).exists()
    done = maria.send(HAND_OVER, {**said, "notes": chosen, "new_note": "Jag heter Ove."})
    assert done.status_code == 302
    assert CareContact.objects.get(staff=ove.staff, patient=cast.alma).note_to_patient == reads
    assert not CareContact.objects.get(staff=ove.staff, patient=cast.bo).note_to_patient
    card = alma.get("/vardkontakter/").content.decode()
    assert ("Jag heter Maria" in card, "Jag heter Ove" in card) == (
        chosen == "keep",
        chosen == "new",
    )


def test_without_texts_nothing_is_asked_about_them(
    cast: Cast, maria: ActingClient, said: dict[str, str]
):
    contact_of(cast.alma, cast.maria)
    assert maria.send(HAND_OVER, said).status_code == 302
    assert maria.send(HAND_OVER, {"from_staff": "x"}).status_code == 200


def test_no_note_is_taken_away_unasked(cast: Cast, ove: Assignment):
    contact_of(cast.alma, cast.maria, note_to_patient=MINE)
    maria = cast.acting(cast.maria)
    assert maria.kind == "staff"
    actions.hand_over(cast.maria.staff_id, ove.staff_id, from_on=TODAY, acting=maria, at=AT)
    assert CareContact.objects.get(staff=ove.staff).note_to_patient == MINE


def agree(cast: Cast, patient: Patient, whom: Assignment, words: str) -> None:
    facts = AgreementFacts(
        with_whom=whom.staff.full_name, channel=Channel.PHONE, words=words, agreed_on=TODAY
    )
    acting = cast.acting(whom)
    assert acting.kind == "staff"
    actions.write_agreement(patient.pk, facts, acting=acting, at=AT)


def test_all_that_patients_read_is_read_and_of_other_clinics_nothing(
    cast: Cast, maria: ActingClient, said: dict[str, str]
):
    own = {"helps_with": "oro", "helps_not": "intyg", "phone": "010-1", "hours": ["8–9"] * 7}
    contact_of(cast.alma, cast.maria, **own)
    contact_of(cast.bo, cast.maria, helps_with="oro")
    contact_of(cast.alma, cast.petra, note_to_patient="urologens ord", helps_with="katetrar")
    relate(cast.alma, cast.urology)
    agree(cast, cast.alma, cast.maria, "Vi ringer varje fredag.")
    agree(cast, cast.alma, cast.petra, "Bara brev hem.")
    agree(cast, cast.cleo, cast.maria, "Ring mamma.")  # no contact of hers
    page = maria.send(HAND_OVER, said).content.decode()
    for words in ("oro", "intyg", "010-1", "8–9", "Vi ringer varje fredag.", "2 patienter läser"):
        assert words in page
    for words in ("urologens ord", "katetrar", "Bara brev hem.", "Ring mamma."):
        assert words not in page
    assert "Läs det som patienterna läser nu, och kryssa i här." in page
    assert not CareContact.objects.filter(ended_at__isnull=False).exists()


def test_what_was_written_or_who_was_chosen_since_is_read_anew(
    cast: Cast, ove: Assignment, maria: ActingClient, said: dict[str, str]
):
    contact = contact_of(cast.alma, cast.maria, note_to_patient=MINE)
    answers = READ | {"notes": "none"} | asked_back(maria, HAND_OVER, said)
    CareContact.objects.filter(pk=contact.pk).update(note_to_patient="Nya ord")
    page = maria.send(HAND_OVER, said | answers).content.decode()
    assert ("Nya ord" in page, CareContact.objects.filter(staff=ove.staff).exists()) == (
        True,
        False,
    )
    omid = make_staff("Omid", "Rahimi", "Läkare", cast.heart, cast.maria.role)
    contact_of(cast.bo, omid, note_to_patient="Omids ord")
    answers |= asked_back(maria, HAND_OVER, said)
    another = said | answers | {"from_staff": str(omid.staff_id)}
    assert "Omids ord" in maria.send(HAND_OVER, another).content.decode()
    assert CareContact.objects.get(patient=cast.bo).note_to_patient == "Omids ord"
    assert maria.send(HAND_OVER, said | answers).status_code == 302


def test_who_is_away_takes_over_only_where_one_knows_it(
    cast: Cast, ove: Assignment, maria: ActingClient, said: dict[str, str]
):
    contact_of(cast.alma, cast.maria)
    omid = make_staff("Omid", "Rahimi", "Läkare", cast.heart, cast.maria.role)
    away(cast, ove, -9, -1)
    away(cast, ove, 7, 11, stand_in=omid.staff)
    later = away(cast, ove, 30, 31, stand_in=cast.maria.staff)
    page = maria.send(HAND_OVER, said).content.decode()
    assert "Ove Ros är borta från och med 30 november 2026 till och med 4 december 2026." in page
    assert "Under tiden svarar Omid Rahimi." in page
    assert "Under tiden skulle Maria Nyström svara, men lämnar nu över." in page
    assert "14 november" not in page
    assert not CareContact.objects.filter(staff=ove.staff).exists()
    knows = {"knows_away": "on"} | asked_back(maria, HAND_OVER, said)
    to_omid = said | knows | {"to_staff": str(omid.staff_id)}
    away(cast, omid, 0, 3)
    assert "Omid Rahimi är borta" in maria.send(HAND_OVER, to_omid).content.decode()
    later.delete()
    assert maria.send(HAND_OVER, said | knows).status_code == 200  # it was about other days
    knows |= asked_back(maria, HAND_OVER, said)
    assert maria.send(HAND_OVER, said | knows).status_code == 302
    assert CareContact.objects.filter(staff=ove.staff).exists()


def test_who_is_away_is_given_only_where_one_knows_it(
    cast: Cast, ove: Assignment, maria: ActingClient
):
    away(cast, ove, 0, 3)
    said = {"kind": "fixed", "answer_days": "2", "starts_on": f"{TODAY}"}
    said |= {"staff": str(ove.staff_id), "helps_with": "oro"}
    give = reverse("contacts:staff-give", args=[cast.alma.pk])
    page = maria.send(give, said).content.decode()
    assert "Under tiden svarar vårdkontaktens vårdlag, eller annars mottagningen." in page
    assert ("oro" in page, CareContact.objects.exists()) == (True, False)
    knows = {"knows_away": "on"} | asked_back(maria, give, said)
    assert maria.send(give, said | knows).status_code == 302
    asked = ContactRequest.objects.create(
        patient=cast.bo, clinic=cast.heart, reason="x", asked_at=AT, asked_by="Bo Lind"
    )
    decide = reverse("contacts:staff-decide", args=[asked.pk])
    yes = said | {"outcome": "yes"}
    assert "Ove Ros är borta" in maria.send(decide, yes).content.decode()
    no = {"outcome": "no", "answer": "Ring oss.", "staff": str(ove.staff_id)}
    assert maria.send(decide, no).status_code == 302


def test_one_contact_is_handed_over(
    cast: Cast, ove: Assignment, maria: ActingClient, said: dict[str, str]
):
    contact = contact_of(cast.alma, cast.maria, note_to_patient=MINE, starts_on=TODAY - DAY)
    other = contact_of(cast.bo, cast.maria)
    address = reverse("contacts:staff-hand-over-one", args=[contact.pk])
    assert (
        address in maria.get(reverse("contacts:staff-contact", args=[contact.pk])).content.decode()
    )
    page = maria.get(address).content.decode()
    assert (MINE in page, "Alma Ek" in page, "läser det här" in page) == (True, True, False)
    answers = READ | {"notes": "none"} | asked_back(maria, address, said)
    assert maria.send(address, said | answers).status_code == 302
    contact.refresh_from_db()
    other.refresh_from_db()
    assert (contact.end_reason, contact.ends_on) == (EndReason.HANDED_OVER, TODAY - DAY)
    assert other.ended_at is None
    now = CareContact.objects.get(staff=ove.staff)
    assert (now.patient, now.note_to_patient) == (cast.alma, "")
    assert Notice.objects.count() == 1
    assert "redan avslutad" in maria.send(address, said | answers).content.decode()
    assert "redan patientens vårdkontakt" in _to_one_who_is_that(cast, ove, maria, said)


def _to_one_who_is_that(
    cast: Cast, ove: Assignment, maria: ActingClient, said: dict[str, str]
) -> str:
    contact = contact_of(cast.alma, cast.maria)
    address = reverse("contacts:staff-hand-over-one", args=[contact.pk])
    return maria.send(address, said).content.decode()


def test_a_new_note_is_not_lost_where_the_old_one_is_gone(
    cast: Cast, ove: Assignment, maria: ActingClient, said: dict[str, str]
) -> None:
    contact = contact_of(cast.alma, cast.maria, note_to_patient=MINE)
    post = said | asked_back(maria, HAND_OVER, said) | READ
    post |= {"notes": "new", "new_note": "Jag heter Ove och ringer dig."}
    CareContact.objects.filter(pk=contact.pk).update(note_to_patient="")

    page = maria.send(HAND_OVER, post).content.decode()
    assert "Jag heter Ove och ringer dig." in page
    assert "Ingen av patienterna har en text nu" in page
    assert not CareContact.objects.filter(staff=ove.staff).exists()


@pytest.mark.parametrize("chosen", ["", "x"])
def test_a_new_note_is_not_lost_where_nobody_is_chosen_to_leave(
    cast: Cast, maria: ActingClient, said: dict[str, str], chosen: str
) -> None:
    contact_of(cast.alma, cast.maria, note_to_patient=MINE)
    post = said | asked_back(maria, HAND_OVER, said) | READ | {"from_staff": chosen}
    post |= {"notes": "new", "new_note": "Jag heter Ove och ringer dig."}

    assert "Jag heter Ove och ringer dig." in maria.send(HAND_OVER, post).content.decode()
