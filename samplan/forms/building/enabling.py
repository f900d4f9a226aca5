"""Conditions put on items, joined and taken away again."""

from collections.abc import Iterator, Sequence
from typing import Any

from samplan.forms.building import tree
from samplan.forms.building.holding import EQUAL
from samplan.forms.building.texts import Json


class CannotBeJoined(ValueError):
    """Some conditions would all have to hold, and of others one: FHIR has one way for all."""


def with_asked(item: Json, asked: Sequence[Json]) -> dict[str, Any]:
    """The item with more conditions; those that it has already are not put twice.

    Of answers to one question one is enough, and of those that it is not to have none may be there.
    Raises CannotBeJoined where the item's other conditions hold together in another way.
    """
    before = list(item.get("enableWhen", ()))
    new = [dict(each) for each in asked if each not in before]
    if not new:
        return dict(item)
    behavior = _joined(item, before, new)
    joined = {"enableBehavior": behavior} if before or len(new) > 1 else {}
    return {**item, "enableWhen": [*before, *new], **joined}


def _joined(item: Json, before: Sequence[Json], new: Sequence[Json]) -> str:
    now = str(item.get("enableBehavior", "all"))
    together = [*before, *new]
    are_answers = all(each.get("operator") == EQUAL for each in together)
    if are_answers and len(before) < 2 and len({each.get("question") for each in together}) == 1:
        return "any"
    wanted = "any" if new[0].get("operator") == EQUAL else "all"
    if len(new) > 1 and wanted != now:
        raise CannotBeJoined
    return now


def without_condition(item: Json, place: int) -> dict[str, Any]:
    """The item without one of its conditions."""
    kept = [each for at, each in enumerate(item.get("enableWhen", ())) if at != place]
    return with_conditions(item, kept)


def with_conditions(item: Json, conditions: list[Any]) -> dict[str, Any]:
    """The item with these conditions and no others."""
    dropped = {"enableWhen"} if len(conditions) > 1 else {"enableWhen", "enableBehavior"}
    others = {key: value for key, value in item.items() if key not in dropped}
    return {**others, "enableWhen": conditions} if conditions else others


def with_behavior(item: Json, *, is_any: bool) -> dict[str, Any]:
    """The item shown where one of its conditions holds, or where all do."""
    others = {key: value for key, value in item.items() if key != "enableBehavior"}
    has_several = len(item.get("enableWhen", ())) > 1
    return {**others, "enableBehavior": "any" if is_any else "all"} if has_several else others


def dependents(document: Json, link_ids: set[str]) -> Iterator[Json]:
    """The items outside of these that are shown by the answers to them."""
    for placed in tree.walk(document):
        asks = {str(each.get("question")) for each in placed.item.get("enableWhen", ())}
        if placed.link_id not in link_ids and not asks.isdisjoint(link_ids):
            yield placed.item


def freed(document: Json, link_ids: set[str]) -> dict[str, Any]:
    """The form in which nothing is shown by the answers to these questions."""

    def change(item: Json) -> Json:
        asked = item.get("enableWhen", ())
        kept = [each for each in asked if each.get("question") not in link_ids]
        return with_conditions(item, kept) if len(kept) < len(asked) else item

    return tree.mapped(document, change)
