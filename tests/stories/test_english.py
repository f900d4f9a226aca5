"""In English, and back: a page speaks one language at a time."""

import re

from tests.stories.conftest import Arrives
from tests.stories.town import DIRECTIONS, TEXTS, Town
from tests.stories.visitor import Visitor

SWEDISH = re.compile(
    r"\b(och|inte|för|till|på|inför|besöket|Inkorg|Besök|Svara|Läs|Nästa|Skicka|Visa|Hej)\b"
)
# What the clinic has written stays as it is, and so does the way back to Swedish.
OWN_WORDS = (
    *TEXTS.values(),
    DIRECTIONS,
    "Hjärtmottagningen, Norrby sjukhus",
    "Maria Nyström, hjärtsjuksköterska",
    "hur du mår efter infarkten",
    "måndag–fredag 8–11",
    "Uppföljning",
    "Svenska",
)


def test_alma_reads_in_english_and_back(town: Town, arrives: Arrives) -> None:
    # Given a visit, with the clinic's own words in Swedish
    visit = town.sent()

    # When Alma chooses English
    alma = arrives("Alma Ek")
    alma.stands_at("Hej Alma")
    alma.presses("English")

    # Then her pages are in English, all of them
    alma.stands_at("Hello Alma")
    alma.reads("Two things to do before your visit on Thursday 3 December")
    pages = ["/", "/plan/", "/tider/", "/tjanster/", "/installningar/", "/tillganglighet/"]
    for path in [*pages, f"/tider/{visit.pk}/", f"/tider/{visit.pk}/andra/"]:
        alma.opens(path)
        assert swedish_on(alma) == [], path
    assert_the_form_is_english(alma, f"/tider/{visit.pk}/fragor/")

    # And back
    alma.opens("/")
    alma.presses("Svenska")
    alma.stands_at("Hej Alma")


def assert_the_form_is_english(alma: Visitor, path: str) -> None:
    alma.opens(path)
    alma.reads("What do you want to talk about at the visit?")
    assert swedish_on(alma) == []
    alma.presses("Next")
    alma.reads("You need to answer this.")


def swedish_on(visitor: Visitor) -> list[str]:
    """The lines of the page that say something in Swedish beyond what the clinic wrote."""
    text = visitor.page.locator("body").inner_text()
    for words in OWN_WORDS:
        text = text.replace(words, "")
    return [line for line in text.splitlines() if SWEDISH.search(line)]
