"""What the words after an address's question mark ask for."""

import uuid
from datetime import date, datetime
from typing import Final

# Days beyond these are nobody's, and counting from them leaves the calendar.
FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2999, 12, 31)


def asked_day(text: str) -> date:
    """The day "2026-12-17" between 1900 and 2999. Raises ValueError for anything else."""
    day = date.fromisoformat(text)
    if not FIRST <= day <= LAST:
        raise ValueError("The day is out of reach.")
    return day


def asked_place(text: str) -> tuple[datetime, uuid.UUID]:
    """The last row of the page before, written "moment_key", where the moment has a zone.

    Raises ValueError for anything else.
    """
    moment, key = text.split("_")
    at = datetime.fromisoformat(moment)
    if at.tzinfo is None or not FIRST <= at.date() <= LAST:
        raise ValueError("The moment has no zone, or is out of reach.")
    return at, uuid.UUID(key)
