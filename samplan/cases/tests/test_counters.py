"""The counters say what the shelves show."""

import re
from datetime import timedelta

import pytest

from samplan.access.models import CareRelation
from samplan.cases import actions
from samplan.cases.models import Case
from samplan.cases.tests.world import started_case
from tests.cast import AT, TODAY, Cast, browser_of


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case that is to be answered today, that nobody has."""
    made = started_case(cast)
    Case.objects.filter(pk=made.pk).update(due_on=TODAY, handler=None)
    made.refresh_from_db()
    return made


def today(cast: Cast) -> str:
    return browser_of(cast.acting(cast.maria)).get("/vard/").content.decode()


def shelf(cast: Cast, name: str) -> str:
    page = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/?visa={name}")
    return page.content.decode()


def test_new_ones_are_told_of_before_their_day(cast: Cast, case: Case) -> None:
    Case.objects.update(due_on=TODAY + timedelta(days=2))
    page = today(cast)
    assert "1 ärende har ingen än" in page
    assert "blir sent i dag" not in page


def test_what_no_shelf_shows_is_not_counted(cast: Cast, case: Case) -> None:
    assert "1 ärende blir sent i dag" in today(cast)
    CareRelation.objects.filter(patient=case.patient).update(ended_at=AT)
    assert case.short_title not in shelf(cast, "i-dag")
    page = today(cast)
    assert "blir sent i dag" not in page
    assert "har ingen än" not in page


def test_what_is_laid_aside_has_a_shelf_and_says_so(cast: Cast, case: Case) -> None:
    Case.objects.update(due_on=TODAY + timedelta(days=3))
    case.refresh_from_db()
    day = TODAY + timedelta(days=2)
    actions.snooze(case, day, acting=cast.acting(cast.maria), at=AT)
    assert case.short_title in shelf(cast, "undanlagda")
    assert case.short_title not in shelf(cast, "att-gora")
    assert "har ingen än" not in today(cast)
    page = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "Undanlagt till" in page


def counted(page: str) -> list[str]:
    """What the counters of the bar say."""
    said = re.findall(r'class="count">(\d+)<span class="ds-sr-only"> ([^<]*)<', page)
    return [" ".join(each) for each in said]


def test_the_staffs_counter_says_what_it_counts_and_the_shelves_say_the_same(
    cast: Cast, case: Case
) -> None:
    later, late = started_case(cast), started_case(cast)
    Case.objects.filter(pk=later.pk).update(due_on=TODAY + timedelta(days=2))
    Case.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=1))

    page = shelf(cast, "att-gora")

    assert page.count('name="case"') == 3
    assert set(counted(page)) == {"2 att svara på senast i dag"}
    chips = re.findall(r'class="chip" href="[^"]*"[^>]*>([^<]*)<', page)
    assert {"Svara i dag (1)", "Försenade (1)", "Ofördelade (3)", "Att göra"} < {*chips}
    for name in ("i-dag", "forsenade"):
        assert shelf(cast, name).count('name="case"') == 1
    assert shelf(cast, "ofordelade").count('name="case"') == 3


def test_the_patients_counter_says_the_same_as_the_rows(cast: Cast, case: Case) -> None:
    Case.objects.update(is_unread=True)
    started_case(cast)
    page = browser_of(cast.acting(cast.alma)).get("/inkorg/").content.decode()
    assert page.count("row-unread") == 1
    assert set(counted(page)) == {"1 nytt"}
