"""Finds addresses by their first words: of hundreds of patterns it tries those that can match.

Django tries them in their order, and nearly all begin with words of their own.
"""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import takewhile
from typing import Any, Final, TypeAlias

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Address: TypeAlias = URLPattern | URLResolver
Words: TypeAlias = tuple[str, ...]  # at most MOST; none of a pattern that begins with a value
MOST: Final = 2


class ByFirstWords(URLResolver):
    """Holds all addresses; gives each the resolver of those that can match its first words."""

    def __init__(self, addresses: list[Address]) -> None:
        super().__init__(RoutePattern(""), addresses)
        self._of_words = cache(self._resolver_of)

    def resolve(self, path: str) -> Any:
        """As Django's own. Raises Resolver404."""
        words = tuple(str(path).split("/", MOST)[:MOST])
        while words and words not in self._known:
            words = words[:-1]
        return self._of_words(words).resolve(path)

    @cached_property
    def _known(self) -> frozenset[Words]:
        return frozenset(_words_in(self.url_patterns))

    def _resolver_of(self, words: Words) -> URLResolver:
        return URLResolver(self.pattern, list(_beginning(self.url_patterns, words)))


def _words_in(addresses: Iterable[Address]) -> Iterator[Words]:
    for each in addresses:
        if _is_open(each):
            yield from _words_in(each.url_patterns)  # type: ignore[union-attr]  # a resolver
        else:
            certain = _certain_words(each)
            yield from (certain[:count] for count in range(1, len(certain) + 1))


def _beginning(addresses: Iterable[Address], words: Words) -> Iterator[Address]:
    """Those that can match an address of which these are all the words that any pattern begins
    with, in their order."""
    for each in addresses:
        if _is_open(each):
            within = list(_beginning(each.url_patterns, words))  # type: ignore[union-attr]
            if within:
                yield _with(each, within)
        elif (certain := _certain_words(each)) == words[: len(certain)]:
            yield each


def _is_open(each: Address) -> bool:
    """An app's addresses without a word before them."""
    return isinstance(each, URLResolver) and str(each.pattern) == ""


def _with(resolver: Any, addresses: list[Address]) -> URLResolver:
    return URLResolver(
        resolver.pattern,
        addresses,
        resolver.default_kwargs,
        resolver.app_name,
        resolver.namespace,
    )


def _certain_words(each: Address) -> Words:
    """What must stand before the first slashes, as far as it is certain words."""
    if not isinstance(each.pattern, RoutePattern):
        return ()
    words = str(each.pattern).split("/")[:-1][:MOST]
    return tuple(takewhile(lambda word: "<" not in word, words))
