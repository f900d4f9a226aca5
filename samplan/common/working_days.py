"""Swedish working days: what a promise to answer within N working days counts."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no holiday.

    Midsommarafton, julafton and nyårsafton count as holidays: by law they nearly are, and
    no clinic answers on them.
    """
    return day.weekday() < 5 and not is_holiday(day)


def is_holiday(day: date) -> bool:
    """A holiday on whatever weekday; Sundays are none for being Sundays."""
    return day in _holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """The `number`-th working day after `day`, which itself is not counted; before, if negative.

    With 0: `day`, or the first working day after it.
    """
    step = -_ONE_DAY if number < 0 else _ONE_DAY
    left = abs(number)
    while left > 0 or not is_working_day(day):
        day += step
        left -= is_working_day(day)
    return day


def working_days_until(day: date, other: date) -> int:
    """How many working days `other` lies after `day`, so that adding them leads there; below 0
    where it lies before. 0 where it is `day` itself, or where only days off lie between."""
    if other < day:
        return -working_days_until(other, day)
    days = (day + _ONE_DAY * (n + 1) for n in range((other - day).days))
    return sum(is_working_day(each) for each in days)


@lru_cache(maxsize=32)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
