"""A summons is either opened or taken back, whoever was a moment late."""

import pytest

from samplan.audit.models import Event
from samplan.visits.actions import open_case, withdraw_visit
from samplan.visits.models import Visit
from samplan.visits.tests.staff_world import make_world
from tests.cast import AT, Cast


@pytest.mark.django_db
def test_what_was_taken_back_a_moment_ago_is_not_opened(cast: Cast) -> None:
    world = make_world(cast)
    visit = world.sent()
    seen = Visit.objects.select_related("summons").get(pk=visit.pk)
    withdraw_visit(visit, acting=world.nurse, at=AT)
    assert seen.summons is not None
    assert not open_case(seen, seen.summons, acting=cast.acting(cast.alma), at=AT)
    seen.refresh_from_db()
    assert seen.opened_at is None
    assert not Event.objects.filter(kind="case.first_read").exists()
