"""Finding, adding, moving, copying and removing items of a questionnaire, by linkId."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from samplan.forms.building.texts import Json
from samplan.forms.engine.extensions import ANSWER_EXPRESSION

Change = Callable[[list[Json], int], list[Json]]
CONTROL = "questionnaire-itemControl"
HINTS = frozenset({"help", "flyover", "unit", "lower", "upper"})


class NotThere(LookupError):
    """The form has no item with that linkId."""


class Placed(NamedTuple):
    """An item and where it stands: in which other item, how deep, and where among its kind."""

    item: Json
    parent_id: str | None
    depth: int
    is_first: bool
    is_last: bool

    @property
    def link_id(self) -> str:
        """Its name in the form."""
        return str(self.item["linkId"])


def items_in(node: Json) -> list[Json]:
    """What stands directly in a form or an item, in order."""
    return list(node.get("item") or ())


def walk(node: Json, parent_id: str | None = None, depth: int = 0) -> Iterator[Placed]:
    """Every item in document order, hints apart."""
    siblings = [item for item in items_in(node) if not is_hint(item)]
    for place, item in enumerate(siblings):
        yield Placed(item, parent_id, depth, place == 0, place == len(siblings) - 1)
        yield from walk(item, str(item["linkId"]), depth + 1)


def every_id(node: Json) -> Iterator[str]:
    """The linkIds of all items, hints too."""
    for item in items_in(node):
        yield str(item["linkId"])
        yield from every_id(item)


def controls(item: Json) -> list[str]:
    """The codes of FHIR's questionnaire-itemControl."""
    return [
        str(coding.get("code"))
        for extension in item.get("extension", ())
        if str(extension.get("url", "")).endswith(CONTROL)
        for coding in (extension.get("valueCodeableConcept") or {}).get("coding", ())
    ]


def is_hint(item: Json) -> bool:
    """A text that is drawn as part of what it stands in."""
    return item.get("type") == "display" and not HINTS.isdisjoint(controls(item))


def follows_answers(item: Json) -> bool:
    """A choice among what is answered elsewhere: its options are worked out and not listed."""
    return any(each.get("url") == ANSWER_EXPRESSION for each in item.get("extension", ()))


def find(node: Json, link_id: str) -> Json:
    """The item with this linkId. Raises NotThere."""
    left = items_in(node)[::-1]
    while left:
        item = left.pop()
        if item["linkId"] == link_id:
            return item
        left += items_in(item)[::-1]
    raise NotThere(link_id)


def by_id(node: Json) -> dict[str, Json]:
    """Every item by its linkId, hints too: for those who look for many."""
    found: dict[str, Json] = {}
    for item in items_in(node):
        found[str(item["linkId"])] = item
        found.update(by_id(item))
    return found


def page_of(document: Json, link_id: str) -> str:
    """The item at the top that this one is, or stands in. Raises NotThere."""
    for item in items_in(document):
        if item["linkId"] == link_id or link_id in every_id(item):
            return str(item["linkId"])
    raise NotThere(link_id)


def changed(node: Json, link_id: str, change: Change) -> dict[str, Any]:
    """The node with the list in which the item stands changed. Raises NotThere.

    `change` is given that list and the item's place in it.
    """
    items = items_in(node)
    for place, item in enumerate(items):
        if item["linkId"] == link_id:
            return with_items(node, change(items, place))
        if link_id in every_id(item):
            return with_items(
                node, [*items[:place], changed(item, link_id, change), *items[place + 1 :]]
            )
    raise NotThere(link_id)


def mapped(node: Json, change: Callable[[Json], Json]) -> dict[str, Any]:
    """The node with every item under it changed, each looked at once; what stands in it last."""
    items = [mapped(change(item), change) for item in items_in(node)]
    return with_items(node, items) if items else dict(node)


def with_items(node: Json, items: Sequence[Json]) -> dict[str, Any]:
    """The node with these items and no others."""
    others = {key: value for key, value in node.items() if key != "item"}
    return {**others, "item": list(items)} if items or "resourceType" in node else others


def replaced(document: Json, link_id: str, item: Json) -> dict[str, Any]:
    """The form with another item in this one's place."""
    return changed(document, link_id, lambda items, at: [*items[:at], item, *items[at + 1 :]])


def removed(document: Json, link_id: str) -> dict[str, Any]:
    """The form without the item and all that stands in it."""
    return changed(document, link_id, lambda items, at: [*items[:at], *items[at + 1 :]])


def added(
    document: Json, item: Json, *, within: str | None = None, after: str | None = None
) -> dict[str, Any]:
    """The form with one item more: after another, else last in `within`, else last of all."""
    if after is not None:
        return changed(
            document, after, lambda items, at: [*items[: at + 1], item, *items[at + 1 :]]
        )
    if within is None:
        return with_items(document, [*items_in(document), item])
    holder = find(document, within)
    return replaced(document, within, with_items(holder, [*items_in(holder), item]))


def moved(document: Json, link_id: str, step: int) -> dict[str, Any]:
    """The form with the item one place up (-1) or down (1) among those beside it, hints apart."""

    def swap(items: list[Json], at: int) -> list[Json]:
        shown = [place for place, item in enumerate(items) if not is_hint(item)]
        to = shown.index(at) + step
        if not 0 <= to < len(shown):
            return items
        swapped = list(items)
        swapped[at], swapped[shown[to]] = items[shown[to]], items[at]
        return swapped

    return changed(document, link_id, swap)


def put_before(document: Json, link_id: str, other: str) -> dict[str, Any]:
    """The form with the item taken from its place and put just before another."""
    item = find(document, link_id)
    if other in (link_id, *every_id(item)):
        return dict(document)
    without = removed(document, link_id)
    return changed(without, other, lambda items, at: [*items[:at], item, *items[at:]])


def put_last(document: Json, link_id: str, within: str) -> dict[str, Any]:
    """The form with the item taken from its place and put last in another."""
    item = find(document, link_id)
    if within in (link_id, *every_id(item)):
        return dict(document)
    return added(removed(document, link_id), item, within=within)


def free_id(document: Json, wish: str) -> str:
    """A linkId like the wished one that no item has."""
    return free_among(set(every_id(document)), wish)


def free_among(taken: Collection[str], wish: str) -> str:
    """A linkId like the wished one that is not taken."""
    number = 1
    while f"{wish}-{number}" in taken:
        number += 1
    return f"{wish}-{number}"


def copied(document: Json, link_id: str) -> tuple[dict[str, Any], str]:
    """The form with a copy after the item, and the copy's linkId.

    Everything in the copy gets linkIds of its own, and its conditions ask within the copy.
    """
    item = find(document, link_id)
    taken = set(every_id(document))
    names: dict[str, str] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for old in (link_id, *every_id(item)):
        stem = name = f"{old[:200]}-kopia"
        while name in taken:
            name = f"{stem}-{next(numbers[stem])}"
        names[old] = name
        taken.add(name)
    return added(document, renamed(item, names), after=link_id), names[link_id]


def renamed(item: Json, names: dict[str, str]) -> dict[str, Any]:
    """The item and what stands in it under other linkIds; conditions follow."""
    conditions = [
        {**each, "question": names.get(each.get("question"), each.get("question"))}
        for each in item.get("enableWhen", ())
    ]
    return {
        **item,
        "linkId": names.get(str(item["linkId"]), item["linkId"]),
        **({"enableWhen": conditions} if conditions else {}),
        **({"item": [renamed(each, names) for each in items_in(item)]} if "item" in item else {}),
    }
