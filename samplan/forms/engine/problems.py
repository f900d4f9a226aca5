"""What the engine cannot do with a document, item by item, in plain English."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samplan.forms.engine.flaws import SENTENCES, Flaw

MAX_PROBLEMS = 200
SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a document.

    `path` is where, such as `item[2].item[0]`, empty for the whole document. Translators use
    `gettext(problem.message) % problem.params`; params are always printable and short.
    """

    path: str
    link_id: str | None
    code: Flaw
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        place = self.path or "the document"
        name = "" if self.link_id is None else f" (linkId {shown(self.link_id)!r})"
        return f"{place}{name}: {self.message % self.params}"


class FlawedDocument(ValueError):
    """The document cannot be used; `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.sentence for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class UnsupportedForm(FlawedDocument):
    """The questionnaire asks for something this engine cannot do in full.

    `notes` tells what would also look otherwise here than the questionnaire wishes.
    """

    def __init__(self, problems: tuple[Problem, ...], notes: tuple[Problem, ...] = ()) -> None:
        super().__init__(problems)
        self.notes = notes

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems, self.notes)


class UnreadableResponse(FlawedDocument):
    """The questionnaire response does not fit the form that it is read with."""


class Report:
    """Collects problems, and notes on what only looks otherwise, MAX_PROBLEMS of each."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []

    def add(self, flaw: Flaw, path: str, link_id: str | None = None, **params: object) -> None:
        _put(self._problems, flaw, path, link_id, params)

    def note(self, flaw: Flaw, path: str, link_id: str | None = None, **params: object) -> None:
        """Tell of something that does not stand in the way."""
        _put(self._notes, flaw, path, link_id, params)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    @property
    def notes(self) -> tuple[Problem, ...]:
        return tuple(self._notes)


def _put(
    onto: list[Problem], flaw: Flaw, path: str, link_id: str | None, params: Mapping[str, object]
) -> None:
    if len(onto) < MAX_PROBLEMS:
        safe = {name: shown(value) for name, value in params.items()}
        onto.append(Problem(path, link_id, flaw, safe))


def shown(value: object) -> str:
    """A value as short text that can always be printed and encoded."""
    if not isinstance(value, str | int | float):
        return type(value).__name__
    text = value[: SHOWN_CHARACTERS + 1] if isinstance(value, str) else str(value)
    if len(text) > SHOWN_CHARACTERS:
        text = text[:SHOWN_CHARACTERS] + "…"
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)
