"""Reads the limits that a form sets on its answers, and the units it names."""

from collections.abc import Mapping
from typing import Any

import re2

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.limits import Bound, Limits, Pattern
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.primitives import PRIMITIVES, as_coding, as_integer, unit_of
from samplan.forms.engine.values import Quantity, Unit

MAX_PATTERN = 1_000
PATTERN_MEMORY = 1 << 17  # bytes; RE2 refuses a pattern whose automaton is larger
MAX_UNITS = 100  # that one question can be answered in
_MAX_COUNT = 100_000

# The values that bounds may have; a whole number is also a decimal.
_BOUNDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTEGER: ("Integer",),
    Kind.DECIMAL: ("Decimal", "Integer"),
    Kind.QUANTITY: ("Quantity", "Decimal", "Integer"),
    Kind.DATE: ("Date",),
    Kind.DATE_TIME: ("DateTime",),
    Kind.TIME: ("Time",),
}
_HAS_PATTERN = (Kind.INTEGER, Kind.DECIMAL)


def read_limits(node: Node, kind: Kind, units: tuple[Unit, ...]) -> Limits:
    """The limits, each refused where the item's type cannot be held to it.

    Bounds of a quantity are in its one unit: several would need to be converted.
    """
    is_listed = kind.is_question or kind is Kind.GROUP
    limits = Limits(
        min_value=_bound(node, kind, units, ext.MIN_VALUE, ext.MIN_QUANTITY),
        max_value=_bound(node, kind, units, ext.MAX_VALUE, ext.MAX_QUANTITY),
        min_length=_count(node, kind, ext.MIN_LENGTH, is_allowed=kind.has_length),
        max_decimals=_count(node, kind, ext.MAX_DECIMALS, is_allowed=kind.is_number),
        min_occurs=_count(node, kind, ext.MIN_OCCURS, is_allowed=is_listed),
        max_occurs=_count(node, kind, ext.MAX_OCCURS, is_allowed=is_listed),
        pattern=_pattern(node, kind),
    )
    _refuse_crossed(node, "minValue", limits.min_value, "maxValue", limits.max_value)
    _refuse_crossed(node, "minLength", limits.min_length, "maxLength", node.raw.get("maxLength"))
    _refuse_crossed(node, "minOccurs", limits.min_occurs, "maxOccurs", limits.max_occurs)
    return limits


def _bound(node: Node, kind: Kind, units: tuple[Unit, ...], *urls: str) -> Bound | None:
    for url in urls:
        found = _value(node, kind, url, *_BOUNDS.get(kind, ()))
        if isinstance(found, Quantity):
            is_other = found.unit.key and not any(unit.is_meant_by(found.unit) for unit in units)
            if is_other or len(units) > 1:
                node.refuse(Flaw.BAD_LIMIT, element=_name(url), type=kind.value)
            found = found.value
        if isinstance(found, Bound):
            return found
    return None


def _count(node: Node, kind: Kind, url: str, *, is_allowed: bool) -> int | None:
    found = _value(node, kind, url, *(("Integer",) if is_allowed else ()))
    if found is not None and not 0 <= found <= _MAX_COUNT:
        node.refuse(Flaw.BAD_LIMIT, element=_name(url), type=kind.value)
        return None
    return as_integer(found)


def _value(node: Node, kind: Kind, url: str, *types: str) -> Any:
    """The value of the extension, of one of the types; None when there is none."""
    for extension in node.extensions(url):
        for name in types:
            value = PRIMITIVES[name](extension.raw.get(f"value{name}"))
            if value is not None:
                return value
        node.refuse(Flaw.BAD_LIMIT, element=_name(url), type=kind.value)
    return None


def _pattern(node: Node, kind: Kind) -> Pattern | None:
    for extension in node.extensions(ext.REGEX):
        written = extension.string("valueString", limit=MAX_PATTERN)
        if not (kind.has_length or kind in _HAS_PATTERN) or not written:
            node.refuse(Flaw.BAD_LIMIT, element="regex", type=kind.value)
            return None
        compiled = _compiled(written)
        if compiled is None:
            extension.refuse(Flaw.BAD_PATTERN, pattern=written)
        return compiled
    return None


def _compiled(written: str) -> Pattern | None:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = PATTERN_MEMORY
    try:
        compiled: Pattern = re2.compile(written, options)
    except re2.error:
        return None
    return compiled


def _refuse_crossed(node: Node, least: str, low: Any, most: str, high: Any) -> None:
    try:
        is_crossed = low is not None and high is not None and low > high
    except TypeError:
        is_crossed = False
    if is_crossed:
        node.refuse(Flaw.LIMITS_CROSS, least=least, most=most)


def read_units(node: Node, kind: Kind) -> tuple[Unit, ...]:
    """The unit of a number, or those that a quantity may be given in."""
    takes = {ext.UNIT: kind.is_number, ext.UNIT_OPTION: kind is Kind.QUANTITY}
    units = {
        unit.key: unit
        for url, is_allowed in takes.items()
        for extension in node.extensions(url)
        if (unit := _unit(node, extension, url, kind, is_allowed=is_allowed))
    }
    if len(units) > MAX_UNITS:
        node.refuse(Flaw.TOO_MANY_OPTIONS, limit=MAX_UNITS)
    if len(units) > 1 and node.raw.get("repeats"):
        node.refuse(Flaw.REPEATS_WITH_UNITS)
    return tuple(units.values())


def _unit(node: Node, extension: Node, url: str, kind: Kind, *, is_allowed: bool) -> Unit | None:
    coding = as_coding(extension.raw.get("valueCoding"))
    if not is_allowed:
        node.refuse(Flaw.NOT_FOR_TYPE, element=_name(url), type=kind.value)
    elif coding is None:
        extension.refuse(Flaw.BAD_UNIT, element=_name(url))
    else:
        return unit_of(coding)
    return None


def _name(url: str) -> str:
    return url.rpartition("/")[2].rpartition("-")[2]
