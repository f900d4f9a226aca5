"""What was agreed with one who is the contact no more says so, until something new is agreed."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from samplan.access.acting import StaffActing
from samplan.cases.tests.coordinating import agree as consent_to
from samplan.contacts import actions
from samplan.contacts.actions import AgreementFacts
from samplan.contacts.agreed import agreements
from samplan.contacts.models import Channel, EndReason
from samplan.contacts.tests.factories import YESTERDAY, contact_of
from samplan.organisations.models import Assignment
from tests.cast import AT, TODAY, Cast, browser_of, make_staff, relate

pytestmark = pytest.mark.django_db
MADE = "Överenskommet med Maria Nyström den 23 november 2026."
HOUR = timedelta(hours=1)


@pytest.fixture
def ove(cast: Cast) -> Assignment:
    return make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)


def staff(cast: Cast, whom: Assignment) -> StaffActing:
    acting = cast.acting(whom)
    assert isinstance(acting, StaffActing)
    return acting


def agree(cast: Cast, whom: Assignment, with_whom: str, *, at: datetime = AT) -> None:
    facts = AgreementFacts(with_whom=with_whom, channel=Channel.PHONE, agreed_on=TODAY)
    actions.write_agreement(cast.alma.pk, facts, acting=staff(cast, whom), at=at)


def hand_over(cast: Cast, to: Assignment) -> None:
    acting = staff(cast, cast.maria)
    actions.hand_over(cast.maria.staff_id, to.staff_id, from_on=TODAY, acting=acting, at=AT + HOUR)


def said(cast: Cast) -> str:
    """What is said of the one that stands."""
    return agreements(cast.acting(cast.alma), cast.alma.pk, on=TODAY)[0].made_with_former


def pages(cast: Cast) -> list[str]:
    """Where patient and staff read it, the record too."""
    alma, maria = browser_of(cast.acting(cast.alma)), browser_of(cast.acting(cast.maria))
    names = ("contacts:staff-patient", "contacts:staff-record", "cases:staff-coordination")
    found = [maria.get(reverse(name, args=[cast.alma.pk])) for name in names]
    return [each.content.decode() for each in (alma.get(reverse("home:contacts")), *found)]


def test_it_says_so_to_patient_and_staff_until_it_is_agreed_anew(
    cast: Cast, ove: Assignment
) -> None:
    contact_of(cast.alma, cast.maria, starts_on=YESTERDAY)
    contact_of(cast.alma, cast.petra)
    relate(cast.alma, cast.urology)
    consent_to(cast)
    agree(cast, cast.maria, "Maria Nyström")
    assert not any(MADE in page for page in pages(cast))
    hand_over(cast, ove)
    browser = browser_of(cast.acting(ove))
    coordination = browser.get(reverse("cases:staff-coordination", args=[cast.alma.pk]))
    assert MADE in coordination.content.decode()
    assert [MADE in page for page in pages(cast)[:3]] == [True, True, True]
    agree(cast, ove, "Ove Ros", at=AT + 2 * HOUR)
    assert said(cast) == ""
    assert not any(MADE in page for page in pages(cast)[:2])


@pytest.mark.parametrize("with_whom", ["maria", "patientens dotter"])
def test_it_is_known_by_the_name_in_it_or_by_who_wrote_it(
    cast: Cast, ove: Assignment, with_whom: str
) -> None:
    contact_of(cast.alma, cast.maria)
    agree(cast, cast.maria, with_whom)
    hand_over(cast, ove)
    assert said(cast).startswith(MADE)


def test_one_who_stays_is_no_former_one(cast: Cast, ove: Assignment) -> None:
    omid = make_staff("Omid", "Rahimi", "Läkare", cast.heart, cast.maria.role)
    contact_of(cast.alma, cast.maria)
    contact_of(cast.alma, omid)
    agree(cast, cast.maria, "Omid Rahimi")
    hand_over(cast, ove)
    assert said(cast) == ""


def test_nor_one_who_is_the_contact_in_another_way_or_takes_over_later(cast: Cast) -> None:
    mine = contact_of(cast.alma, cast.maria, starts_on=YESTERDAY)
    agree(cast, cast.maria, "Maria Nyström")
    told = {"reason": EndReason.NO_NEED, "acting": staff(cast, cast.maria), "at": AT + HOUR}
    ended = actions.end_contact(mine, last_on=TODAY, **told)
    assert said(cast) == ""
    ended.ends_on = YESTERDAY
    ended.save(update_fields=["ends_on"])
    assert said(cast).startswith(MADE)
    contact_of(cast.alma, cast.maria, kind="home_care")
    assert said(cast) == ""
