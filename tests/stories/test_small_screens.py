"""On a phone, on the smallest phone, and with text twice as large. Width is looked at on each
page that is met, here and in every other story."""

import pytest

from samplan.cases.tests.world import started_case
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import DESK, PHONE, SMALLEST
from tests.stories.walking import goes_the_whole_way

STAFF_PAGES = ["/vard/", "/vard/besok/?dag=2026-12-03", "/vard/patienter/", "/vard/papper/"]


@pytest.mark.parametrize("viewport", [PHONE, SMALLEST], ids=["360", "320"])
def test_alma_goes_the_whole_way_on_a_phone(
    town: Town, arrives: Arrives, viewport: dict[str, int]
) -> None:
    # Given a visit, and Alma with a phone
    town.sent()
    alma = arrives("Alma Ek", viewport=viewport, has_touch=True)

    # Then the menu is closed until she opens it
    plan = alma.page.get_by_role("link", name="Min plan")
    assert not plan.is_visible()
    alma.page.locator("summary", has_text="Meny").click()
    assert plan.is_visible()

    # And she gets the whole way
    goes_the_whole_way(alma)


def test_alma_reads_text_twice_as_large(town: Town, arrives: Arrives) -> None:
    # Given a visit, and Alma, whose browser shows text at 200 %
    town.sent()
    alma = arrives(viewport=DESK)
    sizes = {"standard": 32, "fixed": 26}
    alma.page.context.new_cdp_session(alma.page).send("Page.setFontSizes", {"fontSizes": sizes})
    alma.signs_in_as("Alma Ek")

    # Then text is that large, and she gets the whole way
    size = "getComputedStyle(document.documentElement).fontSize"
    assert alma.page.evaluate(size) == "32px"
    goes_the_whole_way(alma)


def test_marias_pages_on_the_smallest_phone(town: Town, arrives: Arrives) -> None:
    # Given a visit
    visit = town.sent()

    # Then Maria can look at it from anywhere
    maria = arrives(MARIA, viewport=SMALLEST)
    for path in [*STAFF_PAGES, f"/vard/besok/{visit.pk}/", f"/vard/besok/{visit.pk}/kallelse/"]:
        maria.opens(path)

        # And reads on each page which clinic she acts for
        place = maria.page.locator(".header-place")
        assert place.inner_text() == town.cast.heart.name


ROOM_ABOVE = """form => {
  const seen = [...form.children].find(each => each.checkVisibility() && !each.ariaHidden);
  return seen.getBoundingClientRect().top - form.getBoundingClientRect().top
    + parseFloat(getComputedStyle(seen).marginTop);
}"""


def test_the_card_one_writes_in_has_no_gap_on_top(town: Town, arrives: Arrives) -> None:
    # Given a conversation that Alma and Maria write in
    case = started_case(town.cast)
    for who, place in (("Alma Ek", "/inkorg/"), (MARIA, "/vard/arenden/")):
        writer = arrives(who, viewport=PHONE)
        writer.opens(f"{place}{case.pk}/")

        # Then what one sees first in the form has no room above it but the card's own
        assert writer.page.locator("#answers").evaluate(ROOM_ABOVE) == 0
