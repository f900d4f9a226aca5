"""Where things are put in a form, and what goes with what is taken away."""

from collections.abc import Sequence
from typing import Any

from samplan.forms.building import enabling, tree
from samplan.forms.building.own_questions import (
    marked,
    own_in,
    place_of,
    places_in,
    with_own,
    without_own,
)
from samplan.forms.building.pages import is_page, page_with
from samplan.forms.building.palette import Component, new_items
from samplan.forms.building.texts import Json

HOLDERS = frozenset({"group"})


def with_component(document: Json, name: str, *, after: str) -> tuple[dict[str, Any], str]:
    """The form with a component added where it belongs, and the new item's linkId.

    `after` is what is chosen: a page or an empty group takes the new item last, anything else has
    it next to itself. Raises ValueError for an unknown component, NotThere for an unknown item.
    """
    component = Component(name)
    if component is Component.ROW:
        return _with_row(document, after)
    items = new_items(component, document)
    result, place = dict(document), after
    for item in items:
        result = _placed(result, item, component, place)
        place = str(item["linkId"])
    return result, str(items[0]["linkId"])


def with_own_component(
    document: Json, name: str, *, after: str, stem: str
) -> tuple[dict[str, Any], str]:
    """As `with_component` in a form that follows another: only at its places.

    `after` names the place, or is an own question or in one. LinkIds begin with `stem`, so that
    none of them will ever be another's. Raises ValueError where there is no place.
    """
    component = Component(name)
    if component is Component.PAGE:
        raise ValueError(name)
    holder = _own_holder(document, after)
    items = _stemmed(new_items(component, document), document, stem)
    if holder is None:
        place = next((each for each in places_in(document) if each.link_id == after), None)
        if place is None:
            raise ValueError(after)
        own = own_in(document)
        own[place.name] = [*own.get(place.name, []), *(marked(each, place.name) for each in items)]
        return with_own(without_own(document), own), str(items[0]["linkId"])
    if component is Component.ROW:
        return _with_row(document, after)
    result, before = dict(document), after
    for item in items:
        is_top = before == holder.link_id and holder.item.get("type") not in HOLDERS
        placed = marked(item, place_of(holder.item)) if is_top else item
        result = _placed(result, placed, component, before)
        before = str(item["linkId"])
    return result, str(items[0]["linkId"])


def _stemmed(items: Sequence[Json], document: Json, stem: str) -> list[dict[str, Any]]:
    """The items under linkIds that begin with `stem` and that no item has."""
    ids, taken = list(tree.every_id({"item": items})), set(tree.every_id(document))
    stems = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    free = next(each for each in stems if taken.isdisjoint(f"{each}-{old}" for old in ids))
    names = {old: f"{free}-{old}" for old in ids}
    return [tree.renamed(item, names) for item in items]


def _own_holder(document: Json, link_id: str) -> tree.Placed | None:
    """The own question at a place that an item is, or stands in."""
    for placed in tree.walk(document):
        if place_of(placed.item) and link_id in (placed.link_id, *tree.every_id(placed.item)):
            return placed
    return None


def _placed(
    document: Json, item: dict[str, Any], component: Component, after: str
) -> dict[str, Any]:
    page = page_with(document, after)
    if component is Component.PAGE or page is None:
        return tree.added(document, item, after=page.key if page and page.group else None)
    if not after:
        within = page.key if page.group is not None else None
        return tree.added(document, item, within=within)
    chosen = tree.find(document, after)
    is_group = chosen.get("type") in HOLDERS and "gtable" not in tree.controls(chosen)
    if is_group and (after == page.key or not tree.items_in(chosen)):
        return tree.added(document, item, within=after)
    return tree.added(document, item, after=_outside_table(document, after))


def _outside_table(document: Json, link_id: str) -> str:
    """The item, or the table that it is a row of: rows of tables are only choices."""
    for placed in tree.walk(document):
        if placed.link_id == link_id and placed.parent_id:
            parent = tree.find(document, placed.parent_id)
            if "gtable" in tree.controls(parent):
                return placed.parent_id
    return link_id


