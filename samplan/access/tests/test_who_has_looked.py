"""Who has looked: those of care first, and oneself only when asked for."""

import pytest
import time_machine

from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def test_ones_own_doings_stand_aside(cast: Cast) -> None:
    alma = browser_of(cast.acting(cast.alma))
    alma.get("/")
    assert "Ingen annan har tittat" in alma.get("/atkomst/").content.decode()

    sent_visit(cast)

    page = alma.get("/atkomst/").content.decode()
    assert "Maria Nyström" in page
    assert "Alma Ek (patienten)" not in page
    assert "Alma Ek (patienten)" in alma.get("/atkomst/?visa=alla").content.decode()


def test_what_is_done_after_each_other_is_one_row(cast: Cast) -> None:
    sent_visit(cast)
    maria = browser_of(cast.acting(cast.maria))
    for _time in range(3):
        maria.get("/vard/patienter/")

    page = browser_of(cast.acting(cast.alma)).get("/atkomst/").content.decode()

    assert page.count("<tr") == 2  # the heading, and all that Maria did
    assert "såg namnet i en lista över patienter" in page
    assert "(3 gånger)" in page
