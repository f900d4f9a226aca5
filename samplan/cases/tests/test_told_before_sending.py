"""Who writes to a care contact who is away reads who answers meanwhile before anything is sent."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samplan.cases.models import BegunCase, Case
from samplan.cases.tests.world import CONTACT, make_contact, make_offering, started_case
from samplan.contacts.models import Absence, CareContact, CareTeam
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, TODAY, ActingClient, Cast, browser_of, make_staff

AWAY = "Maria är borta till och med torsdag 26 november."
OMID, TEAM, QUEUE = (
    "Omid Rahimi svarar i stället.",
    "Vårdlaget Röda laget svarar i stället.",
    "Mottagningen svarar i stället.",
)


@pytest.fixture
def omid(cast: Cast) -> Assignment:
    """A colleague of Maria's."""
    return make_staff("Omid", "Rahimi", "Läkare", cast.heart, Role.HANDLER)


@pytest.fixture
def contact(cast: Cast) -> CareContact:
    """Maria is Alma's, and Alma can write to her."""
    make_offering(cast, CONTACT)
    return make_contact(cast)


@pytest.fixture
def alma(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.alma))


def away(cast: Cast, stand_in: Assignment | None = None) -> Absence:
    return Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TODAY + timedelta(days=3),
        stand_in=stand_in and stand_in.staff,
        noted_at=AT,
        noted_by="Maria Nyström",
    )


def pages_of_writing(alma: ActingClient, contact: CareContact) -> list[str]:
    """The card, where one begins, the questions, and where one looks them through."""
    write = reverse("cases:write", args=[contact.pk])
    found = [alma.get(reverse("home:contacts")), alma.get(write)]
    questions = alma.send(write).headers["Location"]
    begun = BegunCase.objects.get()
    found += [
        alma.get(questions, follow=True),
        alma.get(reverse("cases:new-review", args=[begun.pk])),
    ]
    assert {each.status_code for each in found} == {200}
    return [each.content.decode() for each in found]


def test_one_is_told_wherever_one_writes(
    cast: Cast, alma: ActingClient, contact: CareContact, omid: Assignment
) -> None:
    away(cast, omid)
    pages = pages_of_writing(alma, contact)
    assert [page.count(f"{AWAY} {OMID}") for page in pages] == [1, 1, 1, 1]
    assert "Omid Rahimi svarar inom 2 arbetsdagar" in pages[1]
    assert "Omid Rahimi svarar inom 2 arbetsdagar" in pages[2]
    assert "Maria Nyström svarar inom" not in "".join(pages[1:])


@pytest.mark.parametrize("has_team", [True, False])
def test_the_team_or_the_clinic_is_named(
    cast: Cast, alma: ActingClient, contact: CareContact, has_team: bool
) -> None:
    if has_team:
        team = CareTeam.objects.create(clinic=cast.heart, name="Röda laget")
        CareContact.objects.filter(pk=contact.pk).update(team=team)
    away(cast)
    told = f"{AWAY} {TEAM if has_team else QUEUE}"
    assert [told in page for page in pages_of_writing(alma, contact)] == [True] * 4


def test_nothing_is_told_of_one_who_is_there(
    cast: Cast, alma: ActingClient, contact: CareContact
) -> None:
    pages = pages_of_writing(alma, contact)
    assert "svarar i stället" not in "".join(pages)
    assert "Maria Nyström svarar inom 2 arbetsdagar" in pages[2]


def test_it_stands_where_one_writes_more_but_not_where_another_has_taken_it(
    cast: Cast, alma: ActingClient, contact: CareContact, omid: Assignment
) -> None:
    case = started_case(cast, contact=contact)
    away(cast, omid)
    address = reverse("cases:case", args=[case.pk])
    told = f"{AWAY} {OMID}"
    assert told in alma.get(address).content.decode()
    Case.objects.update(handler=omid.staff)
    assert told in alma.get(address).content.decode()
    sara = make_staff("Sara", "Holm", "Sjuksköterska", cast.heart, Role.HANDLER)
    Case.objects.update(handler=sara.staff)
    assert AWAY not in alma.get(address).content.decode()
    Case.objects.update(closed_at=AT, closed_by="Maria", waits_for="nobody", due_on=None)
    assert AWAY not in alma.get(address).content.decode()
