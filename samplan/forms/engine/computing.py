"""Runs a form's expressions over the answers so far, and makes answers of what they give."""

import logging
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

from samplan.forms.engine.form import Form
from samplan.forms.engine.formulas import MAX_STEPS, Formula, plain
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nesting import Unfolding
from samplan.forms.engine.primitives import DECIMAL_DIGITS, as_integer, is_keepable
from samplan.forms.engine.purses import Exhausted, Purse
from samplan.forms.engine.value_json import read_value
from samplan.forms.engine.values import Choice, Quantity, Unit, Value
from samplan.forms.engine.walking import node

# What FHIRPath gives is plain JSON: the name that the answer's type has in FHIR.
_NAMES: Mapping[Kind, str] = {
    Kind.BOOLEAN: "Boolean",
    Kind.DATE: "Date",
    Kind.DATE_TIME: "DateTime",
    Kind.TIME: "Time",
    Kind.STRING: "String",
    Kind.TEXT: "String",
    Kind.URL: "Uri",
    Kind.REFERENCE: "Reference",
}


log = logging.getLogger(__name__)


class Machine:
    """Runs one form's expressions over answers as they become known, all from one purse of steps.

    Where the purse is empty, nothing more is worked out: it is logged, and answers stay empty.
    `launch` has FHIR resources by the names that the form gives them, such as patient.
    """

    def __init__(self, form: Form, launch: Mapping[str, Any] | None = None) -> None:
        self.form = form
        self.launch = launch or {}
        self.purse = Purse(MAX_STEPS)
        self.response = Unfolding(form)

    def learn(self, item: Item, values: tuple[Value, ...]) -> None:
        """Take in an answer for those expressions that come after."""
        if self.form.source.has_formulas:
            self.response.add(item, values)

    def holds(self, formula: Formula) -> bool:
        """Whether the expression is true. One that does not end shows what it would hide."""
        found = self.parts(formula)
        return found is None or list(map(plain, found)) == [True]

    def values(self, item: Item, formula: Formula) -> tuple[Value, ...]:
        """The answers that the expression gives, of the question's type; none if it has none."""
        found = map(plain, self.parts(formula) or [])
        values = (value for raw in found if (value := _value(item, raw)) is not None)
        return tuple(islice(values, item.answer_limit))

    def parts(self, formula: Formula) -> list[Any] | None:
        """What the expression gives, with where each value stands; None where it does not end."""
        was_left, variables = self.purse.left, self.form.source.variables
        try:
            return run_with_variables(
                formula, variables, self.response.resource, self.launch, self.purse
            )
        except Exhausted:
            if was_left >= 0:
                log.warning("Expressions do not end within their steps: %s", self.form.canonical)
            return None


def run_with_variables(
    formula: Formula,
    variables: Mapping[str, Formula],
    resource: Mapping[str, Any],
    launch: Mapping[str, Any],
    purse: Purse,
) -> list[Any]:
    """What a formula gives, with where each value stands, once the variables that it uses are
    worked out. Raises Exhausted."""
    names: dict[str, Any] = {"ucum": "http://unitsofmeasure.org"}
    for name in formula.names - {"resource"}:
        names[name] = node(launch[name]) if name in launch else None
    for name in used_variables(formula, variables):
        names[name] = variables[name].parts(resource, names, purse)
    found = formula.parts(resource, names, purse)
    purse.spend(len(found))
    return found


def used_variables(formula: Formula, variables: Mapping[str, Formula]) -> list[str]:
    """The variables that a formula uses, each after those that it uses itself."""
    used: set[str] = set()
    waiting = [formula]
    while waiting:
        new = (waiting.pop().names & variables.keys()) - used
        used |= new
        waiting.extend(variables[name] for name in new)
    return [name for name in variables if name in used]


def _value(item: Item, raw: Any) -> Value | None:
    if item.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY):
        return _number(item, raw)
    if item.kind.has_options:
        return _choice(item, raw)
    name = _NAMES.get(item.kind)
    if name is None:
        return None
    is_text = name in ("Boolean", "Reference")
    return read_value(item, {f"value{name}": raw if is_text else str(raw)})


def _number(item: Item, raw: Any) -> Value | None:
    if isinstance(raw, dict):
        return read_value(item, {"valueQuantity": raw})
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | float):
        return None
    number = rounded(Decimal(str(raw)))
    if number is None or item.kind is Kind.DECIMAL:
        return number
    if item.kind is Kind.INTEGER:
        return as_integer(int(number)) if number == number.to_integral_value() else None
    return Quantity(number, item.units[0] if item.units else Unit())


def rounded(number: Decimal) -> Decimal | None:
    """The number with as many digits as can be kept; None where it is too large."""
    if not number.is_finite() or number.adjusted() >= DECIMAL_DIGITS:
        return None
    places = max(min(DECIMAL_DIGITS - 1 - number.adjusted(), DECIMAL_DIGITS - 1), 0)
    short = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
    return short if is_keepable(short) else None


def _choice(item: Item, raw: Any) -> Value | None:
    if isinstance(raw, dict):
        name = "Coding" if "code" in raw else "Reference"
        return read_value(item, {f"value{name}": raw})
    for name in ("String", "Integer", "Date", "Time"):
        value = read_value(item, {f"value{name}": raw})
        is_known = item.follows_answers or (
            isinstance(value, Choice) and item.option_of(value) is not None
        )
        if value is not None and is_known:
            return value
    return None
