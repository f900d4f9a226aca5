"""Hours of the week as people write them: "8-11", "mån-tors 8-11, 13-15, fre 8-10"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from samplan.common.dates import weekday_short
from samplan.common.faults import PlainFault, gettext_noop

_A_MONDAY: Final = date(2024, 1, 1)
_SPAN: Final = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[.:](\d{2}))?")  # noqa: RUF001 - people write both
_NAMED: Final = re.compile(
    r"(?:([^\W\d_]{2,})\.?(?:\s*[-–]\s*([^\W\d_]{2,})\.?)?\s+)?(\S.*)"  # noqa: RUF001 - people write both
)
_NAMES: Final = (
    ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_WEEK: Final = 7
_WORKING_DAYS: Final = 5
_LAST_MINUTE: Final = 24 * 60


class BadHours(PlainFault):
    """Hours that cannot be read."""

    sentences = {
        "shape": gettext_noop(
            "Write hours as 8-11 for all weekdays, or as Mon-Thu 8-11, 13-15, Fri 8-10."
        ),
        "day": gettext_noop("No day is called %(word)s. Write for example Mon-Fri 8-11."),
        "order": gettext_noop("The hours end before they begin, or overlap."),
    }


def read_week(text: str) -> list[str]:
    """The hours of each day, Monday first, written alike: "8–11, 13–15", empty for none.

    Hours without a day are Monday to Friday's. Raises BadHours.
    """
    spans: list[list[tuple[int, int, str]]] = [[] for _day in range(_WEEK)]
    days = range(_WORKING_DAYS)
    for part in text.split(","):
        named = _NAMED.fullmatch(part.strip())
        if named is None:
            continue
        first, last, rest = named.groups()
        if first:
            days = range(_day(first), _day(last or first) + 1)
        for day in days:
            spans[day].append(_span(rest))
    return [_in_order(each) for each in spans]


def _day(word: str) -> int:
    for names in _NAMES:
        for number, name in enumerate(names):
            if name.startswith(word.casefold()):
                return number
    raise BadHours("day", word=word)


def _in_order(spans: list[tuple[int, int, str]]) -> str:
    ends = [moment for start, end, _words in spans for moment in (start, end)]
    if ends != sorted(ends):
        raise BadHours("order")
    return ", ".join(words for _start, _end, words in spans)


def _span(part: str) -> tuple[int, int, str]:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise BadHours("shape")
    hour, minute, last_hour, last_minute = found.groups()
    start, end = _minutes(hour, minute), _minutes(last_hour, last_minute)
    if start >= end:
        raise BadHours("order")
    return start, end, f"{_clock(hour, minute)}–{_clock(last_hour, last_minute)}"


def _minutes(hour: str, minute: str | None) -> int:
    number = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or number > _LAST_MINUTE:
        raise BadHours("shape")
    return number


def _clock(hour: str, minute: str | None) -> str:
    return str(int(hour)) + (f".{minute}" if minute and minute != "00" else "")


def folded(hours: Sequence[str], language: str) -> str:
    """The week in a line, days alike side by side: "mån–tors 8–11, fre 8–10"; empty for none."""
    days = [
        (weekday_short(_A_MONDAY + timedelta(days=n), language), h) for n, h in enumerate(hours)
    ]
    groups = [(list(same), words) for words, same in groupby(days, key=lambda each: each[1])]
    return ", ".join(
        f"{_days([day for day, _h in same])} {words}" for same, words in groups if words
    )


def _days(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
