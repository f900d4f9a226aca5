"""The functions of FHIRPath that formulas may use, each counted against a budget of steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from fhirpathpy.engine.invocations import invocation_registry
from fhirpathpy.engine.util import get_data

from samplan.forms.engine.extensions import SCORES

_data: Callable[[Any], Any] = get_data  # the library's functions carry no types
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
# Each looks at every pair of the parts that it takes.
_PAIRWISE = frozenset(
    {"distinct", "isDistinct", "subsetOf", "supersetOf", "intersect", "exclude", "union", "|"}
)


class Exhausted(Exception):
    """The expression did not end within its steps."""


@dataclass(slots=True)
class Purse:
    """The steps that are left for everything that is worked out at one time."""

    left: int

    def spend(self, steps: int) -> None:
        """Take steps off. Raises Exhausted where none are left."""
        self.left -= steps
        if self.left < 0:
            raise Exhausted


class Budget(dict[str, Any]):
    """The library's context of one run, paid from a purse.

    The library writes `$this` into it for each turn of a loop: that is what costs a step.
    """

    def __init__(self, purse: Purse, **parts: Any) -> None:
        super().__init__(parts)
        self.spend = purse.spend

    def __setitem__(self, key: str, value: Any) -> None:
        self.spend(1)
        super().__setitem__(key, value)


def _size(value: Any) -> int:
    """How much there is of a value: parts of a list, marks of a text, bits of a number."""
    if isinstance(value, list):
        return len(value) + sum(_size(part) for part in value if isinstance(part, str | int))
    if isinstance(value, str):
        return len(value) // 64
    if isinstance(value, int) and not isinstance(value, bool):
        return value.bit_length() // 64
    return 0


def _counted(name: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    run: Callable[..., Any] = spec["fn"]

    def counted(budget: Budget, *parts: Any) -> Any:
        taken = sum(_size(part) for part in parts)
        budget.spend(1 + (taken * taken if name in _PAIRWISE else taken))
        given = run(budget, *parts)
        budget.spend(_size(given))
        return given

    return {**spec, "fn": counted}


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


_OWN: Mapping[str, dict[str, Any]] = {
    "sum": {"fn": _plain(sum)},
    "min": {"fn": _plain(lambda values: min(values, default=[]))},
    "max": {"fn": _plain(lambda values: max(values, default=[]))},
    "avg": {"fn": _plain(_mean)},
    "ordinal": {"fn": _scores},
    "weight": {"fn": _scores},
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
