"""What a loaded form consists of: pages, items, options and conditions. All immutable."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samplan.forms.engine.values import Choice, Coding, Comparable, Value, comparable

STRING_LIMIT = 500
TEXT_LIMIT = 10_000
MAX_ANSWERS = 50  # to one repeating question


class Kind(StrEnum):
    """FHIR's item types that the engine does in full."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    STRING = "string"
    TEXT = "text"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    ATTACHMENT = "attachment"

    @property
    def is_question(self) -> bool:
        return self not in (Kind.GROUP, Kind.DISPLAY)

    @property
    def has_options(self) -> bool:
        return self in (Kind.CHOICE, Kind.OPEN_CHOICE)

    @property
    def has_length(self) -> bool:
        return self in (Kind.STRING, Kind.TEXT, Kind.OPEN_CHOICE)


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


@dataclass(frozen=True, slots=True)
class Option:
    """A listed answer. `key` is what a form field posts, `display` what the person reads."""

    key: str
    choice: Choice
    display: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A group, a text to read or a question, with its texts in the language of the form."""

    link_id: str
    kind: Kind
    parent_id: str | None = None
    text: str = ""
    prefix: str = ""
    help: str = ""
    entry_format: str = ""
    required: bool = False
    repeats: bool = False
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    options_by_key: Mapping[str, Option] = field(default_factory=dict, repr=False, compare=False)
    code: tuple[Coding, ...] = ()
    enable_when: tuple[Condition, ...] = ()
    enable_behavior: EnableBehavior = EnableBehavior.ALL
    children: tuple["Item", ...] = ()
    is_hint: bool = False  # a text that is shown as the help of what it stands in

    @property
    def length_limit(self) -> int:
        """The most characters that one answer may have: the form's own limit or the default."""
        return self.max_length or (TEXT_LIMIT if self.kind is Kind.TEXT else STRING_LIMIT)

    @property
    def is_question(self) -> bool:
        return self.kind.is_question

    def is_coded(self, system: str, code: str) -> bool:
        return any(coding.system == system and coding.code == code for coding in self.code)

    def option_of(self, choice: Choice) -> Option | None:
        option = self.options_by_key.get(choice.key)
        return option if option is not None and option.choice == choice else None


@dataclass(frozen=True, slots=True)
class Page:
    """A top-level group, or a run of items that stand outside of groups.

    `items` is the tree to draw; `all_items` has every item of the page in document order, the
    group itself and hints (which `items` shows as `help`) among them.
    """

    link_id: str
    title: str
    help: str
    items: tuple[Item, ...]
    all_items: tuple[Item, ...] = field(repr=False)

    @property
    def questions(self) -> tuple[Item, ...]:
        """Every question of the page at any depth, in document order."""
        return tuple(item for item in self.all_items if item.is_question)
