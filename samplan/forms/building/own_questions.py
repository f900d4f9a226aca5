"""A follower's own questions at the places that a form names: put in, taken out, held apart.

Own items carry a mark with the name of their place. They stand right after the question that names
it, or last in the group that does, in a run.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samplan.forms.building import tree
from samplan.forms.building.texts import Json
from samplan.forms.engine.extensions import OWN_QUESTION, PLACE


class PlaceGone(LookupError):
    """The form no longer names these places, where own questions stand."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = tuple(places)
        super().__init__(", ".join(self.places))


@dataclass(frozen=True)
class Place:
    """Where own questions may stand."""

    name: str
    link_id: str  # of the item that names it
    is_group: bool


def places_in(document: Json) -> list[Place]:
    """The places that the form names, in document order."""
    return [
        Place(name, placed.link_id, placed.item.get("type") == "group")
        for placed in tree.walk(document)
        if (name := place_named(placed.item))
    ]


def place_named(item: Json) -> str:
    """The place that the item names for followers' own questions; empty where it names none."""
    return _said(item, PLACE)


def own_ids(document: Json) -> set[str]:
    """The linkIds of all own questions and of what stands in them."""
    found: set[str] = set()
    for items in own_in(document).values():
        for item in items:
            found |= {str(item["linkId"]), *tree.every_id(item)}
    return found


def place_of(item: Json) -> str:
    """The place that an own question stands at; empty for an item of the form itself."""
    return _said(item, OWN_QUESTION)


def marked(item: Json, place: str) -> dict[str, Any]:
    """The item as an own question at the place."""
    kept = [each for each in item.get("extension", ()) if each.get("url") != OWN_QUESTION]
    return {**item, "extension": [*kept, {"url": OWN_QUESTION, "valueString": place}]}


def own_in(document: Json) -> dict[str, list[Json]]:
    """The own questions by place, in order; one that stands in another goes with that one."""
    found: dict[str, list[Json]] = {}
    for item in _outermost(document):
        found.setdefault(place_of(item), []).append(item)
    return found


def _outermost(node: Json) -> Iterator[Json]:
    for item in tree.items_in(node):
        if place_of(item):
            yield item
        else:
            yield from _outermost(item)


def unmarked(node: Json) -> dict[str, Any]:
    """The form with its own questions as its own: whoever follows it finds them like the others."""
    kept = [each for each in node.get("extension", ()) if each.get("url") != OWN_QUESTION]
    others = {key: value for key, value in node.items() if key != "extension"}
    bare = {**others, "extension": kept} if kept else others
    items = [unmarked(item) for item in tree.items_in(node)]
    return tree.with_items(bare, items) if "item" in node else bare


def without_own(node: Json) -> dict[str, Any]:
    """The form as its origin has it."""
    items = [without_own(item) for item in tree.items_in(node) if not place_of(item)]
    return tree.with_items(node, items) if "item" in node else dict(node)


def with_own(document: Json, own: Mapping[str, list[Json]]) -> dict[str, Any]:
    """The form with own questions at its places. Raises PlaceGone for those it does not name."""
    places = {place.name: place for place in places_in(document)}
    gone = [name for name in own if name not in places]
    if gone:
        raise PlaceGone(gone)
    result = dict(document)
    for name, items in own.items():
        place = places[name]
        after = place.link_id
        for item in items:
            result = (
                tree.added(result, item, within=place.link_id)
                if place.is_group
                else tree.added(result, item, after=after)
            )
            after = str(item["linkId"])
    return result


def _said(item: Json, url: str) -> str:
    for extension in item.get("extension", ()):
        if extension.get("url") == url:
            return str(extension.get("valueString") or "")
    return ""
