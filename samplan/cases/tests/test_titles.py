"""What a conversation is called: whole where it is the page's heading, shorter in lists."""

import re

import pytest

from samplan.cases.tests.world import DIZZY, started_case
from tests.cast import Cast, browser_of

BEGIN = f"{DIZZY} Det började i förrgår kl. 8 och gick inte över på hela dagen."
REST = "Sedan dess har jag legat ner mest hela dagarna" + " och vilat" * 9
HELLO = "Hej! Jag var hos er kl. 9 i måndags " + "och vilade sedan " * 12


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
    assert found
    return found[1].strip()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (DIZZY, DIZZY),
        (f"{BEGIN} {REST}", BEGIN),
        (HELLO, f"{HELLO[:200].rsplit(' ', 1)[0]} …"),
        ("yr " * 80, "yr " * 66 + "…"),
    ],
)
def test_the_heading_is_whole_and_the_lists_are_short(cast: Cast, words: str, title: str) -> None:
    case = started_case(cast, words=words)
    alma, maria = (browser_of(cast.acting(who)) for who in (cast.alma, cast.maria))
    for client, place in ((alma, "/inkorg/"), (maria, "/vard/arenden/")):
        assert heading(client.get(f"{place}{case.pk}/").content.decode()) == title
        listed = client.get(place).content.decode()
        assert f"{case.short_title}</a>" in listed
        assert title not in listed
    assert len(case.short_title) <= 62
