"""The counters say what the shelves show."""

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
    assert case.title not in shelf(cast, "i-dag")
    page = today(cast)
    assert "blir sent i dag" not in page
    assert "har ingen än" not in page


def test_what_is_laid_aside_has_a_shelf_and_says_so(cast: Cast, case: Case) -> None:
    Case.objects.update(due_on=TODAY + timedelta(days=3))
    case.refresh_from_db()
    day = TODAY + timedelta(days=2)
    actions.snooze(case, day, acting=cast.acting(cast.maria), at=AT)
    assert case.title in shelf(cast, "undanlagda")
    assert case.title not in shelf(cast, "att-gora")
    assert "har ingen än" not in today(cast)
    page = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "Undanlagt till" in page
