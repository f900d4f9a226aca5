"""An ended conversation leads on: to the one it is joined with, to the contact, or to a new one."""

import pytest
import time_machine

from samplan.cases import actions
from samplan.cases.models import Offering
from samplan.cases.tests.world import (
    CONTACT,
    make_contact,
    make_offering,
    say_as_care,
    started_case,
)
from samplan.contacts.models import CareContact
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, Cast, browser_of, make_staff


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def seen(cast: Cast, case) -> str:
    return browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()


def test_a_joined_one_leads_to_the_other_for_both(cast: Cast) -> None:
    rebecka: Assignment = make_staff("Rebecka", "Lind", "Sjuksköterska", cast.heart, Role.RECEIVER)
    first, second = started_case(cast), started_case(cast, words="Samma sak igen.")
    actions.merge(first, second, acting=cast.acting(rebecka), at=AT)
    assert f'href="/inkorg/{second.pk}/"' in seen(cast, first)
    assert f'href="/inkorg/{first.pk}/"' not in seen(cast, second)
    staff = browser_of(cast.acting(rebecka)).get(f"/vard/arenden/{first.pk}/").content.decode()
    assert f'href="/vard/arenden/{second.pk}/"' in staff


def test_an_ended_one_leads_to_the_contact_while_one_has_it(cast: Cast) -> None:
    contact = make_contact(cast)
    case = started_case(cast, offering=make_offering(cast, CONTACT), contact=contact)
    assert f"/vardkontakter/{contact.pk}/meddelande/" not in seen(cast, case)
    say_as_care(cast, case, "Klart.", "close")
    assert f"/vardkontakter/{contact.pk}/meddelande/" in seen(cast, case)

    CareContact.objects.update(starts_on="2026-01-01", ends_on="2026-02-01")
    page = seen(cast, case)
    assert f"/vardkontakter/{contact.pk}/meddelande/" not in page
    assert 'href="/tjanster/"' in page.split("Starta ett nytt ärende")[0].rsplit("<a", 1)[1]


def test_an_ended_one_leads_to_a_new_question(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Klart.", "close")
    assert f"/tjanster/{Offering.objects.get().pk}/" in seen(cast, case)


def test_what_comes_too_late_is_kept_and_not_called_a_fault(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Klart.", "close")
    late = browser_of(cast.acting(cast.alma)).send(f"/inkorg/{case.pk}/svar/", {"body": "En sak."})
    page = late.content.decode()
    assert (late.status_code, "En sak." in page) == (409, True)
    assert ("Det du skrev är inte skickat" in page, "rätta till" in page) == (True, False)


def test_on_paper_both_sides_stand_with_patient_and_clinic(cast: Cast) -> None:
    case = started_case(cast)
    head = f'<p class="only-printed">Alma Ek · {cast.heart.name}</p>'
    for who, address in ((cast.alma, "/inkorg/"), (cast.maria, "/vard/arenden/")):
        page = browser_of(cast.acting(who)).get(f"{address}{case.pk}/").content.decode()
        assert head in page
