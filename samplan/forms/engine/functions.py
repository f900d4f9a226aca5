"""The functions of FHIRPath that formulas may use, each counted against a budget of steps."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from json import JSONEncoder
from typing import Any, cast

from fhirpathpy.engine.invocations import invocation_registry
from fhirpathpy.engine.util import get_data

from samplan.forms.engine.extensions import SCORES
from samplan.forms.engine.purses import Budget, Exhausted, depth_size, is_unwieldy, size
from samplan.forms.engine.walking import children

# The library's functions carry no types.
_data: Callable[[Any], Any] = get_data
_REGISTRY: Mapping[str, Mapping[str, Any]] = cast("Any", invocation_registry)

_ALLOWED = frozenset({
    "empty", "not", "exists", "all", "allTrue", "anyTrue", "allFalse", "anyFalse", "subsetOf",
    "supersetOf", "isDistinct", "distinct", "count", "where", "select", "repeat", "ofType", "is",
    "as", "single", "first", "last", "tail", "take", "skip", "intersect", "exclude", "union",
    "combine", "coalesce", "iif", "toInteger", "toBoolean", "toDecimal", "toString", "toDate",
    "toDateTime", "toTime", "toQuantity", "convertsToBoolean", "convertsToInteger",
    "convertsToDecimal", "convertsToString", "convertsToDate", "convertsToDateTime",
    "convertsToTime", "convertsToQuantity", "indexOf", "substring", "startsWith", "endsWith",
    "contains", "upper", "lower", "length", "trim", "join", "split", "toChars", "abs", "ceiling",
    "floor", "round", "sqrt", "truncate", "ln", "log", "children", "descendants", "extension",
    "sum", "min", "max", "avg", "aggregate",
})  # fmt: skip
_OPERATORS = frozenset(name for name in _REGISTRY if not name.isalpha()) | frozenset(
    {"containsOp", "inOp", "isOp", "asOp", "mod", "div", "or", "and", "xor", "implies"}
)
# These compare parts with all that they hold; the second ones each part with each other.
_DEEP = frozenset(
    {"=", "!=", "~", "!~", "distinct", "isDistinct", "union", "|", "inOp", "containsOp"}
)
_PAIRWISE = frozenset({"subsetOf", "supersetOf", "intersect", "exclude"})
_PAIRS_A_STEP = 16
_KEYS = JSONEncoder(sort_keys=True, default=str)
_CALL = 6  # steps
_MOST_DECIMALS = 28
_SLOW_CALL = 40
_SLOW = frozenset({
    "toDate", "toDateTime", "toTime", "convertsToDate", "convertsToDateTime", "convertsToTime",
    "ln", "log",
})  # fmt: skip


def _counted(name: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    run: Callable[..., Any] = spec["fn"]
    call = _SLOW_CALL if name in _SLOW else _CALL

    def counted(budget: Budget, *parts: Any) -> Any:
        budget.spend(call + _cost(name, parts, budget))
        if name == "round" and _rounds_far(parts):
            budget.purse.empty()
        given = run(budget, *parts)
        budget.spend(size(given))
        if is_unwieldy(given):
            budget.purse.empty()
        return given

    return {**spec, "fn": counted}


def _rounds_far(parts: tuple[Any, ...]) -> bool:
    """Whether it is to be done to more decimals than any number has: that would take minutes."""
    asked = [value for part in parts[1:] for value in (part if isinstance(part, list) else [part])]
    numbers: list[Any] = [_data(value) for value in asked]
    return any(
        abs(float(number)) > _MOST_DECIMALS
        for number in numbers
        if isinstance(number, int | float | Decimal)
    )


def _cost(name: str, parts: tuple[Any, ...], budget: Budget) -> int:
    if name in _DEEP or name in _PAIRWISE:
        deep = depth_size(list(parts), budget.purse.left)
        times = max((len(part) for part in parts if isinstance(part, list)), default=1)
        return deep * max(times // _PAIRS_A_STEP, 1) if name in _PAIRWISE else deep
    return sum(map(size, parts))


def _plain(run: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """A function over numbers as they are, for the library's own meet wrapped ones."""
    return lambda budget, values: run([_data(value) for value in values])


def _scores(budget: Budget, values: list[Any]) -> list[Any]:
    """SDC's weight() and ordinal(): what each chosen answer counts for."""
    coded = [data for value in values if isinstance(data := _data(value), dict)]
    extensions = (extension for data in coded for extension in data.get("extension", ()))
    return [
        Decimal(str(extension.get("valueDecimal")))
        for extension in extensions
        if extension.get("url") in SCORES
    ]


def _mean(values: list[Any]) -> Any:
    return Decimal(sum(values)) / len(values) if values else []


# The library's own ones of these grow with the square of what they look through.


def _turns(
    budget: Budget, values: list[Any], run: Callable[[Any], list[Any]]
) -> Iterator[tuple[Any, list[Any]]]:
    for index, value in enumerate(values):
        budget["$index"] = index
        yield value, run(value)


def _where(budget: Budget, values: list[Any], holds: Callable[[Any], list[Any]]) -> list[Any]:
    turns = _turns(budget, values, holds)
    return [value for value, found in turns if found and _data(found[0]) is not False]


def _select(budget: Budget, values: list[Any], run: Callable[[Any], list[Any]]) -> list[Any]:
    return [part for _, found in _turns(budget, values, run) for part in found]


def _repeat(budget: Budget, values: list[Any], run: Callable[[Any], list[Any]]) -> list[Any]:
    """All that is reached again and again, equal ones once."""
    found: dict[str, Any] = {}
    waiting = deque(values)
    while waiting:
        budget.spend(1)
        for part in run(waiting.popleft()):
            budget.spend(2 * depth_size(part, budget.purse.left))
            key = _KEYS.encode(_data(part))
            if key not in found:
                found[key] = part
                waiting.append(part)
    return list(found.values())


def _below(budget: Budget, values: list[Any], *, is_deep: bool) -> list[Any]:
    found: list[Any] = []
    level = values
    while level:
        level = [part for value in level for part in children(value, with_hidden=is_deep)]
        budget.spend(len(level))
        found.extend(level)
        if not is_deep:
            break
    return found


_OWN: Mapping[str, dict[str, Any]] = {
    "sum": {"fn": _plain(sum)},
    "min": {"fn": _plain(lambda values: min(values, default=[]))},
    "max": {"fn": _plain(lambda values: max(values, default=[]))},
    "avg": {"fn": _plain(_mean)},
    "ordinal": {"fn": _scores},
    "weight": {"fn": _scores},
    "where": {**_REGISTRY["where"], "fn": _where},
    "select": {**_REGISTRY["select"], "fn": _select},
    "repeat": {**_REGISTRY["repeat"], "fn": _repeat},
    "children": {"fn": lambda budget, values: _below(budget, values, is_deep=False)},
    "descendants": {"fn": lambda budget, values: _below(budget, values, is_deep=True)},
}


def _closed(*_parts: Any) -> Any:
    raise Exhausted


KNOWN = _ALLOWED | _OWN.keys()
# What is not allowed is refused when a form is loaded; here it is closed once more.
FUNCTIONS: Mapping[str, Mapping[str, Any]] = {
    **{name: {**spec, "fn": _closed} for name, spec in _REGISTRY.items()},
    **{
        name: _counted(name, spec)
        for name, spec in {**_REGISTRY, **_OWN}.items()
        if name in _ALLOWED | _OPERATORS | _OWN.keys()
    },
}
