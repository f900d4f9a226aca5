"""The phone menu and the services are one offer, and staff see what nobody has."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from samplan.access.models import Approval
from samplan.cases.models import HandOut, OpensTo
from samplan.cases.tests.world import CONTACT, QUESTION, make_contact, make_offering
from samplan.organisations.models import Errand
from tests.cast import AT, Cast, browser_of

NOBODY, MISSING = "Ingen patient har den här tjänsten just nu", "Finns inte här än"


@pytest.fixture(autouse=True)
def in_the_story() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def staffs_page(cast: Cast) -> str:
    page = browser_of(cast.acting(cast.maria)).get(reverse("home:as-patient", args=[cast.heart.pk]))
    return page.content.decode()


def patients_page(cast: Cast, language: str = "") -> str:
    alma = browser_of(cast.acting(cast.alma))
    if language:
        alma.cookies["samplan_language"] = language
    return alma.get(reverse("home:clinic", args=[cast.heart.slug])).content.decode()


def errand(cast: Cast, name: str, **said) -> Errand:
    return Errand.objects.create(clinic=cast.heart, place=0, name=name, quickest="online", **said)


def test_a_service_for_the_approved_is_marked_until_someone_is(cast: Cast):
    make_offering(cast, opens_to=OpensTo.APPROVED)
    assert NOBODY in staffs_page(cast)
    Approval.objects.create(
        patient=cast.alma, clinic=cast.heart, approved_at=AT, approved_by="Maria"
    )
    assert NOBODY not in staffs_page(cast)
    assert NOBODY not in patients_page(cast)


def test_a_service_that_is_handed_out_is_marked_when_nobody_has_it_any_more(cast: Cast):
    handed = make_offering(cast, CONTACT, opens_to=OpensTo.HANDED_OUT)
    told = {"patient": cast.alma, "clinic": cast.heart, "handed_at": AT, "handed_by": "Maria"}
    hand_out = HandOut.objects.create(offering=handed, **told)
    assert NOBODY not in staffs_page(cast)
    hand_out.revoked_at, hand_out.revoked_by = AT, "Maria"
    hand_out.save()
    assert NOBODY in staffs_page(cast)


def test_what_everyone_may_use_is_not_marked(cast: Cast):
    make_offering(cast)
    assert NOBODY not in staffs_page(cast)


@pytest.mark.parametrize("name", ["Ställ en fråga", "ställ  en fråga.", "Ask a question"])
def test_a_phone_choice_is_beside_the_service_of_its_name(cast: Cast, name: str):
    make_offering(cast, QUESTION)
    errand(cast, name)
    assert MISSING not in patients_page(cast)


def test_a_phone_choice_is_beside_the_service_that_the_clinic_says(cast: Cast):
    offering = make_offering(cast, QUESTION)
    errand(cast, "Fråga om provsvar", service_key=str(offering.pk))
    page = patients_page(cast)
    assert MISSING not in page
    assert page.count(reverse("cases:service", args=[offering.pk])) == 2


def test_other_phone_choices_are_not(cast: Cast):
    make_offering(cast, QUESTION)
    errand(cast, "Förnya recept")
    assert MISSING in patients_page(cast)


def test_the_administrator_says_which_service_does_the_same(cast: Cast):
    offering = make_offering(cast, QUESTION)
    stig, address = (
        browser_of(cast.acting(cast.stig)),
        reverse("desk:new-errand", args=[cast.heart.pk]),
    )
    assert "Ställ en fråga</option>" in stig.get(address).content.decode()
    stig.send(address, {"name": "Prov", "quickest": "online", "service_key": str(offering.pk)})
    assert Errand.objects.get().service_key == str(offering.pk)


def test_the_service_leads_back_to_its_clinic(cast: Cast):
    offering = make_offering(cast, QUESTION)
    page = browser_of(cast.acting(cast.alma)).get(reverse("cases:service", args=[offering.pk]))
    back = f'<a class="ds-link" href="/mottagningar/{cast.heart.slug}/">{cast.heart.name}</a>'
    assert back in page.content.decode()


def test_a_paused_service_promises_no_day(cast: Cast):
    offering = make_offering(cast, QUESTION)
    address = reverse("cases:service", args=[offering.pk])
    assert "svarar inom" in browser_of(cast.acting(cast.alma)).get(address).content.decode()
    offering.state, offering.pause_words = "paused", "Vi har stängt till måndag."
    offering.save()
    page = browser_of(cast.acting(cast.alma)).get(address).content.decode()
    assert "Vi har stängt till måndag." in page
    assert "svarar inom" not in page


def test_a_number_is_dialled_without_spaces(cast: Cast):
    make_contact(cast, phone="010-123 45 61")
    page = browser_of(cast.acting(cast.alma)).get("/vardkontakter/").content.decode()
    assert '<a class="ds-link" href="tel:0101234561">010-123 45 61</a>' in page
