"""A form as its items apart: how a draft is kept, and what one change of it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from samplan.forms.building.texts import Json

FORM: Final = ""  # the name of the form itself among its items

Items = Mapping[str, Json]  # by linkId; `item` of each lists the linkIds of what stands in it


@dataclass(frozen=True)
class Change:
    """Items that are not the same before and after; None where there is none of that name."""

    before: Mapping[str, Json | None]
    after: Mapping[str, Json | None]

    def __bool__(self) -> bool:
        """Anything is changed."""
        return bool(self.after)


def taken_apart(node: Json, name: str = FORM) -> dict[str, Json]:
    """The form, or the item of that name, and all that stands in it. A linkId stands once."""
    apart: dict[str, Json] = {}
    left = [(name, node)]
    while left:
        name, node = left.pop()
        if name in apart:
            raise ValueError(name)
        inner = [(str(each["linkId"]), each) for each in node.get("item", ())]
        apart[name] = {**node, "item": [key for key, _item in inner]} if "item" in node else node
        left += inner
    return apart


def put_together(items: Items, name: str = FORM) -> dict[str, Any]:
    """The form, or the item of that name, with all that stands in it."""
    content = dict(items[name])
    if "item" in content:
        content["item"] = [
            put_together(items, each) if "item" in items[each] else items[each]
            for each in content["item"]
        ]
    return content


def change_between(before: Items, after: Items) -> Change:
    """What has become of the items."""
    names = [
        name for name in {**before, **after} if not _is_same(before.get(name), after.get(name))
    ]
    return Change(
        {name: before.get(name) for name in names}, {name: after.get(name) for name in names}
    )


def _is_same(one: object, other: object) -> bool:
    """As JSON: to Python, True is 1 and 1 is 1.0."""
    return one is other or (one == other and _as_text(one) == _as_text(other))


def _as_text(content: object) -> str:
    return json.dumps(content, sort_keys=True)
