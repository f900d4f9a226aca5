"""Each address leads where Django itself would lead, though most patterns are never tried."""

import uuid

import pytest
from django.urls import Resolver404, URLResolver, path, resolve
from django.urls.resolvers import RoutePattern

from samplan.config import urls
from samplan.config.quick_urls import ByFirstWords

KEY = uuid.UUID(int=7)


def examples(addresses, before=""):
    """An address for each pattern."""
    for each in addresses:
        if isinstance(each, URLResolver):
            yield from examples(each.url_patterns, before + str(each.pattern))
        else:
            yield filled(before + str(each.pattern))


def filled(route):
    words = []
    for word in route.split("/"):
        begin, mark, rest = word.partition("<")
        kind = rest.partition(":")[0]
        value = {"uuid": str(KEY), "int": "7"}.get(kind, "ord")
        words.append(f"{begin}{value}{rest.partition('>')[2]}" if mark else word)
    return "/".join(words)


def told(found):
    return found.func, found.args, found.kwargs, found.view_name, found.app_names, found.namespaces


def test_each_leads_where_django_leads():
    plain = URLResolver(RoutePattern(""), urls.addresses)
    known = list(examples(urls.addresses))
    assert len(known) > 150
    for each in known:
        assert told(resolve(f"/{each}")) == told(plain.resolve(each)), each


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "x",
        "inkorg",
        "inkorg/x",
        "vard/inte/",
        "vard/arenden/x/y/",
        "vard/arenden",
        "%/",
        "inkorgen/",
    ],
)
def test_odd_addresses_end_as_with_django(wrong):
    plain = URLResolver(RoutePattern(""), urls.addresses)
    assert end_of(resolve, f"/{wrong}") == end_of(plain.resolve, wrong)


def end_of(find, address):
    """What is found there; None where nothing is."""
    try:
        return told(find(address))
    except Resolver404:
        return None


def test_an_address_that_begins_with_a_value_comes_in_its_turn():
    first, second, third = (path(route, str, name=route) for route in ("a/b/", "<slug:x>/", "a/"))
    quick = ByFirstWords([first, second, third])
    assert quick.resolve("a/b/").url_name == "a/b/"
    assert quick.resolve("a/").url_name == "<slug:x>/"
    assert quick.resolve("c/").url_name == "<slug:x>/"
