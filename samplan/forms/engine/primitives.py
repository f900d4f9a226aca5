"""How FHIR's JSON values become typed ones; None for what does not fit."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from samplan.forms.engine.values import Choice, Coding, Quantity, Reference, Scalar, Unit, Url

ZONE = ZoneInfo("Europe/Stockholm")  # what people's clocks show
MIN_INTEGER, MAX_INTEGER = -(2**31), 2**31 - 1  # FHIR integer
DECIMAL_DIGITS = 15  # what a JSON number carries through a double without change
ATTACHMENT_ID = re.compile(r"[A-Za-z0-9.\-]{1,64}")  # FHIR id
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = "[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?"
_ISO_DAY = re.compile(_DAY)
_ISO_TIME = re.compile(_CLOCK)
_ISO_MOMENT = re.compile(f"{_DAY}T{_CLOCK}(Z|[+-][0-9]{{2}}:[0-9]{{2}})")

Primitive = Scalar | Coding | Url | Quantity | Reference


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


def as_time(raw: object) -> time | None:
    """A time of day with seconds, without a zone."""
    if not isinstance(raw, str) or not _ISO_TIME.fullmatch(raw):
        return None
    try:
        return time.fromisoformat(raw)
    except ValueError:
        return None


def as_moment(raw: object) -> datetime | None:
    """A dateTime with its zone, in UTC; FHIR's partial ones (a year, a day) are None.

    So are those that are in no year on Swedish clocks.
    """
    if not isinstance(raw, str) or not _ISO_MOMENT.fullmatch(raw):
        return None
    try:
        moment = datetime.fromisoformat(raw).astimezone(UTC)
        moment.astimezone(ZONE)
    except (ValueError, OverflowError):
        return None
    return moment


def as_string(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def as_url(raw: object) -> Url | None:
    """An address that a browser can go to."""
    return Url(raw) if isinstance(raw, str) and is_web_address(raw) else None


def is_web_address(text: str) -> bool:
    """Whether the text is http or https with a host, and nothing that could hide in it."""
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return is_whole and text.isprintable() and not any(mark.isspace() for mark in text)


def as_coding(raw: object) -> Coding | None:
    """A coding with a code; system and display may be missing but not be of another type."""
    if not isinstance(raw, dict):
        return None
    code = as_string(raw.get("code"))
    if code is None or not _are_texts(raw, "system", "display"):
        return None
    return Coding(raw.get("system"), code, raw.get("display"))


def as_quantity(raw: object) -> Quantity | None:
    """A quantity with a number; one with a comparator ("less than 5") is None."""
    if not isinstance(raw, dict) or not _are_texts(raw, "unit", "system", "code"):
        return None
    value = as_decimal(raw.get("value"))
    if value is None or "comparator" in raw:
        return None
    return Quantity(
        value, Unit(raw.get("unit") or "", raw.get("system") or None, raw.get("code") or None)
    )


def as_reference(raw: object) -> Reference | None:
    """A reference with words or an address."""
    if not isinstance(raw, dict) or not _are_texts(raw, "display", "reference"):
        return None
    found = Reference(raw.get("display") or "", raw.get("reference") or "")
    return found if str(found).strip() else None


def _are_texts(raw: Mapping[str, object], *names: str) -> bool:
    return all(isinstance(raw.get(name), str | None) for name in names)


PRIMITIVES: Mapping[str, Callable[[object], Primitive | None]] = {
    "Boolean": as_boolean,
    "Decimal": as_decimal,
    "Integer": as_integer,
    "Date": as_day,
    "DateTime": as_moment,
    "Time": as_time,
    "String": as_string,
    "Uri": as_url,
    "Coding": as_coding,
    "Quantity": as_quantity,
    "Reference": as_reference,
}


def choice_of(primitive: Primitive | None) -> Choice | None:
    """The choice that an option or answer with this value stands for."""
    if isinstance(primitive, Coding):
        return Choice(primitive.system, primitive.code, primitive.display)
    if isinstance(primitive, bool | datetime | Decimal | Url | Quantity) or primitive is None:
        return None
    return Choice(value=primitive)


def unit_of(coding: Coding) -> Unit:
    """The unit that a coding stands for."""
    return Unit(coding.display or coding.code, coding.system, coding.code)
