"""From what a person wrote in one field to a typed value; Misread says what to mend."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from samplan.forms.engine.faults import FaultCode, Misread
from samplan.forms.engine.items import Item, Kind
from samplan.forms.engine.screening import UNSAVABLE
from samplan.forms.engine.values import (
    DECIMAL_DIGITS,
    Choice,
    OpenText,
    Value,
    as_day,
    as_integer,
    is_keepable,
)

# A vertical tab is how word processors paste a soft line break.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}([.,][0-9]{1,40})?")
_THOUSANDS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


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
    Kind.STRING: parse_text,
    Kind.TEXT: parse_text,
    Kind.CHOICE: _parse_choice,
    Kind.OPEN_CHOICE: _parse_choice,
}
