"""One typed value as the `value[x]` of a FHIR answer, there and back."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.primitives import (
    ATTACHMENT_ID,
    PRIMITIVES,
    ZONE,
    as_boolean,
    as_day,
    as_decimal,
    as_integer,
    as_moment,
    as_quantity,
    as_reference,
    as_string,
    as_time,
    as_url,
    choice_of,
)
from samplan.forms.engine.values import (
    AttachmentRef,
    Choice,
    OpenText,
    Quantity,
    Reference,
    Scalar,
    Url,
    Value,
)

_BINARY = "Binary/"  # FHIR's resource for the content of a file
_CHOICES = ("Coding", "String", "Integer", "Date", "Time", "Reference")


def write_value(value: Value) -> dict[str, object]:
    """`{"valueX": ...}` in plain JSON types; decimals as numbers, moments in Swedish time."""
    if isinstance(value, Choice):
        return _write_choice(value)
    if isinstance(value, OpenText):
        return {"valueString": value.text}
    if isinstance(value, AttachmentRef):
        title = {"title": value.title} if value.title else {}
        return {"valueAttachment": {"url": f"{_BINARY}{value.id}", **title}}
    if isinstance(value, Url):
        return {"valueUri": value.text}
    if isinstance(value, Quantity | Reference):
        return _write_parts(value)
    return _write_scalar(value)


def _write_choice(choice: Choice) -> dict[str, object]:
    if choice.code is None and choice.value is not None:
        return write_value(choice.value)
    parts = {"system": choice.system, "code": choice.code, "display": choice.display}
    return {"valueCoding": {name: part for name, part in parts.items() if part}}


def _write_parts(value: Quantity | Reference) -> dict[str, object]:
    if isinstance(value, Reference):
        named = {"reference": value.reference, "display": value.display}
        return {"valueReference": {name: part for name, part in named.items() if part}}
    unit = value.unit
    units = {"unit": unit.text, "system": unit.system, "code": unit.code}
    return {
        "valueQuantity": {
            "value": number(value.value),
            **{name: part for name, part in units.items() if part},
        }
    }


def _write_scalar(value: Scalar) -> dict[str, object]:
    for kind, name, written in _SCALARS:
        if isinstance(value, kind):
            return {name: written(value)}
    return {"valueString": value}


def number(value: Decimal) -> int | float:
    """At most 15 digits: a double gives back the same decimal."""
    return int(value) if value == value.to_integral_value() else float(value)


def _written_moment(moment: datetime) -> str:
    """In Swedish time. In UTC before 1900: clocks then were off by seconds, which FHIR lacks."""
    local = moment.astimezone(ZONE)
    is_whole = (local.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()
    return (local if is_whole else moment.astimezone(UTC)).isoformat()


# A truth value is a number to Python, and a moment a day: the narrower stands first.
_SCALARS: tuple[tuple[type, str, Callable[[Any], object]], ...] = (
    (bool, "valueBoolean", bool),
    (Decimal, "valueDecimal", number),
    (int, "valueInteger", int),
    (datetime, "valueDateTime", _written_moment),
    (date, "valueDate", date.isoformat),
    (time, "valueTime", time.isoformat),
)


def read_value(item: Item, answer: Mapping[str, object]) -> Value | None:
    """The value of one answer, None when it does not fit the question's type."""
    given = [name for name in answer if name.startswith("value")]
    read = _READERS.get(item.kind)
    if len(given) != 1 or read is None:
        return None
    return read(item, given[0].removeprefix("value"), answer[given[0]])


def _read_choice(item: Item, name: str, raw: object) -> Choice | None:
    if name not in _CHOICES:
        return None
    choice = choice_of(PRIMITIVES[name](raw))
    option = item.option_of(choice) if choice is not None else None
    return choice if option is None else option.choice


def _read_open_choice(item: Item, name: str, raw: object) -> Choice | OpenText | None:
    choice = _read_choice(item, name, raw)
    is_unlisted = choice is not None and item.option_of(choice) is None
    if choice is not None and name == "String" and (is_unlisted or item.follows_answers):
        return OpenText(str(choice.value))
    return choice


def _read_attachment(item: Item, name: str, raw: object) -> AttachmentRef | None:
    if name != "Attachment" or not isinstance(raw, dict):
        return None
    url, title = raw.get("url"), raw.get("title", "")
    if not isinstance(url, str) or not isinstance(title, str) or not url.startswith(_BINARY):
        return None
    reference = url.removeprefix(_BINARY)
    return AttachmentRef(reference, title) if ATTACHMENT_ID.fullmatch(reference) else None


def _scalar(
    expected: str, read: Callable[[object], Value | None]
) -> Callable[[Item, str, object], Value | None]:
    return lambda item, name, raw: read(raw) if name == expected else None


_READERS: Mapping[Kind, Callable[[Item, str, object], Value | None]] = {
    Kind.BOOLEAN: _scalar("Boolean", as_boolean),
    Kind.DECIMAL: _scalar("Decimal", as_decimal),
    Kind.INTEGER: _scalar("Integer", as_integer),
    Kind.DATE: _scalar("Date", as_day),
    Kind.DATE_TIME: _scalar("DateTime", as_moment),
    Kind.TIME: _scalar("Time", as_time),
    Kind.URL: _scalar("Uri", as_url),
    Kind.QUANTITY: _scalar("Quantity", as_quantity),
    Kind.REFERENCE: _scalar("Reference", as_reference),
    Kind.STRING: _scalar("String", as_string),
    Kind.TEXT: _scalar("String", as_string),
    Kind.CHOICE: _read_choice,
    Kind.OPEN_CHOICE: _read_open_choice,
    Kind.ATTACHMENT: _read_attachment,
}
