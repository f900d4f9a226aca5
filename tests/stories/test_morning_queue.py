"""A receiver distributes a morning's queue by keyboard alone."""

from datetime import timedelta

from playwright.sync_api import expect

from samplan.cases.models import Case
from samplan.cases.tests.world import make_offering, started_case
from samplan.organisations.models import Role
from tests.cast import AT, make_patient, make_staff, relate
from tests.stories.conftest import Arrives
from tests.stories.town import Town

FRIDAY = AT - timedelta(days=3)
WORDS = ("Yr på morgonen.", "Svullna ben.", "Kan jag flyga?", "Slut på tabletter.")


def test_a_receiver_shares_out_the_queue_without_a_mouse(town: Town, arrives: Arrives) -> None:
    cast = town.cast
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    offering = make_offering(cast)
    for number, words in enumerate(WORDS):
        patient = make_patient("Ida", f"Ek{number}", cast.alma.born_on + timedelta(days=number))
        relate(patient, cast.heart)
        started_case(cast, patient, offering=offering, words=words, at=FRIDAY)

    # Given the queue, with all of Friday's cases to be answered tomorrow
    receiver = arrives("Rebecka Lind, Sekreterare")
    receiver.opens("/vard/arenden/?visa=ofordelade")
    page = receiver.page
    expect(page.get_by_role("row")).to_have_count(len(WORDS) + 1)

    # When she ticks the first two, and gives them to Maria
    for key in ("j", "x", "j", "x", "f"):
        page.keyboard.press(key)
    expect(page.locator("#give-to")).to_be_focused()
    page.keyboard.press("ArrowDown")
    for _each in range(5):
        if "Maria" in page.locator("#give-to option:checked").inner_text():
            break
        page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    receiver.meets()
    receiver.reads("2 ärenden till Maria Nyström.")

    # And takes the third herself
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("t")
    receiver.meets()
    receiver.reads("1 ärende till Rebecka Lind.")

    # And opens the last one
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    receiver.meets()
    receiver.stands_at(WORDS[3])

    # Then each has theirs, and nothing is left that nobody looks at but the one that is open
    handled = Case.objects.order_by("id").values_list("handler__given_name", flat=True)
    assert list(handled) == ["Maria", "Maria", "Rebecka", None]
    assert rebecka.staff.given_name == "Rebecka"
