"""One FHIRPath expression, read once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression and the questions that it names."""

    text: str
