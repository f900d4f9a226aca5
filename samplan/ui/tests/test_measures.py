"""Measures grow with the text: pixels stand among the tokens alone, where each has a name."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "styles"


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_no_pixels_outside_the_tokens(sheet: Path) -> None:
    if sheet.name != "10-tokens.css":
        assert re.findall(r".*\dpx.*", sheet.read_text()) == []


def test_every_measure_that_is_used_has_its_token() -> None:
    sheets = {sheet.name: sheet.read_text() for sheet in STYLES.glob("*.css")}
    named = set(re.findall(r"(--[\w-]+):", "".join(sheets.values())))
    used = set(re.findall(r"var\((--(?!ds)[\w-]+)", "".join(sheets.values())))
    assert used - named == set()
