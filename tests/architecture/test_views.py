"""Views and templates begin at the acting: no bare managers, no way round by related rows."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.sources import Source, sources
from tests.architecture.test_layers import ours

# What a manager or queryset is asked; the names are only looked for after a related row's name.
ASKED = {"all", "filter", "exclude", "get", "first", "last", "count", "exists", "order_by"} | {
    *("create", "update", "delete", "values", "values_list", "select_related", "iterator"),
    *("latest", "earliest", "aggregate", "annotate", "prefetch_related", "in_bulk", "none"),
}


def test_views_begin_at_the_acting():
    assert breaches(source for source in sources() if source.is_view) == []


def test_templates_ask_no_related_rows():
    assert template_breaches(sources(".html")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Visit.objects.get(pk=1)",
        "rows = visit.wishes.order_by('id')",
        "found = get_object_or_404(case.messages, pk=1)",
        "for each in patient.visit_set.all(): pass",
        "Visit._default_manager.all()",
    ],
)
def test_a_planted_way_round_is_seen(line: str):
    assert len(breaches([Source("visits", "views/patient.py", line)])) == 1


@pytest.mark.parametrize("line", ["messages.success(request, '')", "Visit.within(a).get(pk=1)"])
def test_what_is_right_is_let_through(line: str):
    assert breaches([Source("visits", "views.py", line)]) == []


def test_a_planted_query_in_a_template_is_seen():
    page = Source("visits", "templates/x.html", "{% for wish in visit.wishes.all %}{% endfor %}")
    assert len(template_breaches([page])) == 1


@pytest.mark.parametrize(
    ("place", "is_view"),
    [("views.py", True), ("views/x.py", True), ("answering/pages.py", True), ("queries.py", False)],
)
def test_where_views_stand_is_known(place: str, is_view: bool):
    assert Source("forms", place, "").is_view is is_view


def breaches(checked: Iterable[Source]) -> list[str]:
    """Lines of views that reach rows without the acting."""
    return [f"{source}:{line} {what}" for source in checked for line, what in ways_round(source)]


def ways_round(source: Source) -> Iterator[tuple[int, str]]:
    related = related_names()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            if node.attr in {"objects", "_default_manager", "_base_manager"}:
                yield node.lineno, f".{node.attr}"
            elif node.attr in ASKED and is_related(node.value, related):
                yield node.lineno, f".{node.value.attr}.{node.attr}"
        elif isinstance(node, ast.Call):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from (
                (node.lineno, f".{value.attr} handed on")
                for value in given
                if is_related(value, related)
            )


def is_related(node: ast.expr, related: set[str]) -> bool:
    return isinstance(node, ast.Attribute) and (node.attr in related or node.attr.endswith("_set"))


def related_names() -> set[str]:
    """What our models call the rows that point at them."""
    return {
        relation.get_accessor_name()
        for model in ours()
        for relation in model._meta.related_objects
        if relation.multiple and not relation.hidden
    }


def template_breaches(checked: Iterable[Source]) -> list[str]:
    names = "|".join(sorted(related_names()))
    query = re.compile(rf"\.(?:\w+_set|{names})\.(?:all|count|first|last|exists)\b")
    return [f"{source}: {found}" for source in checked for found in query.findall(source.text)]
