"""How large a document is by the measures that loading refuses it by, without loading it.

For what is being built: one walk at each change, whatever the depth.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from samplan.forms.engine.extensions import MAX_OCCURS
from samplan.forms.engine.items import MAX_ANSWERS
from samplan.forms.engine.loading import MAX_NESTING
from samplan.forms.engine.sizing import MAX_CONDITIONS, MAX_ITEMS, MAX_OPTIONS

MAX_CHARACTERS: Final = 10_000_000  # as JSON; as much as a file that is taken in


class Extent(NamedTuple):
    """How much there is of everything that has a limit; all but `items` and `levels` with rows."""

    items: int
    levels: int
    items_in_rows: int
    conditions: int
    options: int
    characters: int


MOST: Final = Extent(MAX_ITEMS, MAX_NESTING, MAX_ITEMS, MAX_CONDITIONS, MAX_OPTIONS, MAX_CHARACTERS)


def outgrown(document: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, int]:
    """What there is too much of in a document, and more than there was before it was changed.

    By the names of `Extent`, with how much there would be. One that was too large already may
    become smaller step by step.
    """
    now = extent_of(document)
    over = [name for name, most in MOST._asdict().items() if getattr(now, name) > most]
    if not over:
        return {}
    was = extent_of(before)
    return {name: getattr(now, name) for name in over if getattr(now, name) > getattr(was, name)}


def surely_fits(sums: Extent, item: Mapping[str, Any], *, has_rows: bool) -> bool:
    """Whether a form does not outgrow its limits by one more item as deep as others there.

    `sums` count each part once; where there are rows, all is taken as if it stood in them. It may
    say no where counting the form itself would say yes, and never the other way.
    """
    rows = MAX_ANSWERS if has_rows else 1
    own = extent_of({"item": [item]})._replace(levels=0)
    return all(
        rows * (there + more) <= most for there, more, most in zip(sums, own, MOST, strict=True)
    )


def extent_of(document: Mapping[str, Any]) -> Extent:
    """How large a document is that has been screened or built here."""
    items = levels = in_rows = conditions = options = 0
    contained = {f"#{each.get('id')}": each for each in document.get("contained", ())}
    for item, level, rows in _with_level_and_rows(document):
        items += 1
        levels = max(levels, level)
        in_rows += rows
        conditions += rows * len(item.get("enableWhen", ()))
        listed = len(item.get("answerOption", ()))
        options += rows * (listed or _codes(contained.get(item.get("answerValueSet", ""), {})))
    # What is too deep by far cannot be written, and need not be.
    is_flat = levels <= MAX_NESTING
    characters = len(json.dumps(document, ensure_ascii=False)) if is_flat else 0
    return Extent(items, levels, in_rows, conditions, options, characters)


def _codes(value_set: Mapping[str, Any]) -> int:
    """How many answers a contained value set lists at most."""
    included = value_set.get("compose", {}).get("include", ())
    listed = sum(len(each.get("concept", ())) for each in included)
    return max(listed, len(value_set.get("expansion", {}).get("contains", ())))


def _with_level_and_rows(
    document: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    """Every item, how deep it stands, and how many there are of it with every row."""
    waiting = [(item, 1, 1) for item in document.get("item", ())]
    while waiting:
        item, level, rows = waiting.pop()
        rows = max(rows, _most_rows(item))
        yield item, level, rows
        waiting += [(inner, level + 1, rows) for inner in item.get("item", ())]


def _most_rows(item: Mapping[str, Any]) -> int:
    if item.get("type") != "group" or not item.get("repeats"):
        return 1
    named = (each for each in item.get("extension", ()) if each.get("url") == MAX_OCCURS)
    most = next((each.get("valueInteger") for each in named), None)
    return min(most or MAX_ANSWERS, MAX_ANSWERS)
