"""What a loaded form consists of: pages, items and options. All immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from samplan.forms.engine.conditions import Condition, EnableBehavior
from samplan.forms.engine.expressions import Expressions
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.limits import Limits
from samplan.forms.engine.values import Choice, Coding, OpenText, Unit, Value

STRING_LIMIT = 500
TEXT_LIMIT = 10_000
URL_LIMIT = 2_000
MAX_OFFERED = 200  # options that one question has from answers to others
MAX_ANSWERS = 50  # to one repeating question, and rows of one repeating group


class Audience(StrEnum):
    """Whom a form shows a score to."""

    PATIENT = "patient"
    CARE = "care"
    BOTH = "both"

    def has(self, reader: "Audience") -> bool:
        """Whether it includes a reader, who is the patient or care."""
        return self in (Audience.BOTH, reader)


class Fold(StrEnum):
    """Whether a group can be folded, and how it stands at first."""

    OPEN = "default-open"
    CLOSED = "default-closed"


@dataclass(frozen=True, slots=True)
class Option:
    """A listed answer. `key` is what a form field posts, `display` what the person reads.

    One that is exclusive ("none of these") goes with no other.
    """

    key: str
    choice: Choice
    display: str
    score: Decimal | None = None
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How an item wishes to be drawn; `control` is FHIR's questionnaire-item-control."""

    control: str = ""
    is_horizontal: bool = False
    fold: Fold | None = None
    step: int = 1  # of a slider

    @property
    def is_table(self) -> bool:
        """A group that wishes to be one table."""
        return self.control in ("gtable", "table", "htable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A group, a text to read or a question, with its texts in the language of the form.

    `html` is the text with its sanitised marks, empty where it is plain. `hint` is the part that
    a text plays for what it stands in, where it is drawn: help, unit, lower or upper. `place` names
    the place after the item where clinics that follow the form may add questions of their own.
    """

    link_id: str
    kind: Kind
    parent_id: str | None = None
    text: str = ""
    html: str = ""
    prefix: str = ""
    help: str = ""
    unit: str = ""
    lower: str = ""
    upper: str = ""
    entry_format: str = ""
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    hidden: bool = False
    max_length: int | None = None
    limits: Limits = Limits()
    units: tuple[Unit, ...] = ()
    initial: tuple[Value, ...] = ()
    options: tuple[Option, ...] = ()
    options_by_key: Mapping[str, Option] = field(default_factory=dict, repr=False, compare=False)
    code: tuple[Coding, ...] = ()
    enable_when: tuple[Condition, ...] = ()
    enable_behavior: EnableBehavior = EnableBehavior.ALL
    expressions: Expressions = Expressions()
    children: tuple["Item", ...] = ()
    hint: str = ""
    look: Look = Look()
    score_for: Audience | None = None
    place: str = ""

    @property
    def length_limit(self) -> int:
        """The most characters that one answer may have: the form's own limit or the default."""
        if self.max_length:
            return self.max_length
        return {Kind.TEXT: TEXT_LIMIT, Kind.URL: URL_LIMIT}.get(self.kind, STRING_LIMIT)

    @property
    def answer_limit(self) -> int:
        """The most answers that there may be."""
        if not self.repeats:
            return 1
        return min(self.limits.max_occurs or MAX_ANSWERS, MAX_ANSWERS)

    @property
    def is_question(self) -> bool:
        return self.kind.is_question

    @property
    def is_open(self) -> bool:
        """A question that the person answers, so neither one that is only shown nor hidden."""
        is_own = self.expressions.calculated is None
        return self.kind.is_question and is_own and not self.read_only and not self.hidden

    @property
    def follows_answers(self) -> bool:
        """A choice among what is answered elsewhere: options are there once answers are."""
        return self.expressions.answers is not None

    @property
    def has_nothing_to_choose(self) -> bool:
        """A choice that cannot be made, given the answers that it follows."""
        return self.follows_answers and self.kind is Kind.CHOICE and not self.options

    @property
    def is_hint(self) -> bool:
        """A text that is drawn as part of what it stands in."""
        return bool(self.hint)

    @property
    def is_conditional(self) -> bool:
        """Asked only sometimes."""
        return bool(self.enable_when) or self.expressions.enable is not None

    def is_coded(self, system: str, code: str) -> bool:
        return any(coding.system == system and coding.code == code for coding in self.code)

    def option_of(self, value: Choice | OpenText) -> Option | None:
        """The option that is chosen; own words that are an option's are that option."""
        choice = Choice(value=value.text) if isinstance(value, OpenText) else value
        option = self.options_by_key.get(choice.key)
        return option if option is not None and option.choice == choice else None

    def unit_of(self, key: str) -> Unit | None:
        """The unit with this key; where the form names none, the empty one."""
        if not self.units:
            return Unit() if not key else None
        return next((unit for unit in self.units if unit.key == key), None)


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
        """Every question of the page that the person answers, in document order."""
        return tuple(item for item in self.all_items if item.is_open)
