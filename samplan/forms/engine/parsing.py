"""From what a person wrote in one field to a typed value; Misread says what to mend."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal

from samplan.forms.engine.faults import FaultCode, Misread
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.primitives import (
    DECIMAL_DIGITS,
    ZONE,
    as_day,
    as_integer,
    as_time,
    is_keepable,
    is_web_address,
)
from samplan.forms.engine.screening import UNSAVABLE
from samplan.forms.engine.values import Choice, OpenText, Quantity, Reference, Url, Value

# A vertical tab is how word processors paste a soft line break.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}([.,][0-9]{1,40})?")
_THOUSANDS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?")
_MOMENT = re.compile(r"(\S{1,20})[T\s,]+(?:kl\.?\s*)?(\S{1,20})")


def parse(item: Item, written: str) -> Value:
    """The value that non-blank writing stands for, as an answer to a question with one field."""
    return _PARSERS[item.kind](item, written)


def tidy(written: str) -> str:
    """The text without blanks around it, and with one kind of line break."""
    return _LINE_BREAK.sub("\n", written).strip()


def parse_open_text(item: Item, written: str) -> Choice | OpenText:
    """Own words; words that are exactly an option's value are that option."""
    text = parse_text(item, written)
    option = item.option_of(Choice(value=text))
    return OpenText(text) if option is None else option.choice


def parse_text(item: Item, written: str) -> str:
    text = tidy(written)
    if len(text) > item.length_limit:
        raise Misread(FaultCode.TOO_LONG, length=len(text), limit=item.length_limit)
    if UNSAVABLE.search(text):
        raise Misread(FaultCode.UNSAVABLE)
    return text


def parse_day_parts(year: str, month: str, day: str) -> date:
    """A date from three fields, at least one of them filled in."""
    parts = (year.strip(), month.strip(), day.strip())
    if not all(parts):
        raise Misread(FaultCode.DATE_INCOMPLETE)
    return _parse_day("-".join(parts))


def _parse_boolean(item: Item, written: str) -> bool:
    if written not in ("true", "false"):
        raise Misread(FaultCode.NOT_YES_OR_NO)
    return written == "true"


def _parse_integer(item: Item, written: str) -> int:
    text = _plain_number(written)
    if not _WHOLE.fullmatch(text):
        raise Misread(FaultCode.NOT_A_WHOLE_NUMBER)
    value = as_integer(int(text))
    if value is None:
        raise Misread(FaultCode.NUMBER_TOO_LARGE)
    return value


def _parse_decimal(item: Item, written: str) -> Decimal:
    text = _plain_number(written)
    if not _NUMBER.fullmatch(text):
        raise Misread(FaultCode.NOT_A_NUMBER)
    value = Decimal(text.replace(",", "."))
    if not is_keepable(value):
        raise Misread(FaultCode.TOO_MANY_DIGITS, limit=DECIMAL_DIGITS)
    return value


def _plain_number(written: str) -> str:
    """The number with an ordinary minus and without blanks between thousands."""
    # Beyond any number: keeps a pasted novel away from the patterns.
    short = written.strip()[:200]
    return _THOUSANDS.sub("", short.replace("\N{MINUS SIGN}", "-"))


def _parse_day(written: str) -> date:
    text = written.strip()
    if not _ISO_DAY.fullmatch(text):
        raise Misread(FaultCode.NOT_A_DATE)
    year, month, day = text.split("-")
    value = as_day(f"{year}-{month:0>2}-{day:0>2}")
    if value is None:
        raise Misread(FaultCode.NO_SUCH_DATE)
    return value


def _parse_time(written: str) -> time:
    found = _CLOCK.fullmatch(written.strip())
    hours, minutes, seconds = found.groups(default="00") if found else ("", "", "")
    value = as_time(f"{hours:0>2}:{minutes}:{seconds}")
    if value is None:
        raise Misread(FaultCode.NOT_A_TIME)
    return value


def _parse_moment(written: str) -> datetime:
    """A moment as clocks in Sweden show it; of an hour that comes twice, the first."""
    found = _MOMENT.fullmatch(written.strip()[:60])
    if found is None:
        raise Misread(FaultCode.NOT_A_MOMENT)
    local = datetime.combine(_parse_day(found[1]), _parse_time(found[2]), ZONE)
    try:
        value = local.astimezone(UTC)
    except OverflowError:
        raise Misread(FaultCode.NO_SUCH_DATE) from None
    if value.astimezone(ZONE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Misread(FaultCode.NO_SUCH_MOMENT)
    return value


def _parse_url(item: Item, written: str) -> Url:
    text = parse_text(item, written)
    if text.startswith("www."):
        text = f"https://{text}"
    if not is_web_address(text):
        raise Misread(FaultCode.NOT_A_URL)
    return Url(text)


def parse_quantity(item: Item, number: str, unit_key: str) -> Quantity:
    """A number and the key of its unit, which need not be given where there is only one."""
    value = _parse_decimal(item, number)
    if len(item.units) == 1 and not unit_key:
        return Quantity(value, item.units[0])
    if item.units and not unit_key:
        raise Misread(FaultCode.UNIT_MISSING)
    unit = item.unit_of(unit_key)
    if unit is None:
        raise Misread(FaultCode.UNKNOWN_UNIT)
    return Quantity(value, unit)


def _parse_reference(item: Item, written: str) -> Reference:
    """Someone or something by its words; one that the form itself named keeps its address."""
    text = parse_text(item, written)
    named = (value for value in item.initial if isinstance(value, Reference))
    return next((value for value in named if str(value) == text), Reference(text))


def _parse_choice(item: Item, written: str) -> Choice:
    option = item.options_by_key.get(written)
    if option is None:
        raise Misread(FaultCode.NOT_AN_OPTION)
    return option.choice


_PARSERS: Mapping[Kind, Callable[[Item, str], Value]] = {
    Kind.BOOLEAN: _parse_boolean,
    Kind.INTEGER: _parse_integer,
    Kind.DECIMAL: _parse_decimal,
    Kind.DATE: lambda item, written: _parse_day(written),
    Kind.DATE_TIME: lambda item, written: _parse_moment(written),
    Kind.TIME: lambda item, written: _parse_time(written),
    Kind.URL: _parse_url,
    Kind.QUANTITY: lambda item, written: parse_quantity(item, written, ""),
    Kind.REFERENCE: _parse_reference,
    Kind.STRING: parse_text,
    Kind.TEXT: parse_text,
    Kind.CHOICE: _parse_choice,
    Kind.OPEN_CHOICE: _parse_choice,
}
