"""Where there is nothing to list one reads what one can do next."""

import re

import pytest

from samplan.cases.empty_shelves import empty_of
from samplan.cases.queue import Shelf
from samplan.organisations.models import Role
from tests.cast import ActingClient, Cast, browser_of, make_staff


def empty(client: ActingClient, address: str) -> str:
    found = re.search(r'<div class="empty">(.*?)</div>', client.get(address).content.decode(), re.S)
    assert found, address
    return found[1]


@pytest.mark.parametrize("shelf", Shelf)
def test_an_empty_shelf_says_what_it_is_and_leads_to_another(cast: Cast, shelf: Shelf) -> None:
    said = empty(browser_of(cast.acting(cast.maria)), f"/vard/arenden/?visa={shelf}")
    assert str(empty_of(shelf, shares=True).text) in said
    (leads,) = re.findall(r'href="/vard/arenden/\?visa=([^"]*)"', said)
    assert leads in list(Shelf)
    assert leads != shelf


def test_those_who_have_only_their_own_are_led_to_no_shelf_that_is_not_theirs(cast: Cast) -> None:
    therapist = make_staff("Tor", "Dal", "Psykolog", cast.heart, Role.THERAPIST)
    client = browser_of(cast.acting(therapist))
    mine = empty(client, "/vard/arenden/")
    assert "till dig personligen" in mine
    assert "<a " not in mine
    assert "visa=mina" in empty(client, f"/vard/arenden/?visa={Shelf.CLOSED}")


@pytest.mark.parametrize(
    ("who", "address", "words"),
    [
        ("alma", "/inkorg/", "under Övriga tjänster"),
        ("alma", "/inkorg/aldre/", 'href="/inkorg/"'),
        ("alma", "/", 'href="/tjanster/"'),
        ("alma", "/tjanster/", 'href="/mottagningar/"'),
        ("maria", "/vard/utskick/", "Börja med ”Skicka till patienter”"),
        ("maria", "/vard/vardkontakter/", "från patientens sida"),
        ("maria", "/vard/vardlag/", "Börja med ”Nytt vårdlag”"),
    ],
)
def test_an_empty_page_says_what_one_can_do(cast: Cast, who: str, address: str, words: str) -> None:
    assert words in empty(browser_of(cast.acting(getattr(cast, who))), address)
