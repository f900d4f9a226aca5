"""Answers to choose that are plain values: words, numbers, days, as forms from outside have them.

Such a value is what is answered, so whoever asks for it must follow when it changes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from samplan.forms.building.texts import OTHER, Json, with_words, words_of
from samplan.forms.engine.primitives import as_day, as_integer, as_time

CODING, STRING, REFERENCE = "valueCoding", "valueString", "valueReference"
INTEGER, DAY, TIME = "valueInteger", "valueDate", "valueTime"
TRANSLATED: Final = frozenset({CODING, STRING})
_WHOLE = re.compile("[+-]?[0-9]{1,10}")


def kind_of(option: Json) -> str:
    """Under which of FHIR's keys the option has its value; a coding where it has none."""
    return next((key for key in option if key.startswith("value")), CODING)


def is_value(kind: str, words: str) -> bool:
    """Whether the words can be a value of that kind."""
    return kind not in _READERS or _READERS[kind](words) is not None


def with_value(option: Json, kind: str, own: str, english: str, source: str) -> dict[str, Any]:
    """The option with another plain value, which the words can be."""
    if kind == STRING:
        reworded = with_words(option, own, source, source, key=STRING)
        return with_words(reworded, english, OTHER, source, key=STRING)
    if own == plain_words(option):
        return dict(option)
    if kind == REFERENCE:
        return {**option, kind: {**option.get(kind, {}), "display": own}}
    return {**option, kind: _READERS[kind](own)}


def plain_words(option: Json) -> str:
    """How a plain value reads."""
    value = option.get(kind_of(option), "")
    if isinstance(value, Mapping):
        return str(value.get("display") or value.get("reference") or "")
    return str(value)


def english_of(option: Json, source: str) -> str:
    """The value in English, where there can be one; empty else."""
    return words_of(option, OTHER, source, key=STRING)


def _time(words: str) -> str | None:
    full = f"{words}:00" if len(words) == len("08:30") else words
    return full if as_time(full) is not None else None


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    INTEGER: lambda words: as_integer(int(words)) if _WHOLE.fullmatch(words) else None,
    DAY: lambda words: words if as_day(words) is not None else None,
    TIME: _time,
}


def as_answer(option: Json) -> dict[str, Any]:
    """An option's value as a condition compares with it: a coding by system and code."""
    key = kind_of(option)
    value = option[key]
    if key == CODING:
        value = {name: value[name] for name in ("system", "code") if name in value}
    return {f"answer{key.removeprefix('value')}": value}
