"""A page names only pages and templates of its own app and of lower ones."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from samplan.config.routes import routes
from tests.architecture.sources import Source, may_know, ranks, sources

URL = re.compile(r"""\{%\s*url\s+["']([\w-]+):[\w-]+["']""")
TEMPLATE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([\w-]+)/""")
NAMED_URL = re.compile(r"^([a-z_]+):[a-z][a-z-]*$")


def test_pages_name_no_page_of_a_higher_app():
    assert upward_names([*sources(), *sources(".html")]) == []


@pytest.mark.parametrize(
    ("app", "place", "text"),
    [
        ("plans", "templates/plans/plan.html", '{% url "visits:visit" visit.pk %}'),
        ("cases", "templates/cases/case.html", "{% include 'visits/part/when.html' %}"),
        ("access", "views.py", 'redirect("visits:board")'),
        ("cases", "apps.py", 'NavEntry(url_name="plans-and:more", x="bookings:times")'),
    ],
)
def test_an_upward_name_is_seen(app: str, place: str, text: str):
    assert len(upward_names([Source(app, place, text)])) == 1


def test_names_lead_somewhere():
    assert lost_names([*sources(), *sources(".html")]) == []


def test_a_name_that_leads_nowhere_is_seen():
    page = Source("visits", "templates/visits/list.html", '{% url "visits:nowhere" %}')
    assert lost_names([page]) == ["samplan/visits/templates/visits/list.html: visits:nowhere"]


def upward_names(checked: Iterable[Source]) -> list[str]:
    """Names of pages and templates above the file that names them."""
    return [
        f"{source} names {other}"
        for source in checked
        for other in named_apps(source)
        if other in ranks() and not may_know(source.app, other)
    ]


def named_apps(source: Source) -> Iterator[str]:
    if source.place.endswith(".html"):
        yield from (app for pattern in (URL, TEMPLATE) for app in pattern.findall(source.text))
    else:
        yield from (name.split(":")[0] for name in named_urls(source))


def named_urls(source: Source) -> Iterator[str]:
    """Strings of the form "app:name" in code, where `app` is one of ours."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = NAMED_URL.match(node.value)
            if found and found[1] in ranks():
                yield node.value


def lost_names(checked: Iterable[Source]) -> list[str]:
    """Names of pages that no URLconf has."""
    known = {route.name for route in routes()}
    written = re.compile(r"""\{%\s*url\s+["']([\w:-]+)["']""")
    return [
        f"{source}: {name}"
        for source in checked
        for name in (
            written.findall(source.text) if source.place.endswith(".html") else named_urls(source)
        )
        if name not in known
    ]
