"""The engine stays free of the web framework, of storage and of the clock."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Pure libraries: formulas, bounded patterns, texts with marks.
ALLOWED = {"fhirpathpy", "markdown_it", "nh3", "re2", "antlr4"}
ENGINE = Path(__file__).parents[1] / "engine"
DOES_IO = {
    "io",
    "os",
    "pathlib",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "urllib.request",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""


@pytest.mark.parametrize("path", sorted(ENGINE.glob("*.py")), ids=lambda path: path.name)
def test_only_the_standard_library_and_pure_ones_are_imported(path: Path) -> None:
    for name in imported(path):
        is_own = name.startswith("samplan.forms.engine")
        assert is_own or name.partition(".")[0] in sys.stdlib_module_names | ALLOWED
        assert name not in DOES_IO


@pytest.mark.parametrize("path", sorted(ENGINE.glob("*.py")), ids=lambda path: path.name)
def test_neither_the_clock_nor_a_file_is_asked(path: Path) -> None:
    calls = [
        node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    ]
    names = {
        call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls
    }
    assert not names & {"now", "utcnow", "today", "open", "print"}
