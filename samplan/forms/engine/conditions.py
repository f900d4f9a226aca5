"""When an item is asked: FHIR's enableWhen. All immutable."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samplan.forms.engine.values import Comparable, Value, comparable


class Operator(StrEnum):
    """FHIR's questionnaire-enable-operator."""

    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="

    @property
    def orders(self) -> bool:
        return self in (Operator.GREATER, Operator.LESS, Operator.AT_LEAST, Operator.AT_MOST)


class EnableBehavior(StrEnum):
    ALL = "all"
    ANY = "any"


_COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.GREATER: operator.gt,
    Operator.LESS: operator.lt,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One enableWhen."""

    question: str
    operator: Operator
    expected: Comparable

    def holds(self, values: Sequence[Value]) -> bool:
        """Whether the answers to the question meet the condition.

        One matching answer is enough, except for `!=`, which holds when no answer is equal, so
        also when there is no answer (FHIR R4 questionnaire-enable-operator; its text on the four
        orderings says "no answer" by mistake, mended in R5).
        """
        if self.operator is Operator.EXISTS:
            return bool(values) is self.expected
        wanted = type(self.expected)
        known = [side for value in values if type(side := comparable(value)) is wanted]
        if self.operator is Operator.NOT_EQUAL:
            return self.expected not in known
        return any(_COMPARE[self.operator](side, self.expected) for side in known)
