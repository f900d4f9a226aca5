"""Answers: what was said, by question."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from samplan.forms.engine.values import Value

Found = TypeVar("Found")


class Answers(Mapping[str, tuple[Value, ...]]):
    """An immutable mapping from linkId to the values given; unanswered questions are not in it."""

    __slots__ = ("_once", "_values")

    def __init__(self, values: Mapping[str, Iterable[Value]] | None = None) -> None:
        pairs = ((link_id, tuple(given)) for link_id, given in (values or {}).items())
        self._values = {link_id: given for link_id, given in pairs if given}
        self._once: tuple[object, object] = (None, None)

    def once(self, about: object, work_out: Callable[[], Found]) -> Found:
        """What follows from these answers, worked out the first time that one asks about it."""
        if self._once[0] is not about:
            self._once = (about, work_out())
        return cast("Found", self._once[1])

    def with_values(self, link_id: str, values: Iterable[Value]) -> "Answers":
        """The same answers with one question answered anew, or no longer when empty."""
        return Answers({**self._values, link_id: tuple(values)})

    def updated(self, values: Mapping[str, Iterable[Value]]) -> "Answers":
        """The same answers with several questions answered anew; an empty value takes away."""
        return Answers({**self._values, **values})

    def of(self, link_id: str) -> tuple[Value, ...]:
        """The values given, empty when unanswered."""
        return self._values.get(link_id, ())

    def __getitem__(self, link_id: str) -> tuple[Value, ...]:
        return self._values[link_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        # Health data must not reach logs by way of an error message.
        return f"<Answers to {len(self._values)} questions>"
