"""One hour is one hour, in the summons and on the visit's page."""

import pytest
from django.utils import translation

from samplan.visits.models import Visit
from samplan.visits.summons import summons_text
from samplan.visits.tests.staff_world import World
from tests.cast import browser_of


def late_after(world: World, hours: int) -> Visit:
    return world.sent(texts={"late_cancel_hours": hours, "late_cancel_fee": "400 kronor"})


@pytest.mark.parametrize(("hours", "words"), [(1, "1 timme"), (24, "24 timmar")])
def test_hours_are_counted_in_the_right_form(world: World, hours: int, words: str) -> None:
    visit = late_after(world, hours)
    with translation.override("sv"):
        assert f"Om du avbokar senare än {words} före: 400 kronor" in summons_text(visit)
    alma = browser_of(world.cast.acting(world.cast.alma))
    page = alma.get(f"/tider/{visit.pk}/").content.decode()
    assert f"Om du avbokar senare än {words} före: 400 kronor" in page
    cancelling = alma.get(f"/tider/{visit.pk}/andra/").content.decode()
    assert f"{words} före besöket" in cancelling