def _with_row(document: Json, table: str) -> tuple[dict[str, Any], str]:
    """A row more in a table, with the same answers to choose as the others."""
    found = tree.find(document, table)
    rows = [each for each in tree.items_in(found) if not tree.is_hint(each)]
    row: dict[str, Any] = {"linkId": tree.free_id(document, f"{table}-rad"), "type": "choice"}
    if rows and rows[0].get("answerOption"):
        row["answerOption"] = rows[0]["answerOption"]
    return tree.added(document, row, within=table), str(row["linkId"])


def moved(document: Json, link_id: str, way: str, other: str = "") -> dict[str, Any]:
    """The form with an item moved: "out", "before" another or last "into" a group or page.

    Pages move among pages, and items never out of or into tables by dragging. Raises ValueError
    for any other way.
    """
    if way == "out":
        return _moved_out(document, link_id)
    if way not in ("before", "into"):
        raise ValueError(way)
    if way == "into":
        return _into(document, link_id, other)
    if _is_bound(document, link_id) or _is_bound(document, other):
        return _within_one_table(document, link_id, other)
    return tree.put_before(document, link_id, other)


def _into(document: Json, link_id: str, other: str) -> dict[str, Any]:
    """The form with the item last in a group, or on the page whose key is `other`."""
    last = _last_of_loose(document, other)
    holder = tree.find(document, other)
    if not last and (holder.get("type") not in HOLDERS or "gtable" in tree.controls(holder)):
        raise ValueError(other)
    if last == link_id or _is_bound(document, link_id):
        return dict(document)
    if not last:
        return tree.put_last(document, link_id, other)
    item = tree.find(document, link_id)
    return tree.added(tree.removed(document, link_id), item, after=last)


def _last_of_loose(document: Json, key: str) -> str:
    """The last of what stands loose at the top, where that page has this key; empty for others."""
    page = page_with(document, key)
    is_loose = page is not None and page.group is None and page.key == key
    return str(page.items[-1]["linkId"]) if page and is_loose else ""


def _moved_out(document: Json, link_id: str) -> dict[str, Any]:
    """The form with an item put after the group that it stands in; pages and tables hold theirs."""
    parents = {placed.link_id: placed.parent_id for placed in tree.walk(document)}
    parent = parents.get(link_id)
    if parent is None or parents.get(parent) is None or _is_bound(document, link_id):
        return dict(document)
    item = tree.find(document, link_id)
    return tree.added(tree.removed(document, link_id), item, after=parent)


def _is_bound(document: Json, link_id: str) -> bool:
    """A page, or a row of a table: it stays among its own kind."""
    is_top = any(is_page(item) and item["linkId"] == link_id for item in tree.items_in(document))
    return is_top or _outside_table(document, link_id) != link_id


def _within_one_table(document: Json, link_id: str, other: str) -> dict[str, Any]:
    parents = {placed.link_id: placed.parent_id for placed in tree.walk(document)}
    if parents.get(link_id) != parents.get(other):
        return dict(document)
    return tree.put_before(document, link_id, other)


def ids_of(document: Json, link_id: str) -> set[str]:
    """The item's linkId and those of all that stands in it; empty where it is not there."""
    try:
        item = tree.find(document, link_id)
    except tree.NotThere:
        return set()
    return {link_id, *tree.every_id(item)}


def questions_in(document: Json, link_id: str) -> list[Json]:
    """What stands in an item, hints apart; empty where the item is not there."""
    try:
        return [placed.item for placed in tree.walk(tree.find(document, link_id))]
    except tree.NotThere:
        return []


def without(document: Json, link_id: str) -> tuple[dict[str, Any], str]:
    """The form without an item, and what to choose instead: what stood before it, or its page.

    What was shown by the answers to it is then always shown. Raises NotThere.
    """
    order = [placed.link_id for placed in tree.walk(document)]
    gone = ids_of(document, link_id)
    result = enabling.freed(tree.removed(document, link_id), gone)
    place = order.index(link_id) if link_id in order else 0
    return result, order[place - 1] if place else ""
