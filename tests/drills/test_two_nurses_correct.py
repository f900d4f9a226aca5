"""Two correct one visit from pages drawn at the same time: neither undoes the other unawares."""

import re

from django.urls import reverse

from samplan.bookings.models import Resource
from samplan.visits.actions import correct_visit
from samplan.visits.models import Visit
from samplan.visits.tests.asked import asked, browser, now
from tests.cast import Cast


def drawn(page: str) -> dict[str, str]:
    """What the form holds as it was drawn, besides its long texts."""
    found = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page)
    return {name: value for name, value in found if name not in {"send", "acting_mark"}}


def test_a_page_from_before_the_visit_was_moved_does_not_move_it_back(cast: Cast) -> None:
    visit = asked(cast)
    maria, url = browser(cast, cast.maria), reverse("visits:staff-correct", args=[visit.pk])
    page = maria.get(url).content.decode()
    assert drawn(page)["seen"]
    later = visit.starts_at.replace(hour=11, minute=0, second=0, microsecond=0)
    acting = cast.acting(cast.maria)
    correct_visit(visit, changes={}, starts_at=later, acting=acting, at=now())
    resource = str(Resource.objects.get().pk)
    old = drawn(page) | {"purpose": "Samtal", "resource": resource, "mode": "onsite"}
    refused = maria.send(url, old)
    assert refused.status_code == 200
    assert "A colleague has changed the visit" in refused.content.decode()
    stands = Visit.objects.get(pk=visit.pk)
    assert (stands.starts_at, stands.purpose) == (later, visit.purpose)
    again = drawn(maria.get(url).content.decode())
    fresh = again | {"purpose": "Samtal", "resource": resource, "mode": "onsite"}
    assert maria.send(url, fresh).status_code == 302
    stands.refresh_from_db()
    assert (stands.starts_at, stands.purpose) == (later, "Samtal")
