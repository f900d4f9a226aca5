"""Answers as the fields of their questions would post them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from samplan.forms import engine
from samplan.forms.drawing.fields import OWN_WORDS, UNIT
from samplan.forms.engine import Item, Value, field_name
from samplan.forms.engine.primitives import ZONE

_CHOSEN = engine.Choice | engine.OpenText


def written(item: Item, values: tuple[Value, ...]) -> dict[str, list[str]]:
    """The answers to a question as its fields would post them."""
    name = field_name(item.link_id)
    posts: dict[str, list[str]] = {}
    for value in values:
        option = item.option_of(value) if isinstance(value, _CHOSEN) else None
        if option is not None:
            posts.setdefault(name, []).append(option.key)
        elif isinstance(value, engine.OpenText):
            posts.setdefault(field_name(item.link_id, OWN_WORDS), []).append(value.text)
        elif not isinstance(value, engine.AttachmentRef):
            posts.setdefault(name, []).append(_text(value))
        if isinstance(value, engine.Quantity) and len(item.units) > 1:
            posts.setdefault(field_name(item.link_id, UNIT), []).append(value.unit.key)
    return posts


def _text(value: Value) -> str:
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


def _number(value: Decimal) -> str:
    is_swedish = (get_language() or "sv").startswith("sv")
    return f"{value:f}".replace(".", "," if is_swedish else ".")


def _clock(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


def _moment(value: datetime) -> str:
    local = value.astimezone(ZONE).replace(tzinfo=None)
    return local.isoformat(timespec="seconds" if local.second else "minutes")


# A truth value is a number to Python, and a moment a day: the narrower stands first.
_WORDS: Mapping[type, Callable[[Any], str]] = {
    engine.Choice: lambda choice: str(choice.key),
    engine.Quantity: lambda quantity: _number(quantity.value),
    engine.Url: lambda url: str(url.text),
    bool: lambda truth: "true" if truth else "false",
    Decimal: _number,
    datetime: _moment,
    date: date.isoformat,
    time: _clock,
}
