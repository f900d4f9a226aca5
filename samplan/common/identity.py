"""Swedish identity numbers: read as people write them, kept as twelve digits."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from personnummer.personnummer import Personnummer, PersonnummerException

from samplan.common.faults import PlainFault, gettext_noop

_COORDINATION_SHIFT = 60
_OLDEST_YEAR = 1870
# The dashes that phones and word processors put where a person typed "-".
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_WRITTEN = re.compile(r"(?P<century>[0-9]{2})?(?P<six>[0-9]{6})(?P<sign>[-+])?(?P<four>[0-9]{4})")

# A date and four more digits, however divided. The check digit is not asked for: a mistyped
# number is as much somebody's.
_LIKELY = re.compile(
    r"(?<!\d)((?:\d{2}[ _.-]?)?\d{2}[ _.-]?(?:0[1-9]|1[0-2])[ _.-]?[0-36-9]\d)[ _.+-]*\d{4}(?!\d)"
)

# To our knowledge the tax agency's published test numbers have these serial numbers.
_TEST_SERIALS = (*range(980, 1000), 238, 239)


class IdentityKind(StrEnum):
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    # A region's own number for someone who has neither; its form is the region's, so it is
    # never read here.
    RESERVNUMMER = "reservnummer"


class BadIdentityNumber(PlainFault):
    """The text is not an identity number. The sentence never repeats the text."""

    sentences = {
        "empty": gettext_noop("Enter an identity number, for example 19121212-1212."),
        "shape": gettext_noop(
            "Write the identity number with twelve digits, for example 19121212-1212."
        ),
        "century": gettext_noop(
            "Write the year of birth with four digits, for example 19121212-1212."
        ),
        "day": gettext_noop(
            "The identity number begins with a date that does not exist. Check the first "
            "eight digits."
        ),
        "check": gettext_noop(
            "The digits of the identity number do not fit together. Check that none is "
            "missing or has changed place."
        ),
        "future": gettext_noop(
            "The identity number has a date of birth that has not come yet. Check the year."
        ),
    }


@dataclass(frozen=True, order=True)
class IdentityNumber:
    """A checked personnummer or samordningsnummer. `repr` and `str` show it masked."""

    digits: str
    kind: IdentityKind

    @property
    def born_on(self) -> date:
        return _born_on(self.digits)

    @property
    def masked(self) -> str:
        """Enough to recognise one's own number by: 550412-****."""
        return f"{self.digits[2:8]}-****"

    @property
    def formatted(self) -> str:
        """As people write it: 19550412-9809."""
        return f"{self.digits[:8]}-{self.digits[8:]}"

    def __repr__(self) -> str:
        return f"<{self.kind} {self.masked}>"


def parse_identity_number(text: str, *, on: date | None = None) -> IdentityNumber:
    """The number that `text` writes, with or without century, sign and spaces.

    `on` is the day it was written or used. Ten digits need it to find the century: the
    latest birth that is not after `on`, and a hundred years earlier with "+" (which is
    written from the year in which one turns 100). Raises BadIdentityNumber.
    """
    compact = _SPACES.sub("", text.translate(_DASHES))
    if not compact:
        raise BadIdentityNumber("empty")
    written = _WRITTEN.fullmatch(compact)
    if written is None:
        raise BadIdentityNumber("shape")
    six, four = written["six"], written["four"]
    century = written["century"] or _century(six, written["sign"], on=on)
    return _checked(century + six + four, on=on)


def identity_number_among(words: str, *, on: date | None = None) -> IdentityNumber:
    """The number that `words` write, or the only one that stands among them, such as after a name.

    Raises BadIdentityNumber as `parse_identity_number` does.
    """
    likely = [found[0] for found in _LIKELY.finditer(words)]
    if len(likely) != 1:
        return parse_identity_number(words, on=on)
    try:
        return parse_identity_number(words, on=on)
    except BadIdentityNumber as fault:
        if fault.code != "shape":
            raise
    return parse_identity_number(re.sub(r"[_.]", "", likely[0]), on=on)


def mask_identity_numbers(text: str, mask: str = "****") -> str:
    """`text` with the last four digits masked of all that is like an identity number."""
    return _LIKELY.sub(rf"\1-{mask}", text)


def make_test_identity_number(
    born_on: date, index: int = 0, *, kind: IdentityKind = IdentityKind.PERSONNUMMER
) -> IdentityNumber:
    """The index-th number of that day (0 to 21) in the series set aside for tests.

    The same arguments give the same number. Raises IndexError when the day has no more, and
    ValueError for a kind that has no series. Not named test_ so that no test runner collects it.
    """
    if kind is IdentityKind.RESERVNUMMER:
        raise ValueError("Reserve numbers have no series for tests.")
    if not 0 <= index < len(_TEST_SERIALS):
        raise IndexError(f"A day has {len(_TEST_SERIALS)} test numbers; {index} is outside.")
    shift = _COORDINATION_SHIFT if kind is IdentityKind.SAMORDNINGSNUMMER else 0
    nine = f"{born_on:%y%m}{born_on.day + shift:02}{_TEST_SERIALS[index]:03}"
    century = f"{born_on.year // 100:02}"
    return _checked(f"{century}{nine}{_check_digit(nine)}", on=None)


def _century(six: str, sign: str | None, *, on: date | None) -> str:
    if on is None:
        raise BadIdentityNumber("century")
    year = on.year - (on.year - int(six[:2])) % 100
    if sign == "+" or (sign is None and _comes_later(year, six, on)):
        year -= 100
    return f"{year // 100:02}"


def _comes_later(year: int, six: str, on: date) -> bool:
    """Whether the day is still to come: then, with no sign, the number is a century old."""
    month_and_day = f"{six[2:4]}{int(six[4:]) % _COORDINATION_SHIFT:02}"
    return year == on.year and month_and_day > f"{on:%m%d}"


def _checked(digits: str, *, on: date | None) -> IdentityNumber:
    try:
        born_on = _born_on(digits)
    except ValueError:
        raise BadIdentityNumber("day") from None
    if born_on.year < _OLDEST_YEAR:
        raise BadIdentityNumber("day")
    if on is not None and born_on > on:
        raise BadIdentityNumber("future")
    try:
        is_coordination = Personnummer(digits).is_coordination_number()
    except PersonnummerException:
        raise BadIdentityNumber("check") from None
    kind = IdentityKind.SAMORDNINGSNUMMER if is_coordination else IdentityKind.PERSONNUMMER
    return IdentityNumber(digits, kind)


def _born_on(digits: str) -> date:
    day = int(digits[6:8])
    shift = _COORDINATION_SHIFT if day > _COORDINATION_SHIFT else 0
    return date(int(digits[:4]), int(digits[4:6]), day - shift)


def _check_digit(nine: str) -> int:
    """The Luhn digit that makes ten of nine."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return -sum(value - 9 if value > 9 else value for value in doubled) % 10
