"""What single cells say."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale

from samplan.common.dates import at_local
from samplan.common.identity import IdentityNumber, mask_identity_numbers, parse_identity_number
from samplan.visits.daylist.results import BadCell

SHORTEST, LONGEST = 5, 600
SWEDISH = "sv"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_LONGEST_SHOWN = 40

_DATE = (
    r"(?:(?P<y>[0-9]{4})(?P<s>[-/.]?)(?P<m>[0-9]{2})(?P=s)(?P<d>[0-9]{2})"
    r"|(?P<d2>[0-9]{1,2})(?P<s2>[-/.])(?P<m2>[0-9]{1,2})(?P=s2)(?P<y2>[0-9]{4}))"
)
_TIME = (
    r"(?:kl\.? ?)?(?:(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.][0-9]{2})?"
    r"|(?P<hour2>[0-9]{1,2})(?P<minute2>[0-9]{2}))"
)
_ONLY_DATE = re.compile(_DATE)
_ONLY_TIME = re.compile(_TIME, re.IGNORECASE)
_MOMENT = re.compile(rf"(?P<date>{_DATE})(?:[T ]|, ?)(?P<time>{_TIME})", re.IGNORECASE)
_MINUTES = re.compile(r"([0-9]{1,4}) ?(?:m|min|minuter|minutes)?\.?", re.IGNORECASE)
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
# Languages of interpreters that the lists of names below lack or name otherwise.
_MORE_LANGUAGES = {
    "dari": "prs",
    "sorani": "ckb",
    "kurmanji": "kmr",
    "nordkurdiska": "kmr",
    "sydkurdiska": "ckb",
    "teckenspråk": "swl",
    "svenskt teckenspråk": "swl",
    "sign language": "swl",
    "bks": "sh",
}
# What the lists of names have beside languages that people are called in.
_NOT_SPOKEN = {
    *("und", "mul", "zxx"),  # unknown, several, none
    *("avk", "ia", "ie", "io", "jbo", "lfn", "nov", "tlh", "tok", "vo"),  # made up
}


def read_identity(text: str, *, on: date | None) -> IdentityNumber:
    if _SHORTENED.fullmatch(text):
        raise BadCell("shortened")
    return parse_identity_number(text, on=on)


def read_moment(text: str) -> datetime | None:
    """A date and a time in one cell, or None when it is not both."""
    found = _MOMENT.fullmatch(text)
    return datetime.combine(read_date(found["date"]), read_time(found["time"])) if found else None


def read_date(text: str) -> date:
    found = _ONLY_DATE.fullmatch(text)
    if found:
        year, month, day = (int(found[name] or found[f"{name}2"]) for name in "ymd")
        if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and _has_day(year, month, day):
            return date(year, month, day)
    raise _bad("date", text)


def read_time(text: str) -> time:
    found = _ONLY_TIME.fullmatch(text)
    if found:
        hour = int(found["hour"] or found["hour2"])
        minute = int(found["minute"] or found["minute2"])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise _bad("time", text)


def check_exists(starts_at: datetime) -> datetime:
    """Raises NonexistentTime for what the clock skips in spring."""
    at_local(starts_at.date(), starts_at.time())
    return starts_at


def read_minutes(text: str) -> int:
    if found := _MINUTES.fullmatch(text):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(text):
        minutes = 60 * int(found[1]) + int(found[2])
    else:
        raise _bad("minutes", text)
    if not SHORTEST <= minutes <= LONGEST:
        raise BadCell("length", least=SHORTEST, most=LONGEST, minutes=minutes)
    return minutes


def read_language(text: str) -> str | None:
    """The code of a language named in Swedish or English, or by its code. Raises BadCell."""
    if text in {"", "-"}:
        return None
    code = _languages().get(text.casefold())
    if code is None:
        raise _bad("language", text)
    return code


def read_name(text: str) -> tuple[str, str]:
    """(given, family) from "Family, Given", or else with the last word as family name."""
    if "," in text:
        family, _, given = text.partition(",")
    else:
        given, _, family = text.rpartition(" ")
    return given.strip(), family.strip()


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Names and codes to codes, regional variants aside."""
    known: dict[str, str] = {}
    for locale in (Locale("en"), Locale("sv")):
        for code, name in locale.languages.items():
            if code.isalpha() and code not in _NOT_SPOKEN:
                known |= {code: code, name.casefold(): code}
    return known | _MORE_LANGUAGES


def _has_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _bad(code: str, text: str) -> BadCell:
    if not text:
        return BadCell("missing")
    # In a list whose columns have moved, an identity number may stand anywhere.
    return BadCell(code, text=mask_identity_numbers(text)[:_LONGEST_SHOWN])
