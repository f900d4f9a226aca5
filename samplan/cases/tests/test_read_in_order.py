"""What grows with the years is read in order from an index of its own, and never sorted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.access.acting import SystemActing
from samplan.cases.queue import Shelf, shelf_of
from samplan.cases.retention.removing import remove_due
from samplan.cases.tests.keeping_world import LATER, decided, delivered_case, regional
from tests.cast import AT, TODAY, Cast

BY_INDEX_IF_THERE_IS_ONE = (
    "SET LOCAL enable_seqscan TO off; SET LOCAL enable_bitmapscan TO off; "
    "SET LOCAL enable_sort TO off"
)


def plan_of(what: Callable[[], Any]) -> str:
    """How the database reads cases in order in `what`."""
    with CaptureQueriesContext(connection) as done:
        what()
    read = next(
        each["sql"]
        for each in done
        if '"cases_case"' in each["sql"] and "closed_at" in each["sql"].partition("ORDER BY")[2]
    )
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX_IF_THERE_IS_ONE)
        cursor.execute(f"EXPLAIN {read}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("shelf", "index"),
    [(Shelf.CLOSED, "case_closed_at_clinic"), (Shelf.ARCHIVED, "case_archived_at_clinic")],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_shelf_of_what_is_ended(cast: Cast, shelf: Shelf, index: str, is_first: bool) -> None:
    case = delivered_case(cast)
    after = None if is_first else f"{AT.isoformat()}_{case.pk}"
    plan = plan_of(lambda: shelf_of(cast.acting(cast.maria), shelf, after=after, today=TODAY))
    assert f"using {index} " in plan
    assert "Sort" not in plan


def test_what_is_to_be_removed(cast: Cast) -> None:
    decided(regional(cast))
    delivered_case(cast)
    plan = plan_of(lambda: remove_due(at=LATER, acting=SystemActing("retention")))
    assert "using case_to_remove " in plan
    assert "Sort" not in plan
