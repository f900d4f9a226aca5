"""The formulas that an item may carry, in FHIRPath."""

from dataclasses import dataclass

from samplan.forms.engine.formulas import Formula


@dataclass(frozen=True, slots=True)
class Expressions:
    """What SDC computes: the answer, the first answer, whether it is asked, what to choose from."""

    calculated: Formula | None = None
    initial: Formula | None = None
    enable: Formula | None = None
    options: Formula | None = None
