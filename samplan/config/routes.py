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
    """One address. `gate` is open, patient or staff, and `methods` what it takes; else empty."""

    path: str
    name: str
    gate: str
    methods: tuple[str, ...]
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
                methods=methods_of(view),
                view=f"{view.__module__}.{view.__qualname__}",
                parameters=tuple(pattern.pattern.converters),
            )


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """What the view's outermost `require_http_methods` lets through; empty where there is none."""
    for layer in _layers(view):
        held = inspect.getclosurevars(layer).nonlocals
        if "request_method_list" in held:
            return tuple(held["request_method_list"])
    return ()


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    layer: Callable[..., Any] | None = view
    while layer is not None:
        if inspect.isfunction(layer):
            yield layer
        layer = getattr(layer, "__wrapped__", None)
