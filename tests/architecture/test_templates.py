"""Templates keep to what djlint knows of HTML (texts for pictures, no inline styles), and ask."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, ROOT, sources


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


def test_templates_ask_and_do_not_compare():
    """What is to be known is a flag by a name, given by the view or asked of the model. Whether
    there is more than one is asked of the number that is shown."""
    assert [
        f"{source}: {found}" for source in sources(".html") for found in compared_in(source.text)
    ] == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('{% if case.state == "open" %}', 1),
        ("{% elif day < today and x %}", 1),
        ("{% if not case.is_open %}{% if times > 1 %}a == b{% endif %}{% endif %}", 0),
    ],
)
def test_a_planted_comparison_is_seen(markup: str, found: int):
    assert len(compared_in(markup)) == found


def compared_in(text: str) -> list[str]:
    """The conditions that compare values."""
    conditions = re.findall(r"{% (?:el)?if ([^%]*) %}", text)
    return [each for each in conditions if re.search(r"[=!<>]=|<|>(?! 1$)", each)]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    words = ["-m", "djlint", "--quiet", "--lint", "--configuration", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [sys.executable, *words, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
