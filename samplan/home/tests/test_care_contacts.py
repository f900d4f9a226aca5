"""The patient's care contacts: on the start page in short, on their own page in full."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from samplan.audit.models import Event
from samplan.cases.handing.giving import hand_out
from samplan.cases.models import OpensTo
from samplan.cases.tests.world import CONTACT, make_offering
from samplan.contacts.models import Absence, CareContact, CareTeam, ContactKind, ContactRequest
from samplan.contacts.queries import standing_contacts
from samplan.contacts.tests.factories import TOMORROW, contact_of
from samplan.home.contact_cards import cards_of
from samplan.home.surroundings import surroundings_of
from tests.cast import AT, TODAY, Cast, browser_of

pytestmark = pytest.mark.django_db
CONTACTS = "/vardkontakter/"


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def page(cast: Cast, address: str) -> str:
    return browser_of(cast.acting(cast.alma)).get(address).content.decode()


def test_the_start_page_says_in_short_what_the_page_says(cast: Cast):
    team = CareTeam.objects.create(clinic=cast.heart, name="Röda laget")
    said = {"helps_with": "oro", "hours": ["8–11"] * 5 + ["", ""], "phone": "010-1", "team": team}
    contact_of(cast.alma, cast.maria, is_coordinator=True, ends_on=TOMORROW, **said)
    Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TODAY,
        noted_at=AT,
        noted_by="Stig",
    )
    alma = cast.acting(cast.alma)
    assert alma.kind == "self"
    (full,) = cards_of(standing_contacts(alma, on=TODAY), today=TODAY, written_to=())
    beside = surroundings_of(alma, activity_id=None, on=TODAY)
    (short,) = cards_of(beside.contacts, today=TODAY, written_to=())
    assert (short.facts, short.role, short.instead) == (full.facts, full.role, full.instead)
    assert short.period == full.period == "Din vårdkontakt till och med tisdag 24 november"
    assert "Vårdlaget Röda laget svarar i stället." in page(cast, "/")
    assert "samordnar din plan" in page(cast, CONTACTS)
    CareTeam.objects.update(is_in_use=False)
    assert "Mottagningen svarar i stället." in page(cast, "/")


def test_one_who_is_to_begin_stands_on_the_page_but_not_at_the_start(cast: Cast):
    contact_of(cast.alma, cast.maria, starts_on=TOMORROW, kind=ContactKind.FIXED_PHYSICIAN)
    assert "Din vårdkontakt från och med tisdag 24 november" in page(cast, CONTACTS)
    assert "Min fasta läkare" not in page(cast, "/")


def test_looking_is_logged(cast: Cast):
    page(cast, CONTACTS)
    assert Event.objects.filter(kind="contacts.read", patient=cast.alma.pk).count() == 1


def test_statements_do_not_grow_with_contacts(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for place, post in enumerate((cast.maria, cast.petra)):
        for days in range(0, 40, 10):
            starts_on = TODAY - timedelta(days=days)
            contact_of(cast.alma, post, starts_on=starts_on, ends_on=starts_on)
        contact_of(cast.alma, post, starts_on=TODAY + timedelta(days=1 + place))
    alma = browser_of(cast.acting(cast.alma))
    alma.get(CONTACTS)
    with django_assert_max_num_queries(11):
        assert alma.get(CONTACTS).status_code == 200
    alma.get("/")
    with django_assert_max_num_queries(6):
        assert alma.get("/").status_code == 200


def test_what_was_written_is_kept_where_it_is_refused(cast: Cast):
    alma, address = browser_of(cast.acting(cast.alma)), reverse("home:ask")
    words = {"reason": "vill ha någon", "asked_clinic": str(cast.urology.pk)}
    reply = alma.send(address, words).content.decode()
    assert "Välj en mottagning som du går till." in reply
    assert "vill ha någon" in reply
    words["asked_clinic"] = str(cast.heart.pk)
    assert alma.send(address, words).status_code == 302
    again = alma.send(address, words).content.decode()
    assert "mottagningen har inte svarat än" in again
    assert ContactRequest.objects.count() == 1


def test_one_whom_no_clinic_has_met_is_told_so(cast: Cast):
    carl = browser_of(cast.acting(cast.carl))
    assert "Ingen mottagning att fråga än" in carl.get(reverse("home:ask")).content.decode()


def test_one_whom_one_cannot_write_to_is_reached_otherwise(cast: Cast):
    contact = contact_of(cast.alma, cast.maria)
    for own in ("", "08-123 45 67"):
        CareContact.objects.filter(pk=contact.pk).update(phone=own)
        number = own or cast.heart.phone
        for address in ("/", CONTACTS):
            said = page(cast, address)
            assert "Du kan inte skriva till Maria här. Ring <a" in said
            assert f">{number}</a> för att nå Maria." in said
    make_offering(cast, CONTACT)
    assert "Du kan inte skriva" not in page(cast, CONTACTS)


def test_staff_are_told_that_the_patient_cannot_write_yet(cast: Cast):
    contact_of(cast.alma, cast.maria)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/vardkontakter/"
    told = "Patienten kan inte skriva till vårdkontakten än"
    assert told not in maria.get(address).content.decode()
    offering = make_offering(cast, CONTACT, opens_to=OpensTo.HANDED_OUT)
    said = maria.get(address).content.decode()
    way = reverse("cases:patient-services", args=[cast.alma.pk])
    assert (told in said, f'href="{way}"' in said) == (True, True)
    hand_out(offering, [cast.alma.pk], until_on=None, acting=cast.acting(cast.maria), at=AT)
    assert told not in maria.get(address).content.decode()
