"""The picture in the README: a patient's start page with something done and something left."""

import os
from pathlib import Path

from tests.stories.conftest import ROOT, Arrives
from tests.stories.town import Town

PICTURE = ROOT / "docs" / "pictures" / "start.png"
LARGEST = 150_000
WIDTH = 1180


def test_alma_stands_in_the_readme(town: Town, arrives: Arrives, tmp_path: Path) -> None:
    # Given Alma, who has read her summons, has questions left, and one more visit
    visit = town.sent()
    town.sent_by_petra()
    alma = arrives("Alma Ek", viewport={"width": WIDTH, "height": 780})
    alma.opens(f"/tider/{visit.pk}/")

    # When she is on her start page
    alma.opens("/")
    alma.reads(
        "En sak att göra", "Kallelsen är läst", "Svara på frågor inför besöket", "Längre fram"
    )

    # Then it is worth a picture, which is drawn anew only when asked for
    is_wanted = "SAMPLAN_PICTURES" in os.environ
    drawn = PICTURE if is_wanted else tmp_path / "start.png"
    alma.page.screenshot(path=drawn, animations="disabled")
    assert 10_000 < drawn.stat().st_size < LARGEST
    assert PICTURE.stat().st_size < LARGEST
    assert str(PICTURE.relative_to(ROOT)) in (ROOT / "README.md").read_text()
