"""Nothing grows out of sight: above its limit a part is warned about, above twice that it fails.

pytest lists the warnings at its end.
"""

import ast
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from tests.architecture.sources import ROOT, Source, sources

FUNCTION, VIEW, CLASS, FILE, TEST_FILE, TEMPLATE, POSITIONAL = 30, 20, 100, 250, 400, 90, 5
GATES = {"patient_page", "staff_page", "open_page"}


@dataclass(frozen=True)
class Part:
    """Something with a size and the limit that holds for it."""

    name: str
    size: int
    limit: int

    def __str__(self) -> str:
        return f"{self.name}: {self.size}, and {self.limit} is enough"


def test_nothing_is_twice_too_large():
    measured = [part for source in everything() for part in parts(source)]
    for part in above(measured, times=1):
        warnings.warn(str(part), stacklevel=1)
    assert [str(part) for part in above(measured, times=2)] == []


def test_knotted_functions_are_warned_about():
    for line in knotted():
        warnings.warn(line, stacklevel=1)


LONG_FUNCTION = "def long():\n" + "    pass\n" * 60
LONG_VIEW = "@staff_page('GET')\ndef long(request):\n" + "    pass\n" * 40
LONG_CLASS = "class Long:\n" + "    x = 1\n" * 200
MANY = "def many(a, b, c, d, e, f, g, h, i, j, k): pass"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("rows.py", LONG_FUNCTION),
        ("views.py", LONG_VIEW),
        ("models.py", LONG_CLASS),
        ("queries.py", MANY),
        ("models.py", "x = 1\n" * 501),
        ("tests/test_x.py", "x = 1\n" * 801),
        ("templates/x.html", "<p>\n" * 181),
        ("styles/x.css", "\n" * 501),
    ],
)
def test_a_planted_giant_fails(place: str, text: str):
    assert len(above(parts(Source("visits", place, text)), times=2)) == 1
    assert above(parts(Source("visits", place, text[: len(text) // 3])), times=2) == []


def everything() -> Iterator[Source]:
    for suffix in (".py", ".html", ".css", ".js"):
        yield from sources(suffix, with_tests=True)


def above(measured: Iterable[Part], *, times: int) -> list[Part]:
    """The parts that are larger than so many times their limit."""
    return [part for part in measured if part.size > part.limit * times]


def parts(source: Source) -> Iterator[Part]:
    """The file and, outside tests, its functions and classes."""
    limit = TEMPLATE if source.place.endswith(".html") else TEST_FILE if source.is_test else FILE
    yield Part(str(source), source.text.count("\n"), limit)
    if not source.place.endswith(".py") or source.is_test:
        return
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.ClassDef):
            yield Part(named(source, node), length(node), CLASS)
        elif isinstance(node, ast.FunctionDef):
            yield Part(named(source, node), length(node), VIEW if is_gated(node) else FUNCTION)
            count = len([each for each in node.args.args if each.arg not in {"self", "cls"}])
            yield Part(f"{named(source, node)} takes by place", count, POSITIONAL)


def parsed(source: Source) -> ast.Module:
    """The tree; of a file cut off in the middle, nothing."""
    try:
        return source.tree
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def named(source: Source, node: ast.FunctionDef | ast.ClassDef) -> str:
    return f"{source}:{node.lineno} {node.name}"


def length(node: ast.FunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_gated(node: ast.FunctionDef) -> bool:
    names = (each.func if isinstance(each, ast.Call) else each for each in node.decorator_list)
    return any(isinstance(name, ast.Name) and name.id in GATES for name in names)


def knotted() -> list[str]:
    """Functions whose complexity is above 6; ruff fails them above 12."""
    words = ["-m", "ruff", "check", "--select", "C901", "--output-format", "concise", "--quiet"]
    done = subprocess.run(
        [sys.executable, *words, "--config", "lint.mccabe.max-complexity=6", "samplan"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if "C901" in line]
