"""When a place is open: weekdays with their spans, days that are otherwise, and all that in words.

A span that closes at 00:00 closes at the end of its day.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from samplan.common.dates import clock, local, weekday_short
from samplan.common.faults import PlainFault, gettext_noop
from samplan.common.working_days import is_holiday

Span: TypeAlias = tuple[time, time]
Spans: TypeAlias = tuple[Span, ...]
MIDNIGHT: Final = time(0)
LOOKED_AHEAD: Final = 60  # days; what does not open within them is closed until further notice
MONDAY: Final = date(2024, 1, 1)  # any
_SPAN: Final = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*[-–]\s*(\d{1,2})(?:[.:](\d\d))?")
_SEPARATOR: Final = re.compile(r"\s*(?:,|;|\boch\b|\band\b)\s*")
LAST_HOUR: Final = 24


class BadHours(PlainFault):
    """What is written is no hours."""

    sentences = {
        "form": gettext_noop(
            "“%(written)s” is not a time from and to. Write for example 8–11.30, 13–16."
        ),
        "order": gettext_noop("“%(written)s” ends before it begins, or before the one before it."),
    }


@dataclass(frozen=True)
class Standing:
    """Open until a time, or closed until the moment that `day` and `at` say, if any."""

    is_open: bool
    day: date | None = None
    at: time | None = None


@dataclass(frozen=True)
class Hours:
    """A place's weekdays from Monday, and its days that are otherwise."""

    week: Mapping[int, Spans]
    others: Mapping[date, Spans] = field(default_factory=dict)
    is_open_on_holidays: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anyone has said when the place is open."""
        return any(self.week.values()) or any(self.others.values())

    def on(self, day: date) -> Spans:
        """The spans of that day, in order."""
        if day in self.others:
            return self.others[day]
        if is_holiday(day) and not self.is_open_on_holidays:
            return ()
        return self.week.get(day.weekday(), ())

    def standing(self, at: datetime) -> Standing:
        """Whether the place is open at that moment, and when that changes."""
        now = local(at)
        today, o_clock = now.date(), now.time().replace(tzinfo=None)
        for opens, closes in self.on(today):
            if opens <= o_clock and (o_clock < closes or closes == MIDNIGHT):
                return Standing(True, today, closes)
            if o_clock < opens:
                return Standing(False, today, opens)
        for ahead in range(1, LOOKED_AHEAD):
            day = today + timedelta(days=ahead)
            if spans := self.on(day):
                return Standing(False, day, spans[0][0])
        return Standing(False)


def parse_spans(written: str) -> Spans:
    """ "8–11.30, 13–16" as spans. Raises BadHours for anything else; nothing written is closed."""
    spans: list[Span] = []
    for part in _SEPARATOR.split(written.strip()) if written.strip() else []:
        opens, closes = _span(part)
        if spans and (spans[-1][1] == MIDNIGHT or opens < spans[-1][1]):
            raise BadHours("order", written=part)
        spans.append((opens, closes))
    return tuple(spans)


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise BadHours("form", written=part)
    from_hour, from_minute, to_hour, to_minute = (int(digits or 0) for digits in found.groups())
    if (to_hour, to_minute) == (LAST_HOUR, 0):
        to_hour = 0
    try:
        opens, closes = time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError:
        raise BadHours("form", written=part) from None
    if opens >= closes != MIDNIGHT:
        raise BadHours("order", written=part)
    return opens, closes


def spans_words(spans: Iterable[Span], language: str) -> str:
    """ "8–11.30, 13–16"; closed and all day and night in words."""
    known = tuple(spans)
    if not known:
        return _("closed")
    if known == ((MIDNIGHT, MIDNIGHT),):
        return _("all day and night")
    return written_spans(known, language)


def written_spans(spans: Iterable[Span], language: str) -> str:
    """The spans as `parse_spans` takes them; nothing where there are none."""
    written = (f"{_short(opens, language)}–{_end(closes, language)}" for opens, closes in spans)
    return ", ".join(written)


def week_words(week: Mapping[int, Spans], language: str) -> str:
    """The open days with alike ones together: "mån–fre 8–11, lör 10–14"."""
    runs = groupby((day for day in range(7)), key=lambda day: week.get(day, ()))
    parts = []
    for spans, days in runs:
        first, *rest = list(days)
        if spans:
            names = [weekday_name(day, language) for day in (first, *rest[-1:])]
            parts.append(f"{'–'.join(names)} {spans_words(spans, language)}")
    return ", ".join(parts)


def weekday_name(weekday: int, language: str) -> str:
    """ "mån", "Mon"; Monday is 0."""
    return weekday_short(MONDAY + timedelta(days=weekday), language)


def _short(at: time, language: str) -> str:
    """ "8", "11.30"."""
    return str(at.hour) if not at.minute else clock(at, language).removeprefix("0")


def _end(at: time, language: str) -> str:
    return "24" if at == MIDNIGHT else _short(at, language)
