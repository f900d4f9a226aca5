"""Runs a form's expressions over the answers so far, and makes answers of what they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.form import Form
from samplan.forms.engine.formulas import MAX_STEPS, Formula
from samplan.forms.engine.functions import Exhausted, Purse
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nesting import nested
from samplan.forms.engine.primitives import DECIMAL_DIGITS, as_integer, is_keepable
from samplan.forms.engine.value_json import read_value
from samplan.forms.engine.values import Choice, Quantity, Unit, Value

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


Known = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Machine:
    """Runs one form's expressions over answers, all within one purse of steps.

    `launch` has FHIR resources by the names that the form gives them, such as patient.
    """

    form: Form
    launch: Mapping[str, Any] = field(default_factory=dict)
    purse: Purse = field(default_factory=lambda: Purse(MAX_STEPS))

    def holds(self, formula: Formula, known: Known) -> bool:
        """Whether the expression is true. One that does not end shows what it would hide."""
        found = self._run(formula, known)
        return found is None or found == [True]

    def values(self, item: Item, formula: Formula, known: Known) -> tuple[Value, ...]:
        """The answers that the expression gives, of the question's type; none if it has none."""
        found = self._run(formula, known) or []
        values = [value for raw in found if (value := _value(item, raw)) is not None]
        return tuple(values[: item.answer_limit])

    def _run(self, formula: Formula, known: Known) -> list[Any] | None:
        """What the expression gives; None where it does not end."""
        items = nested(self.form, Answers(known), with_scores=True)
        response = {"resourceType": "QuestionnaireResponse", "item": items}
        names: dict[str, Any] = {"ucum": "http://unitsofmeasure.org"}
        names.update((name, self.launch.get(name)) for name in formula.names - {"resource"})
        try:
            for name, variable in self.form.source.variables.items():
                names[name] = variable.run(response, names, self.purse)
            return formula.run(response, names, self.purse)
        except Exhausted:
            return None


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
        if isinstance(value, Choice) and item.option_of(value) is not None:
            return value
    return None
