"""The bench can be loaded and run, and no page of it asks more than six statements."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_STATEMENTS = 6
LEAST_PAGES = 20
SENDS = "all sent"  # closes activities, tells the clinic and logs it: more than a page
ROW = re.compile(r"(?P<name>\S.*?) +(?P<statements>\d+) +[\d.]+ +\d+%")


def test_every_page_of_the_bench_answers_rightly_within_six_statements() -> None:
    words = [sys.executable, "-m", "bench", "--size", "xs", "--rounds", "1", "--repeat", "3"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: S603 - our own program
    assert ran.returncode == 0, ran.stderr
    rows = [ROW.fullmatch(line) for line in ran.stdout.splitlines()]
    found = {row["name"]: int(row["statements"]) for row in rows if row}
    assert len(found) >= LEAST_PAGES
    pages = {name: number for name, number in found.items() if not name.endswith(SENDS)}
    assert {name for name, number in pages.items() if number > MOST_STATEMENTS} == set()
