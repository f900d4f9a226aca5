"""The start page: the one sentence, the next step, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from samplan.organisations.models import Organisation
from samplan.visits.models import Visit
from samplan.visits.tests.world import IN_TEN_DAYS, sent_visit
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_the_lead_counts_what_is_left(cast: Cast) -> None:
    visit = sent_visit(cast)
    alma = browser_of(cast.acting(cast.alma))

    assert "Två saker att göra" in alma.get("/").content.decode()
    alma.get(reverse("visits:visit", args=[visit.pk]))
    assert "En sak att göra" in alma.get("/").content.decode()


@pytest.mark.parametrize(
    ("days_before", "said"),
    [
        (2, "inför ditt besök torsdag 3 december."),
        (1, "inför ditt besök i morgon, torsdag 3 december."),
        (0, "inför ditt besök i dag."),
    ],
)
def test_the_lead_says_when_the_visit_is_near(cast: Cast, days_before: int, said: str) -> None:
    visit = sent_visit(cast)
    day = visit.starts_at - timedelta(days=days_before, hours=2)

    with time_machine.travel(day, tick=False):
        assert said in browser_of(cast.acting(cast.alma)).get("/").content.decode()


def test_nothing_planned_says_so_kindly(cast: Cast) -> None:
    page = browser_of(cast.acting(cast.carl)).get("/").content.decode()

    assert "Nästa steg" not in page


def test_staff_who_open_the_address_come_to_their_own_start(cast: Cast) -> None:
    page = browser_of(cast.acting(cast.maria)).get("/")

    assert (page.status_code, page["Location"]) == (302, "/vard/")


def test_a_visit_by_phone_says_so_and_shows_no_way_to_the_clinic(cast: Cast) -> None:
    sent_visit(cast)
    Organisation.objects.update(address="Sjukhusvägen 1", directions="Ta hiss B.")
    alma = browser_of(cast.acting(cast.alma))
    assert "Ta hiss B." in alma.get("/").content.decode()

    Visit.objects.update(mode="phone")
    page = alma.get("/").content.decode()
    assert "Per telefon, kl." in page
    assert "Vi ringer dig." in page
    assert "Ta hiss B." not in page


def test_only_the_first_thing_to_do_is_the_primary_action(cast: Cast) -> None:
    sent_visit(cast)
    page = browser_of(cast.acting(cast.alma)).get("/").content.decode()
    card = page.split("card-next")[1]

    assert card.count('data-variant="secondary"') == 1


def test_statements_stay_few_however_many_visits(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for day in range(4):
        sent_visit(cast, starts_at=IN_TEN_DAYS + timedelta(days=day))
    Visit.objects.update(answers_number=1, answers_count=2, read_number=1, read_at=AT, read_by="M")
    alma = browser_of(cast.acting(cast.alma))
    for address in ("/", "/tider/", "/plan/", "/inkorg/"):
        alma.get(address)
        with django_assert_max_num_queries(6):
            assert alma.get(address).status_code == 200
