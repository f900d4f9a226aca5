"""The service by which one writes to one's care contact, handed out to who has none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.handing.giving import hand_out
from samplan.cases.handing.lists import look_through
from samplan.cases.handing.rights import Approving, HandingOut
from samplan.cases.models import BegunCase, Offering, OpensTo
from samplan.cases.tests.world import CONTACT, QUESTION, make_contact, make_offering
from samplan.contacts.models import ContactRequest
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of, make_patient, make_staff

NOBODY = "Du har ingen fast vårdkontakt här än"
DAY = timedelta(days=1)


@pytest.fixture
def service(cast: Cast) -> Offering:
    """Handed out to Alma."""
    made = make_offering(cast, CONTACT, opens_to=OpensTo.HANDED_OUT)
    hand_out(made, [cast.alma.pk], until_on=None, acting=cast.acting(cast.maria), at=AT)
    return made


@pytest.fixture
def alma(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.alma))


def address_of(service: Offering) -> str:
    return reverse("cases:service", args=[service.pk])


def test_who_has_none_is_told_and_shown_where_to_ask(
    cast: Cast, alma: ActingClient, service: Offering
) -> None:
    general = make_offering(cast, QUESTION)
    page = alma.get(address_of(service))
    words = page.content.decode()
    ask = f"{reverse('home:ask')}?mottagning={cast.heart.pk}"
    assert (NOBODY in words, f'href="{ask}"' in words) == (True, True)
    assert f'href="{address_of(general)}"' in words
    assert alma.send(address_of(service)).status_code == 409
    assert not BegunCase.objects.exists()
    form = alma.get(ask).context["form"]
    assert form["asked_clinic"].value() == str(cast.heart.pk)
    alma.send(ask, {"asked_clinic": str(cast.heart.pk), "reason": "vill ha någon"})
    words = alma.get(address_of(service)).content.decode()
    assert ("Den har inte svarat än." in words, ask in words) == (True, False)
    ContactRequest.objects.all().delete()
    make_contact(cast, starts_on=TODAY + 7 * DAY)
    words = alma.get(address_of(service)).content.decode()
    assert "Maria Nyström är din vårdkontakt från måndag 30 november." in words
    assert (NOBODY in words, ask in words) == (True, False)


def test_no_case_to_nobody_is_begun(cast: Cast, service: Offering) -> None:
    start = actions.Start(patient_id=cast.alma.pk, offering=service)
    with pytest.raises(Refused, match="ingen fast vårdkontakt"):
        actions.begin(start, acting=cast.acting(cast.alma), at=AT)
    entered = actions.begin(start, acting=cast.acting(cast.maria), at=AT)
    assert entered.contact is None  # staff enter what came by phone for the queue


def test_who_has_one_writes_to_that_and_of_several_one_chooses(
    cast: Cast, alma: ActingClient, service: Offering
) -> None:
    contact = make_contact(cast)
    make_contact(cast, clinic=cast.urology, staff=cast.petra.staff)
    assert "Skriv till Maria" in alma.get(address_of(service)).content.decode()
    assert alma.send(address_of(service)).status_code == 302
    assert BegunCase.objects.get().contact == contact
    ove = make_staff("Ove", "Ros", "Läkare", cast.heart, cast.maria.role)
    other = make_contact(cast, staff=ove.staff)
    page = alma.get(address_of(service)).content.decode()
    for each in (contact, other):
        assert f'href="{reverse("cases:write", args=[each.pk])}"' in page
    assert "Petra" not in page


def test_a_paused_one_says_why_all_the_same(
    cast: Cast, alma: ActingClient, service: Offering
) -> None:
    Offering.objects.filter(pk=service.pk).update(state="paused", pause_words="Stängt i jul.")
    page = alma.get(address_of(service)).content.decode()
    assert ("Stängt i jul." in page, NOBODY in page) == (True, False)


def test_staff_are_told_as_they_give_it_to_one(cast: Cast, service: Offering) -> None:
    maria = browser_of(cast.acting(cast.maria))
    address = reverse("cases:patient-services", args=[cast.bo.pk])
    told = "Patienten har ingen vårdkontakt här"
    way = reverse("contacts:staff-give", args=[cast.bo.pk])
    page = maria.get(address).content.decode()
    assert (told in page, f'href="{way}"' in page) == (True, True)
    given = maria.send(
        reverse("cases:give-service", args=[cast.bo.pk, service.pk]), follow=True
    ).content.decode()
    assert "Patienten har ingen vårdkontakt här att skriva till än." in given
    make_contact(cast, cast.bo)
    assert told not in maria.get(address).content.decode()


def test_and_by_a_list_how_many_and_who(cast: Cast, service: Offering) -> None:
    make_contact(cast, cast.bo)
    make_contact(cast, cast.cleo, clinic=cast.urology, staff=cast.petra.staff)
    elsewhere = make_patient("Dan", "Ek", cast.bo.born_on + DAY)
    numbers = "\n".join(each.identity_number for each in (cast.alma, cast.bo, cast.cleo, elsewhere))
    acting = cast.acting(cast.maria)
    looked = look_through(numbers, HandingOut(service), until_on=None, acting=acting, at=AT)
    assert [line.patient for line in looked.lines if line.reaches_nobody] == [cast.cleo]
    assert looked.reach_nobody == 1
    page = browser_of(acting).send(
        reverse("cases:hand-out-list", args=[service.pk]), {"numbers": numbers}
    )
    assert "1 av dem har ingen vårdkontakt här" in page.content.decode()
    approved = look_through(numbers, Approving(), until_on=None, acting=acting, at=AT)
    assert approved.reach_nobody == 0
