"""What an item computes, in FHIRPath."""

from collections.abc import Iterator
from dataclasses import dataclass

from samplan.forms.engine.formulas import Formula


@dataclass(frozen=True, slots=True)
class Expressions:
    """What SDC computes: the answer, the first one, the options, and whether the item is asked."""

    calculated: Formula | None = None
    initial: Formula | None = None
    enable: Formula | None = None
    answers: Formula | None = None

    @property
    def all(self) -> Iterator[Formula]:
        """Those that there are."""
        for formula in (self.calculated, self.initial, self.enable, self.answers):
            if formula is not None:
                yield formula

    @property
    def live(self) -> Iterator[Formula]:
        """Those that follow the answers."""
        for formula in (self.calculated, self.enable, self.answers):
            if formula is not None:
                yield formula
