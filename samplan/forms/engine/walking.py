"""From the parts of a FHIR resource to the parts in them.

As the library does it, but in time that grows as what is found: its own goes by the square.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from fhirpathpy.engine.nodes import FP_Quantity, ResourceNode
from fhirpathpy.models import models

R4: Mapping[str, Mapping[str, Any]] = cast("Any", models["r4"])
_ELSEWHERE, _TYPES, _CHOICES = (
    R4[part] for part in ("pathsDefinedElsewhere", "path2Type", "choiceTypePaths")
)
_EXTENSION = "Extension"
_Node: Callable[..., Any] = ResourceNode  # the library carries no types


class Part(dict[str, Any]):
    """An object of a resource. The library tells in its errors what it was given; this does not."""

    def __repr__(self) -> str:
        return "{...}"

    __str__ = __repr__


def node(data: object, path: str | None = None) -> Any:
    """The data with where it stands, which says its type."""
    return data if isinstance(data, ResourceNode) else _Node(data, path)


def member(given: Any, name: str) -> Iterator[Any]:
    """What a part has under a name; of the types that it may have, the one that it has."""
    holder = node(given)
    path = f"{holder.path or '_'}.{name}"
    data, path = holder.data, _ELSEWHERE.get(path, path)
    found: tuple[object, ...] = ()
    if isinstance(data, FP_Quantity):
        found = (data.value,)
    elif isinstance(data, Mapping):
        kind = next((each for each in _CHOICES.get(path, ()) if f"{name}{each}" in data), "")
        found = (data.get(f"{name}{kind}"), data.get(f"_{name}{kind}"))
        path = _EXTENSION if name == "extension" else f"{path}{kind}"
    elif name == "length":
        found = (len(data),)
    for each in found:
        yield from _nodes(each, _TYPES.get(path, path))


def children(given: Any, *, with_hidden: bool) -> Iterator[Any]:
    """Everything that a part holds; `with_hidden` also what extends plain values."""
    holder = node(given)
    if not isinstance(holder.data, Mapping):
        return
    for name, value in holder.data.items():
        if name.startswith("_") and not with_hidden:
            continue
        path = _EXTENSION if name == "extension" else f"{holder.path}.{name}"
        path = _ELSEWHERE.get(path, path)
        yield from _nodes(value, _TYPES.get(path, path))


def _nodes(value: object, path: str) -> Iterator[Any]:
    if isinstance(value, list):
        for each in value:
            yield node(each, path)
    elif value is not None:
        yield node(value, path)


def resources(given: list[Any], name: str) -> list[Any]:
    """Those of the parts that are resources of the name."""
    parts = map(node, given)
    return [
        part
        for part in parts
        if isinstance(part.data, Mapping) and part.data.get("resourceType") == name
    ]
