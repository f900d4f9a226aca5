"""The addresses as they stand in the URLconf, with the gate and the methods of each."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

OURS: Final = "samplan."


@dataclass(frozen=True)
class Route:
    """One address. `gate` is open, patient or staff, `methods` what it takes; else empty.

    `roles` are those it is for; none where it is for all whom the gate lets through.
    """

    path: str
    name: str
    gate: str
    methods: tuple[str, ...]
    roles: tuple[str, ...]
    view: str
    parameters: tuple[str, ...]


def routes(patterns: Iterable[URLPattern | URLResolver] | None = None) -> list[Route]:
    """Every address, by path."""
    known = get_resolver().url_patterns if patterns is None else patterns
    return sorted(_routes(known, "/", ""), key=lambda route: route.path)


def _routes(
    patterns: Iterable[URLPattern | URLResolver], prefix: str, space: str
) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, path, inner)
        else:
            view: Callable[..., HttpResponse] = pattern.callback
            yield Route(
                path=path,
                name=f"{space}{pattern.name}" if pattern.name else "",
                gate=getattr(view, "gate", ""),
                methods=tuple(_held(view, "request_method_list") or ()),
                roles=tuple(sorted(_held(view, "roles") or ())),
                view=f"{view.__module__}.{view.__qualname__}",
                parameters=tuple(pattern.pattern.converters),
            )


def _held(view: Callable[..., Any], name: str) -> Any:
    """What the outermost decorator with a variable of that name holds in it; else None.

    `require_http_methods` keeps its methods so, and our gates their roles.
    """
    for layer in _layers(view):
        held = inspect.getclosurevars(layer).nonlocals
        if name in held:
            return held[name]
    return None


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    layer: Callable[..., Any] | None = view
    while layer is not None:
        if inspect.isfunction(layer):
            yield layer
        layer = getattr(layer, "__wrapped__", None)
