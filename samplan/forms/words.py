"""The engine's values and faults in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.common.dates import long_day
from samplan.common.faults import PlainFault
from samplan.common.text import quoted
from samplan.forms import engine


@dataclass(frozen=True)
class Trouble:
    """A sentence about what to mend at one item."""

    link_id: str
    sentence: str


def spoken_values() -> engine.Words:
    """How values are said in the active language."""
    is_swedish = (get_language() or "sv").startswith("sv")
    return engine.Words(
        yes=_("Yes"),
        no=_("No"),
        total=_("Sum of points"),
        decimal_mark="," if is_swedish else ".",
        on_scale=_("%(value)s (on a scale %(least)s–%(most)s)"),
        day=_day,
    )


def _day(day: date) -> str:
    # With its year: an answer is read on another day than it was given.
    return long_day(day, get_language() or "sv", today=date.min)


def sentence(fault: engine.Fault | PlainFault) -> str:
    """What to mend, in the active language."""
    return _(fault.message) % {name: _spoken(param) for name, param in fault.params.items()}


def problem_said(problem: engine.Problem, words: str = "") -> str:
    """What a form asks for that cannot be done, in the active language; `words` are the item's."""
    said = _(problem.message) % problem.params
    return f"{quoted(words)}: {said}" if words else said


def _spoken(param: object) -> object:
    """Numbers and days in the active language; the rest as it is."""
    if isinstance(param, Decimal | date | time):
        return engine.said(param, spoken_values())
    return param


def troubles_of(faults: Iterable[engine.Fault]) -> list[Trouble]:
    """The engine's faults in the language of the page."""
    return [Trouble(fault.link_id, sentence(fault)) for fault in faults]


def said_of(item: engine.Item, values: Iterable[engine.Value]) -> tuple[str, ...]:
    """Answers as they are read, where the question is only shown."""
    if not item.is_question or item.is_open:
        return ()
    words = spoken_values()
    return tuple(engine.display(item, value, words) for value in values)


def limit_said(regions: Iterable[str]) -> str:
    """That a form is limited to these regions, by name."""
    return _("Only for %(regions)s") % {"regions": ", ".join(regions)}
