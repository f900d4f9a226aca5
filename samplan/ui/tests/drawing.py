"""Draws pieces of template, and reads what came out."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Template
from django.test import RequestFactory


def draw(source: str, **context: Any) -> str:
    context.setdefault("request", RequestFactory().get("/plan/"))
    return Template("{% load ui i18n %}" + source).render(Context(context))


class Elements(HTMLParser):
    """Every element of a piece of markup, as its name and attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("input", "link", "meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def named(self, *names: str) -> Iterator[dict[str, str]]:
        return (attrs for tag, attrs in self.found if tag in names)
