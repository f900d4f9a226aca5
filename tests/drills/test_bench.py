"""The bench can be loaded and run: every answer is right, and no page asks more than six
statements. What it says of speed is for people to read, and is not held here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_STATEMENTS = 6
SENDS = "all sent"  # answers sent: the visit, the case and the plan follow, in as many as it takes
MOST_TO_SEND = 20


@pytest.fixture(scope="module")
def said() -> str:
    """What a short run of the smallest bench prints."""
    words = [sys.executable, "-m", "bench", "--size", "xs", "--rounds", "1", "--repeat", "3"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: S603 - our own program
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_page_of_the_bench_answers_rightly_within_six_statements(said: str):
    found = {
        line[:40].strip(): int(line[40:52])
        for line in said.partition("page  ")[2].partition("\n\n")[0].splitlines()[1:]
    }
    assert len(found) >= 30
    most = {name: MOST_TO_SEND if SENDS in name else MOST_STATEMENTS for name in found}
    assert {name: number for name, number in found.items() if number > most[name]} == {}
    assert {"builder, 150 on a page", "500 by 10: page posted"} <= found.keys()


def test_it_says_what_forms_cost_on_one_core(said: str):
    assert re.search(r"read and checked: [\d,]+ a minute", said)
    assert len(re.findall(r"^ +(20|150|500)( +[\d.]+ ms){5}$", said, re.MULTILINE)) == 3
    assert "costs" in said.splitlines()[-1]
