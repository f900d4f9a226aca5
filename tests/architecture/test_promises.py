"""What other apps may use says what it promises; what is logged has words."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from samplan.audit import kinds
from tests.architecture.sources import Source, sources

USED_FROM_OUTSIDE = ("actions", "policies", "queries")


def test_what_others_use_has_its_promise():
    assert unpromised(sources()) == []


@pytest.mark.parametrize(
    ("place", "text", "count"),
    [
        ("actions/sending.py", "def send_visit(): ...", 1),
        ("policies.py", "class Refused(Exception): ...", 1),
        ("queries.py", "def _inside(): ...", 0),
        ("views.py", "def visit(): ...", 0),
    ],
)
def test_a_missing_promise_is_seen(place: str, text: str, count: int):
    assert len(unpromised([Source("visits", place, text)])) == count


def test_every_kind_of_event_has_words():
    assert wordless(sources()) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("trail.read('nobody.registered', acting=a, patient_id=b)", 1),
        ("record('nobody.registered', acting=a, patient_id=b)", 1),
        ("trail.record(f'nobody.{kind}', acting=a, patient_id=b)", 1),
        ("trail.record(f'message.{kind}', acting=a, patient_id=b)", 0),
        ("trail.read('visit.read', acting=a, patient_id=b)", 0),
        ("file.read('utf-8')", 0),
    ],
)
def test_a_kind_without_words_is_seen(line: str, count: int):
    assert len(wordless([Source("visits", "views.py", line)])) == count


def unpromised(checked: Iterable[Source]) -> list[str]:
    """Public functions and classes of actions, policies and queries without a docstring."""
    return [
        f"{source}:{node.lineno} {node.name}"
        for source in checked
        if source.place.split("/")[0].removesuffix(".py") in USED_FROM_OUTSIDE
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def wordless(checked: Iterable[Source]) -> list[str]:
    """Kinds of events in the code that nobody has registered words for."""
    return [
        f"{source}:{line} {kind}"
        for source in checked
        for line, kind in logged(source.tree)
        if not any(
            known.startswith(kind) if kind.endswith(".") else known == kind
            for known in kinds.known()
        )
    ]


def logged(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and kind of each event; of a kind that is put together, its beginning."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or not names_acting(node):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in {"read", "record"} and (kind := beginning(node.args[0])):
            yield node.lineno, kind


def names_acting(node: ast.Call) -> bool:
    return {"acting", "patient_id"} <= {keyword.arg for keyword in node.keywords}


def beginning(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
