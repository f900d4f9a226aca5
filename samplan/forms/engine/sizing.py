"""How large a form may be with every row that there can be: nothing that is accepted costs more
than a fraction of a second to check or draw."""

from collections.abc import Callable, Iterable, Mapping

from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.items import MAX_OFFERED, Item
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.wording import Draft

MAX_ITEMS = 5_000
MAX_CONDITIONS = 10_000
MAX_OPTIONS = 50_000
MAX_PATTERN_WORK = 20_000_000  # steps of patterns times characters, at most some 10 ns each
NUMBER_LENGTH = 40


def most_rows(drafts: Iterable[Draft], owners: Mapping[str, str]) -> dict[str, int]:
    """How many rows there can be of each group that repeats."""
    items, groups = (draft.item for draft in drafts), frozenset(owners.values())
    return {item.link_id: item.answer_limit for item in items if item.link_id in groups}


def refuse_too_large(root: Node, drafts: Iterable[Draft], owners: Mapping[str, str]) -> None:
    """Refuse what all rows together make too much of."""
    rows = most_rows(drafts, owners)
    for count, limit, flaw in _MEASURES:
        total = sum(
            count(draft.item) * rows.get(owners.get(draft.item.link_id, ""), 1) for draft in drafts
        )
        if total > limit:
            root.refuse(flaw, limit=limit)


def _options(item: Item) -> int:
    return MAX_OFFERED if item.follows_answers else len(item.options)


def _pattern_work(item: Item) -> int:
    if item.limits.pattern is None:
        return 0
    length = item.length_limit if item.kind.has_length else NUMBER_LENGTH
    return item.limits.pattern.programsize * length * item.answer_limit


_MEASURES: tuple[tuple[Callable[[Item], int], int, Flaw], ...] = (
    (lambda item: 1, MAX_ITEMS, Flaw.TOO_MANY_WITH_ROWS),
    (lambda item: len(item.enable_when), MAX_CONDITIONS, Flaw.TOO_MANY_CONDITIONS),
    (_options, MAX_OPTIONS, Flaw.TOO_MANY_OPTIONS),
    (_pattern_work, MAX_PATTERN_WORK, Flaw.PATTERNS_TOO_LARGE),
)
