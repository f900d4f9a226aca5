"""The typed values that answers consist of. Moments are kept in UTC."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Coding:
    """A code and where it comes from."""

    system: str | None
    code: str
    display: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """Someone or something elsewhere: by its words, its address, or both."""

    display: str = ""
    reference: str = ""

    def __str__(self) -> str:
        return self.display or self.reference


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen option: known by system and code, or by a plain value where it has no code."""

    system: str | None = None
    code: str | None = None
    display: str | None = field(default=None, compare=False)
    value: str | int | date | time | Reference | None = None

    @property
    def key(self) -> str:
        """What a form field posts for the option; unique among the options of a question."""
        return str(self.value) if self.code is None else f"{self.system or ''}|{self.code}"


@dataclass(frozen=True, slots=True)
class OpenText:
    """Own words where none of the options of an open choice fits."""

    text: str


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file that is kept elsewhere, by its id."""

    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Url:
    """An address on the web."""

    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quantity is measured in: a code, or words where it has none."""

    text: str = ""
    system: str | None = None
    code: str | None = None

    @property
    def key(self) -> str:
        """What a form field posts for the unit."""
        return self.text if self.code is None else f"{self.system or ''}|{self.code}"

    @property
    def name(self) -> str:
        """What the unit is called."""
        return self.text or self.code or ""

    def is_meant_by(self, other: "Unit") -> bool:
        """Whether the other, which may leave out its system, is this unit."""
        if other.code is None:
            return other.text in (self.text, self.code)
        return self.code == other.code and other.system in (None, self.system)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a unit. Quantities in different units are never equal and in no order."""

    value: Decimal
    unit: Unit = Unit()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self._pair == other._pair

    def __hash__(self) -> int:
        return hash(self._pair)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.unit.key == other.unit.key and self.value < other.value

    def __le__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self < other or self == other

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return other < self

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return other <= self

    @property
    def _pair(self) -> tuple[str, Decimal]:
        return self.unit.key, self.value


Scalar = bool | Decimal | int | date | datetime | time | str
Value = Scalar | Choice | OpenText | AttachmentRef | Url | Quantity | Reference

# What a condition compares: a coded choice by system and code, own words by their text.
Comparable = Scalar | tuple[str | None, str] | Quantity | Reference


def comparable(value: Value) -> Comparable | None:
    """The side of a value that conditions look at; None for files."""
    if isinstance(value, Choice):
        return value.value if value.code is None else (value.system, value.code)
    if isinstance(value, OpenText | Url):
        return value.text
    return None if isinstance(value, AttachmentRef) else value
