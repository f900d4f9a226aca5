"""What is written and begun to a care contact goes to who takes over."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.actions import Start
from samplan.cases.falling import fall_on
from samplan.cases.models import BegunCase, Case, CaseKind
from samplan.cases.tests.world import CONTACT, make_contact, make_offering, started_case
from samplan.contacts.actions import end_contact, hand_over
from samplan.contacts.models import Absence, CareContact, EndReason
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, TODAY, Cast, browser_of, make_staff

DAY = timedelta(days=1)
GONE_ON = "Omid Rahimi har tagit över efter Maria Nyström och får det du skriver."


@pytest.fixture
def omid(cast: Cast) -> Assignment:
    """Who takes over."""
    return make_staff("Omid", "Rahimi", "Läkare", cast.heart, Role.HANDLER)


@pytest.fixture
def contact(cast: Cast) -> CareContact:
    """Maria is Alma's, since yesterday."""
    return make_contact(cast, starts_on=TODAY - DAY)


def handed_over(cast: Cast, omid: Assignment, *, from_on=TODAY) -> None:
    maria = cast.acting(cast.maria)
    hand_over(cast.maria.staff_id, omid.staff_id, from_on=from_on, acting=maria, at=AT)


def conversation(cast: Cast, contact: CareContact) -> Case:
    return started_case(cast, offering=make_offering(cast, CONTACT), contact=contact)


def begun(cast: Cast, contact: CareContact) -> BegunCase:
    start = Start(patient_id=cast.alma.pk, offering=make_offering(cast, CONTACT), contact=contact)
    return actions.begin(start, acting=cast.acting(cast.alma), at=AT)


def test_an_open_conversation_goes_at_once(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    case = conversation(cast, contact)
    handed_over(cast, omid)

    case.refresh_from_db()
    assert (case.contact.staff, case.handler) == (omid.staff, omid.staff)
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert ("Omid Rahimi, din fasta vårdkontakt" in page, "Omid svarar" in page) == (True, True)
    assert Event.objects.filter(kind="case.fell").count() == 1


def test_one_that_is_handed_over_later_goes_on_its_day(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    case = conversation(cast, contact)
    handed_over(cast, omid, from_on=TODAY + DAY)
    assert fall_on(at=AT) == 0
    case.refresh_from_db()
    assert case.handler == cast.maria.staff

    assert [fall_on(at=AT + DAY), fall_on(at=AT + DAY)] == [1, 0]
    case.refresh_from_db()
    assert (case.contact.staff, case.handler) == (omid.staff, omid.staff)


def test_what_a_colleague_has_taken_stays_there(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    other = make_staff("Johan", "Frisk", "Sjuksköterska", cast.heart, Role.HANDLER)
    case = conversation(cast, contact)
    Case.objects.filter(pk=case.pk).update(handler=other.staff)
    handed_over(cast, omid)

    case.refresh_from_db()
    assert (case.contact.staff, case.handler) == (omid.staff, other.staff)


def test_a_closed_one_stays_as_it_was(cast: Cast, omid: Assignment, contact: CareContact) -> None:
    case = conversation(cast, contact)
    Case.objects.filter(pk=case.pk).update(
        closed_at=AT, closed_by="Maria Nyström", waits_for="nobody", due_on=None
    )
    handed_over(cast, omid)

    case.refresh_from_db()
    assert case.contact == contact


def test_one_that_is_begun_says_to_whom_it_goes_now(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    letter = begun(cast, contact)
    handed_over(cast, omid)
    alma = browser_of(cast.acting(cast.alma))

    page = alma.get(reverse("cases:new-questions", args=[letter.pk]), follow=True).content.decode()

    assert (GONE_ON in page, "Omid Rahimi svarar inom" in page) == (True, True)


def test_one_that_is_begun_is_sent_to_who_is_the_contact_now(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    letter = begun(cast, contact)
    handed_over(cast, omid)
    case = started_case(cast, offering=letter.offering, contact=contact)

    letter.refresh_from_db()
    assert (case.contact.staff, case.handler, letter.case) == (omid.staff, omid.staff, case)
    alma = browser_of(cast.acting(cast.alma))
    receipt = alma.get(reverse("cases:new-receipt", args=[letter.pk])).content.decode()
    assert ("Omid Rahimi svarar inom" in receipt, "Maria" in receipt) == (True, False)


def test_where_nobody_takes_over_it_goes_to_the_clinic(cast: Cast, contact: CareContact) -> None:
    letter = begun(cast, contact)
    yesterday, maria = TODAY - DAY, cast.acting(cast.maria)
    end_contact(contact, last_on=TODAY, reason=EndReason.NO_NEED, acting=maria, at=AT)
    CareContact.objects.update(ends_on=yesterday)
    alma = browser_of(cast.acting(cast.alma))

    page = alma.get(reverse("cases:new-questions", args=[letter.pk]), follow=True).content.decode()
    assert "Maria Nyström är inte längre din vårdkontakt. Det du skriver går till" in page
    case = started_case(cast, offering=letter.offering, contact=contact)
    assert (case.contact, case.handler) == (None, None)


def test_the_old_address_leads_on(cast: Cast, omid: Assignment, contact: CareContact) -> None:
    offering = make_offering(cast, CONTACT)
    address = reverse("cases:write", args=[contact.pk])
    handed_over(cast, omid)
    alma = browser_of(cast.acting(cast.alma))

    page = alma.get(address, follow=True)
    assert GONE_ON in page.content.decode()
    CareContact.objects.filter(staff=omid.staff).delete()
    assert alma.get(address)["Location"] == f"/tjanster/{offering.pk}/"
    carl = browser_of(cast.acting(cast.carl))
    assert carl.get(address).status_code == 404


def test_the_announcement_says_who_answers_meanwhile_and_what_becomes_of_what_is_written(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    Absence.objects.create(
        clinic=cast.heart,
        staff=omid.staff,
        from_on=TODAY,
        until_on=TODAY + 3 * DAY,
        stand_in=cast.maria.staff,
        noted_at=AT,
        noted_by="Maria Nyström",
    )
    CareContact.objects.update(phone="010-123 45 61")
    handed_over(cast, omid)

    told = Case.objects.get(kind=CaseKind.SENT)
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{told.pk}/").content.decode()
    assert "Det du och Maria Nyström skriver till varandra här fortsätter med Omid Rahimi." in page
    assert "Maria Nyström svarar i stället." in page
