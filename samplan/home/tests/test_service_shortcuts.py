"""A service is a shortcut while it is open to the patient, and no dead link afterwards."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from samplan.cases.models import Offering, OfferingState
from samplan.cases.tests.world import make_offering
from samplan.shortcuts.models import Shortcut
from tests.cast import AT, Cast, browser_of

ADD, MINE, LABEL = "/genvagar/ny/", "/genvagar/", "Ställ en fråga · Hjärtmottagningen"


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def alma(cast: Cast) -> Any:
    return browser_of(cast.acting(cast.alma))


@pytest.fixture
def service(cast: Cast) -> Offering:
    return make_offering(cast)


def tiles(alma: Any) -> str:
    return alma.get("/").content.decode().split("Genvägar")[1].split("</ul>")[0]


def test_it_is_offered_where_it_is_met_until_one_has_it(cast: Cast, alma: Any, service: Offering):
    clinic = reverse("home:clinic", args=[cast.heart.slug])
    pages = (reverse("cases:service", args=[service.pk]), clinic, MINE)
    for page in pages:
        assert f"service:{service.pk}" in alma.get(page).content.decode()
    alma.send(ADD, {"to": f"service:{service.pk}"})
    for page in pages:
        assert f"service:{service.pk}" not in alma.get(page).content.decode()
    assert LABEL in tiles(alma)
    assert pages[0] in tiles(alma)


def test_one_that_is_no_longer_open_is_said_to_be_gone(alma: Any, service: Offering):
    alma.send(ADD, {"to": f"service:{service.pk}"})
    Offering.objects.update(state=OfferingState.RETIRED)
    assert str(service.pk) not in tiles(alma)

    page = alma.get(MINE).content.decode()
    assert "En tjänst som inte längre är öppen för dig" in page
    assert reverse("cases:service", args=[service.pk]) not in page
    kept = Shortcut.objects.get()
    alma.send(reverse("shortcuts:remove", args=[kept.pk]))
    assert "inte längre" not in alma.get(MINE).content.decode()


def test_one_that_is_paused_says_so_and_why(alma: Any, service: Offering):
    alma.send(ADD, {"to": f"service:{service.pk}"})
    begun = alma.send(reverse("cases:service", args=[service.pk]))
    page = alma.get(begun["Location"])["Location"]
    alma.send(page, {"a:fraga": "Får jag flyga?", "_to": "next"})
    assert "Pausad" not in alma.get("/").content.decode()
    Offering.objects.update(state=OfferingState.PAUSED, pause_words="Öppnar på måndag.")
    said = "Pausad just nu: Öppnar på måndag."
    assert said in tiles(alma)
    for page in (MINE, "/tjanster/"):
        assert said in alma.get(page).content.decode()
    go_on = alma.get("/").content.decode().split("Påbörjat: ")[1].split("</li>")[0]
    assert said in go_on


def test_one_that_was_handed_out_and_is_taken_back_is_not_offered(
    cast: Cast, alma: Any, service: Offering
):
    alma.send(ADD, {"to": f"service:{service.pk}"})
    Offering.objects.update(opens_to="handed_out")
    clinic = reverse("home:clinic", args=[cast.heart.slug])
    for page in ("/", "/tjanster/", clinic):
        assert str(service.pk) not in alma.get(page).content.decode()


def test_one_that_is_not_open_cannot_be_added(alma: Any, service: Offering):
    Offering.objects.update(opens_to="handed_out")
    for key in (service.pk, "nothing", ""):
        assert alma.send(ADD, {"to": f"service:{key}"}).status_code == 404
