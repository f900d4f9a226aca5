"""How much waits in the clinic's queue: counters that say what its shelves show."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest

from samplan.access.acting import StaffActing
from samplan.access.request import StaffRequest
from samplan.cases.policies import READING_ROLES, sees_only_own

MOST_COUNTED: Final = 100  # beyond this a counter says no more

# What the shelves show, counted: what is due of patients whom the clinic still has to do with.
HERE = """
    FROM cases_case AS own WHERE own.clinic_id = %(clinic)s AND due_on IS NOT NULL AND EXISTS (
        SELECT FROM access_carerelation AS known WHERE known.patient_id = own.patient_id
        AND known.clinic_id = own.clinic_id AND known.ended_at IS NULL)
"""
DUE = f"""
SELECT (SELECT count(*) FROM (SELECT {HERE} AND due_on < %(today)s LIMIT %(most)s) AS late),
    (SELECT count(*) FROM (SELECT {HERE} AND due_on = %(today)s LIMIT %(most)s) AS today),
    (SELECT count(*) FROM (SELECT {HERE} AND handler_id IS NULL
        AND (snoozed_until IS NULL OR snoozed_until <= %(today)s OR due_on < %(today)s)
        LIMIT %(most)s) AS unassigned)
"""  # noqa: S608 - our own words
DUE_OF_ONE = DUE.replace("due_on IS NOT NULL", "due_on IS NOT NULL AND handler_id = %(staff)s")


@dataclass(frozen=True)
class Due:
    """How many cases are late, how many are to be answered today, and how many nobody has; each
    at most MOST_COUNTED."""

    late: int
    today: int
    unassigned: int


def due_at(request: StaffRequest) -> Due:
    """What the clinic has to answer, or the acting of it, who sees no more; asked for once in a
    request.

    A count is no look at any patient, and needs no trace.
    """
    found: Due | None = getattr(request, "cases_due", None)
    if found is None:
        acting, today = request.acting, request.today
        facts: dict[str, Any] = {
            "clinic": acting.clinic_id,
            "staff": acting.staff_id,
            "today": today,
            "most": MOST_COUNTED,
        }
        with connection.cursor() as cursor:
            sql = DUE_OF_ONE if sees_only_own(acting) else DUE
            cursor.execute(sql, facts)
            found = Due(*(cursor.fetchone() or (0, 0, 0)))
        request.cases_due = found  # type: ignore[attr-defined]  # kept for this request alone
    return found


def due_count(request: HttpRequest) -> int:
    """The counter in the navigation bar: late, and to be answered today."""
    acting = getattr(request, "acting", None)
    if not isinstance(acting, StaffActing) or acting.role not in READING_ROLES:
        return 0
    due = due_at(request)  # type: ignore[arg-type]  # the acting is staff's
    return due.late + due.today
