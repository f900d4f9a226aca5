"""A clinic's hours as its page says them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.common.dates import clock, long_day, weekday_long
from samplan.common.opening_hours import (
    MIDNIGHT,
    MONDAY,
    Hours,
    Span,
    Standing,
    spans_words,
)
from samplan.common.working_days import is_holiday

WEEK = 7
HOLIDAYS_AHEAD = 21  # days


@dataclass(frozen=True)
class Day:
    """One line: the day, its hours, and why they are so."""

    name: str
    hours: str
    note: str = ""


@dataclass(frozen=True)
class HoursShown:
    """Whether it is open now, the week, and the days that are otherwise."""

    now: str
    is_open: bool
    week: list[Day]
    others: list[Day]


def hours_of(
    rows: Iterable[Mapping[str, Any]],
    others: Iterable[Mapping[str, Any]],
    *,
    purpose: str,
    is_open_on_holidays: bool,
) -> tuple[Hours, dict[date, str]]:
    """The hours for one purpose, from rows of `queries`; and the notes of single days."""
    week: dict[int, tuple[Span, ...]] = {}
    for row in rows:
        if row["purpose"] == purpose:
            week[row["weekday"]] = (*week.get(row["weekday"], ()), _span(row))
    single = [row for row in others if row["purpose"] == purpose]
    days = {date.fromisoformat(row["day"]): row for row in single}
    spans = {day: (_span(row),) if row["opens_at"] else () for day, row in days.items()}
    return Hours(week, spans, is_open_on_holidays), {day: days[day]["note"] for day in days}


def _span(row: Mapping[str, Any]) -> Span:
    return time.fromisoformat(row["opens_at"]), time.fromisoformat(row["closes_at"])


def hours_shown(
    hours: Hours, notes: Mapping[date, str], *, at: datetime, today: date
) -> HoursShown:
    """All of it in words of the page's language."""
    language = get_language() or "sv"
    standing = hours.standing(at)
    week = [
        Day(
            weekday_long(MONDAY + timedelta(days=day), language).capitalize(),
            spans_words(hours.week.get(day, ()), language),
        )
        for day in range(WEEK)
    ]
    return HoursShown(
        _standing_words(standing, hours, today=today),
        standing.is_open,
        week,
        _otherwise(hours, notes, today=today),
    )


def _otherwise(hours: Hours, notes: Mapping[date, str], *, today: date) -> list[Day]:
    """Days with hours of their own, and holidays that close what else were open."""
    language = get_language() or "sv"
    ahead = [today + timedelta(days=number) for number in range(HOLIDAYS_AHEAD)]
    closed = {
        day: _("public holiday")
        for day in ahead
        if is_holiday(day) and hours.week.get(day.weekday()) and not hours.on(day)
    }
    days = sorted((closed | dict(notes)).items())
    return [
        Day(long_day(day, language, today=today), spans_words(hours.on(day), language), note)
        for day, note in days
    ]


def _standing_words(standing: Standing, hours: Hours, *, today: date) -> str:
    language = get_language() or "sv"
    if standing.day is None or standing.at is None:
        return _("Closed until further notice")
    if standing.is_open:
        if standing.at == MIDNIGHT and hours.on(today)[0][0] == MIDNIGHT:
            return _("Open now")
        return _("Open now, until %(time)s") % {"time": _until(standing.at, language)}
    opens = clock(standing.at, language)
    if standing.day == today:
        return _("Closed now. Opens today at %(time)s") % {"time": opens}
    is_soon = standing.day - today < timedelta(days=WEEK)
    day = (
        weekday_long(standing.day, language)
        if is_soon
        else long_day(standing.day, language, today=today)
    )
    return _("Closed now. Opens on %(day)s at %(time)s") % {"day": day, "time": opens}


def _until(at: time, language: str) -> str:
    return "24" if at == MIDNIGHT else clock(at, language)
