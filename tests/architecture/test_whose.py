"""What staff write at an address, and get back after signing in, is logged on the right patient."""

from collections.abc import Iterable

import pytest

from samplan.access import whose
from samplan.config.routes import Route, routes

# Keys of what no patient owns; a day list and a send have many patients, and nobody writes of
# one there.
NOBODYS = {"clinic_id", "role_id", "type_id", "resource_id", "list_id", "sealed_id"} | {
    *("form_id", "version_id", "team_id", "absence_id"),
    *("errand_id", "other_id", "page_id", "document_id", "send_id"),
    *("offering_id", "reply_id", "area_id", "type_version_id"),
}


def test_every_address_where_staff_write_says_whose_it_is():
    assert nobody_knows_whose(routes()) == []


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        (("unknown_id",), 1),
        (("case_id",), 0),
        (("visit_id",), 0),
        (("visit_id", "x_id"), 0),
        (("type_id",), 0),
        ((), 0),
    ],
)
def test_an_address_that_does_not_is_seen(parameters: tuple[str, ...], count: int):
    planted = Route("/vard/x/", "x:x", "staff", ("GET", "POST"), (), "views.x", parameters)
    assert len(nobody_knows_whose([planted])) == count


def nobody_knows_whose(checked: Iterable[Route]) -> list[str]:
    """Staff's addresses that take posts and have keys, none of which leads to a patient."""
    return [
        route.path
        for route in checked
        if route.gate == "staff" and "POST" in route.methods
        if set(route.parameters) - NOBODYS and not whose.known() & set(route.parameters)
    ]
