"""The bench can be loaded and run, and no page of it asks more than six statements."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_STATEMENTS = 6


def test_every_page_of_the_bench_answers_rightly_within_six_statements() -> None:
    words = [sys.executable, "-m", "bench", "--size", "xs", "--rounds", "1", "--repeat", "3"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: S603 - our own program
    assert ran.returncode == 0, ran.stderr
    table = ran.stdout.partition("page  ")[2].splitlines()[1:]
    found = {line[:26].strip(): int(line[26:38]) for line in table}
    assert len(found) >= 7
    assert {name for name, number in found.items() if number > MOST_STATEMENTS} == set()
