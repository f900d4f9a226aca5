"""A therapist has the cases that have come by name, and no others; Today says what is due."""

from datetime import timedelta

import pytest

from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.models import Case
from samplan.cases.tests.world import (
    CONTACT,
    make_contact,
    make_offering,
    say_as_care,
    started_case,
)
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, Cast, browser_of, make_staff

DAY = timedelta(days=1)


@pytest.fixture
def tove(cast: Cast) -> Assignment:
    """A therapist of Maria's clinic, who is Alma's care contact."""
    return make_staff("Tove", "Alm", "Kurator", cast.heart, Role.THERAPIST)


@pytest.fixture
def hers(cast: Cast, tove: Assignment) -> Case:
    """What Alma has written to her."""
    contact = make_contact(cast, staff=tove.staff)
    return started_case(cast, offering=make_offering(cast, CONTACT), contact=contact)


def test_she_finds_it_among_her_own_and_answers(cast: Cast, tove: Assignment, hers: Case) -> None:
    others = started_case(cast, offering=make_offering(cast), words="Till kön.")
    browser = browser_of(cast.acting(tove))
    for shelf in ("", "?visa=mina", "?visa=ofordelade", "?visa=att-gora"):
        page = browser.get(f"/vard/arenden/{shelf}").content.decode()
        assert (str(hers.pk) in page, str(others.pk) in page) == (True, False)
    assert "Oförd" not in page
    assert "Skicka till patienter" not in page
    assert browser.get(f"/vard/arenden/{hers.pk}/").status_code == 200
    said = say_as_care(cast, hers, "Vi ses på torsdag.", "answer", by=tove)
    assert said.author_name == "Tove Alm"
    for path in ("", "journaltext/", "vidare/"):
        assert browser.get(f"/vard/arenden/{others.pk}/{path}").status_code == 404
    with pytest.raises(Refused):
        say_as_care(cast, others, "Hej", "answer", by=tove)


def test_what_she_lays_back_is_hers_no_more(cast: Cast, tove: Assignment, hers: Case) -> None:
    browser = browser_of(cast.acting(tove))
    answer = browser.send(f"/vard/arenden/{hers.pk}/ansvarig/", {"to": ""})
    assert answer["Location"] == "/vard/arenden/"
    hers.refresh_from_db()
    assert hers.handler is None
    assert browser.get(f"/vard/arenden/{hers.pk}/").status_code == 404


def test_a_therapist_takes_nothing_from_the_queue(cast: Cast, tove: Assignment) -> None:
    case = started_case(cast)
    with pytest.raises(Refused):
        actions.assign(case, tove.staff, acting=cast.acting(tove), at=AT)


def test_today_says_what_becomes_late_and_what_is(cast: Cast, tove: Assignment, hers: Case) -> None:
    receiver = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    page = browser_of(cast.acting(receiver)).get("/vard/").content.decode()
    assert "blir sent i dag" not in page
    Case.objects.filter(pk=hers.pk).update(due_on=AT.date())
    late = started_case(cast, offering=make_offering(cast), words="Sent.")
    Case.objects.filter(pk=late.pk).update(due_on=AT.date() - DAY)
    page = browser_of(cast.acting(receiver)).get("/vard/").content.decode()
    assert ("1 ärende blir sent i dag" in page, "?visa=i-dag" in page) == (True, True)
    assert ("1 ärende är försenat" in page, "?visa=forsenade" in page) == (True, True)
    page = browser_of(cast.acting(tove)).get("/vard/").content.decode()
    assert ("1 ärende blir sent i dag" in page, "är försenat" in page) == (True, False)
    page = browser_of(cast.acting(cast.petra)).get("/vard/").content.decode()
    assert "blir sent i dag" not in page
