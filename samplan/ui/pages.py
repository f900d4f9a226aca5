"""The label of pages for everyone; those behind a login get theirs in `access.gates`."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponse])


def open_page(view: AnyView) -> AnyView:
    """A page for everyone: no patient data behind it."""
    view.gate = "open"  # type: ignore[attr-defined]  # a function carries its own label
    return view
