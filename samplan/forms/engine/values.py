"""The typed values that answers consist of, and how FHIR's JSON primitives become them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MIN_INTEGER, MAX_INTEGER = -(2**31), 2**31 - 1  # FHIR integer
DECIMAL_DIGITS = 15  # what a JSON number carries through a double without change
ATTACHMENT_ID = re.compile(r"[A-Za-z0-9.\-]{1,64}")  # FHIR id
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Coding:
    """A code and where it comes from."""

    system: str | None
    code: str
    display: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen option: known by system and code, or by a plain value where it has no code."""

    system: str | None = None
    code: str | None = None
    display: str | None = field(default=None, compare=False)
    value: str | int | date | None = None

    @property
    def key(self) -> str:
        """What a form field posts for the option; unique among the options of a question."""
        return str(self.value) if self.code is None else f"{self.system or ''}|{self.code}"


@dataclass(frozen=True, slots=True)
class OpenText:
    """Own words where none of the options of an open choice fits."""

    text: str


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file that is kept elsewhere, by its id."""

    id: str
    title: str = ""


Value = bool | Decimal | int | date | str | Choice | OpenText | AttachmentRef

# What a condition compares: a coded choice by system and code, own words by their text.
Comparable = bool | Decimal | int | date | str | tuple[str | None, str]


def comparable(value: Value) -> Comparable | None:
    """The side of a value that conditions look at; None for files."""
    if isinstance(value, Choice):
        return value.value if value.code is None else (value.system, value.code)
    if isinstance(value, OpenText):
        return value.text
    return None if isinstance(value, AttachmentRef) else value


def as_boolean(raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None


def as_integer(raw: object) -> int | None:
    if not isinstance(raw, int) or isinstance(raw, bool):
        return None
    return raw if MIN_INTEGER <= raw <= MAX_INTEGER else None


def as_decimal(raw: object) -> Decimal | None:
    """A JSON number as a decimal, None when it has more digits than can be kept."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    value = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    return value if is_keepable(value) else None


def is_keepable(value: Decimal) -> bool:
    """Whether a decimal survives being written as a JSON number and read again."""
    if not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    finest = exponent + zeros if isinstance(exponent, int) else 0
    return (
        len(digits) - zeros <= DECIMAL_DIGITS
        and value.adjusted() < DECIMAL_DIGITS
        and (not value or finest >= -DECIMAL_DIGITS)
    )


def as_day(raw: object) -> date | None:
    """A full date `YYYY-MM-DD`; FHIR's partial dates (a year, a month) are None."""
    if not isinstance(raw, str) or not _ISO_DAY.fullmatch(raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def as_string(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def as_coding(raw: object) -> Coding | None:
    """A coding with a code; system and display may be missing but not be of another type."""
    if not isinstance(raw, dict):
        return None
    system, code, display = raw.get("system"), as_string(raw.get("code")), raw.get("display")
    if code is None or not isinstance(system, str | None) or not isinstance(display, str | None):
        return None
    return Coding(system, code, display)


PRIMITIVES: Mapping[str, Callable[[object], bool | Decimal | int | date | str | Coding | None]] = {
    "Boolean": as_boolean,
    "Decimal": as_decimal,
    "Integer": as_integer,
    "Date": as_day,
    "String": as_string,
    "Coding": as_coding,
}


def choice_of(primitive: object) -> Choice | None:
    """The choice that an option or answer with this value stands for."""
    if isinstance(primitive, Coding):
        return Choice(primitive.system, primitive.code, primitive.display)
    if isinstance(primitive, str | int | date) and not isinstance(primitive, bool):
        return Choice(value=primitive)
    return None
