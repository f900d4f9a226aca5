"""Lists read a page at a time, by the place of the last row that was seen."""

import uuid
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


def page_after(
    rows: QuerySet[Row], *, by: str, after: uuid.UUID | None, size: int
) -> tuple[list[Row], uuid.UUID | None]:
    """`size` rows by (`by`, key) after the row with the key `after`, from the start where None.

    With them the key to go on after; None where there are no more. Page 500 costs as page 1. The
    address of a next page holds a key and nothing of what the row says.
    """
    if after is not None:
        rows = rows.filter(_later(rows.model, by, after))
    found = list(rows.order_by(by, "pk")[: size + 1])
    shown = found[:size]
    return shown, shown[-1].pk if len(found) > size else None


def _later(model: type[Row], by: str, after: uuid.UUID) -> Q:
    """The first condition is one that an index on (by, key) can begin at."""
    place: Any = Subquery(model._base_manager.filter(pk=after).values(by)[:1])
    return Q(**{f"{by}__gte": place}) & (Q(**{f"{by}__gt": place}) | Q(pk__gt=after))


def place_in(address_value: str | None) -> uuid.UUID | None:
    """The key that stands in an address, if any. Raises ValueError for anything else."""
    return uuid.UUID(address_value) if address_value else None


def after_in(request: HttpRequest) -> uuid.UUID | None:
    """The key that a list goes on after (`efter`). Raises Http404 for what is none."""
    try:
        return place_in(request.GET.get("efter"))
    except ValueError:
        raise Http404 from None


def moment_after_in(request: HttpRequest) -> tuple[datetime, uuid.UUID] | None:
    """As `after_in`, where lists go by moment and key."""
    try:
        return moment_place_in(request.GET.get("efter"))
    except ValueError:
        raise Http404 from None


def day_in(address_value: str) -> date:
    """The day that stands in an address as "2026-12-17".

    Raises ValueError for anything else, and for days outside FIRST_YEAR to LAST_YEAR.
    """
    day = date.fromisoformat(address_value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("No day of ours.")
    return day


def place_at(moment: datetime, key: uuid.UUID) -> str:
    """A row's place in a list by moment and key, as an address has it: see `moment_place_in`."""
    return f"{moment.isoformat().replace('+00:00', 'Z')}_{key}"


def moment_place_in(address_value: str | None) -> tuple[datetime, uuid.UUID] | None:
    """The moment and key that stand in an address as "<moment>_<key>", if any.

    Raises ValueError for anything else, and for moments without a zone or outside FIRST_YEAR to
    LAST_YEAR, which no row of ours has.
    """
    if address_value is None:
        return None
    moment, _line, key = address_value.partition("_")
    at = datetime.fromisoformat(moment)
    if at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("No place in any list.")
    return at, uuid.UUID(key)
