"""Moments and days in Sweden: which zone, how old, when a day begins, and all that in words.

Where `language`, a language code, is asked for, every "en" is written as British English and
all others as Swedish, the language that every text falls back to.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

from samplan.common.faults import PlainFault, gettext_noop

SWEDEN = ZoneInfo("Europe/Stockholm")

_SWEDISH = Locale("sv", "SE")
_ENGLISH = Locale("en", "GB")


class NonexistentTime(PlainFault):
    """The clock never shows that time on that day."""

    sentences = {
        "skipped": gettext_noop(
            "The time %(clock)s does not exist on %(day)s: the clock is moved forward then. "
            "Choose another time."
        ),
    }


def local(moment: datetime) -> datetime:
    """The same moment by the clock in Sweden. Raises ValueError for a moment without zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is not a moment.")
    return moment.astimezone(SWEDEN)


def at_local(day: date, clock: time) -> datetime:
    """The moment in UTC when clocks in Sweden show `clock` on `day`.

    When they show it twice, in autumn, the first. Raises NonexistentTime in spring.
    """
    naive = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    moment = naive.replace(tzinfo=SWEDEN).astimezone(UTC)
    if moment.astimezone(SWEDEN).replace(tzinfo=None, fold=0) != naive:
        raise NonexistentTime("skipped", clock=f"{clock:%H:%M}", day=day.isoformat())
    return moment


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The moments in UTC when `day` begins and the next one does: 23, 24 or 25 hours apart."""
    return at_local(day, time.min), at_local(day + timedelta(days=1), time.min)


def birthday(born_on: date, age: int) -> date:
    """The day a person turns `age`.

    Born on 29 February, in other years: 28 February. Law (1930:173) section 1 ends a time
    counted in years on the month's last day where the day itself is missing, and it is the
    cautious reading: a guardian's right ends and the young person's own begins on one and
    the same day, never a day late.
    """
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def age_on(born_on: date, day: date) -> int:
    """Whole years lived on `day`; -1 or less before birth. The birthday counts from its start."""
    age = day.year - born_on.year
    return age if day >= birthday(born_on, age) else age - 1


def long_moment(moment: datetime, language: str, *, today: date) -> str:
    """ "torsdag 17 december kl. 10.30", "Thursday 17 December, 10:30"; another year is written."""
    here = local(moment)
    joint = ", " if _is_english(language) else " kl. "
    return long_day(here.date(), language, today=today) + joint + clock(here, language)


def long_day(day: date, language: str, *, today: date) -> str:
    """ "torsdag 17 december", "Thursday 17 December", with the year when it is not this one."""
    return _write(day, "EEEE d MMMM" + _year(day, today), language)


def full_day(day: date, language: str) -> str:
    """ "17 december 2026", "17 December 2026": where it is read long after."""
    return _write(day, "d MMMM y", language)


def short_day(day: date, language: str) -> str:
    """ "17 dec", "17 Dec"."""
    return f"{day.day} {month_short(day, language)}"


@lru_cache(maxsize=4096)
def short_weekday(day: date, language: str) -> str:
    """ "tors 17 dec", "Thu 17 Dec"."""
    return f"{weekday_short(day, language)} {short_day(day, language)}"


def weekday_short(day: date, language: str) -> str:
    """ "tors", "Thu": the short forms that Swedish dictionaries give."""
    return _write(day, "EEE", language)


def weekday_long(day: date, language: str) -> str:
    """ "torsdag", "Thursday"."""
    return _write(day, "EEEE", language)


def month_short(day: date, language: str) -> str:
    """ "dec", "Dec", with no full stop."""
    return _write(day, "MMM", language).removesuffix(".")


def clock(at: datetime | time, language: str) -> str:
    """ "10.30", "10:30". A moment with a zone is shown by the clock in Sweden."""
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = local(at)
    return f"{at.hour:02}{':' if _is_english(language) else '.'}{at.minute:02}"


def minutes_text(minutes: int, language: str) -> str:
    """ "45 minuter", "1 timme 30 minuter", "2 hours"."""
    hours, rest = divmod(minutes, 60)
    one_hour, hour, one_minute, minute = (
        ("hour", "hours", "minute", "minutes")
        if _is_english(language)
        else ("timme", "timmar", "minut", "minuter")
    )
    parts = [f"{hours} {one_hour if hours == 1 else hour}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} {one_minute if rest == 1 else minute}")
    return " ".join(parts)


@lru_cache(maxsize=4096)
def _write(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=_ENGLISH if _is_english(language) else _SWEDISH)


@lru_cache(maxsize=64)
def _is_english(language: str) -> bool:
    return language.lower().split("-")[0].split("_")[0] == "en"


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else " y"
