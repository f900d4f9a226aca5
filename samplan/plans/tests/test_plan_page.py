"""The plan shows what happens to the patient, and calls nothing coming whose day has passed."""

from datetime import timedelta

import pytest
import time_machine

from samplan.plans.actions import register
from samplan.plans.models import ActivityKind, Responsible
from samplan.visits.models import Visit
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, TODAY, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def plan(cast: Cast, visit: Visit, kind: ActivityKind, days: int | None = None) -> str:
    """The page with one more thing that care is to do, due after so many days."""
    due_on = None if days is None else TODAY + timedelta(days=days)
    register(kind, responsible=Responsible.CARE, about=visit, due_on=due_on, at=AT)
    page: str = browser_of(cast.acting(cast.alma)).get("/plan/").content.decode()
    return page


def test_what_care_is_to_read_for_its_own_part_is_not_there(cast: Cast) -> None:
    visit = sent_visit(cast)
    assert plan(cast, visit, ActivityKind.CALL, 4).count('class="entry ') == 2
    assert plan(cast, visit, ActivityKind.COORDINATION, 4).count('class="entry ') == 2


@pytest.mark.parametrize(("days", "is_coming"), [(4, True), (0, True), (-1, False), (None, False)])
def test_what_is_coming_is_yet_to_come(cast: Cast, days: int | None, is_coming: bool) -> None:
    visit = sent_visit(cast)
    before = browser_of(cast.acting(cast.alma)).get("/plan/").content.decode()
    page = plan(cast, visit, ActivityKind.CALL, days)
    assert page.count("Kommer:") - before.count("Kommer:") == int(is_coming)
