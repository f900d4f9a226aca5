"""Templates keep to what djlint knows of HTML: texts for pictures, no inline styles."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, ROOT


def test_templates_are_clean():
    done = lint(PRODUCT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("markup", "rule"),
    [('<img src="/x.png">', "H013"), ('<p style="color:red">x</p>', "H021"), ("<p></b>", "H025")],
)
def test_a_planted_fault_is_seen(tmp_path: Path, markup: str, rule: str):
    (tmp_path / "planted.html").write_text(markup + "\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert rule in done.stdout


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    words = ["-m", "djlint", "--quiet", "--lint", "--configuration", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [sys.executable, *words, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
