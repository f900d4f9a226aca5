"""Alma answers the same page in two windows: nothing is lost, and nothing is chosen for her."""

from playwright.sync_api import expect

from samplan.cases.tests.world import started_case
from tests.stories.conftest import Arrives
from tests.stories.town import Town

QUESTION = "Vad vill du ta upp på besöket?"
FIRST, SECOND = "Jag sover dåligt.", "Jag får ont i bröstet när jag går."


def test_different_answers_in_two_windows(town: Town, arrives: Arrives) -> None:
    # Given the same page of questions in two windows
    path = f"/tider/{town.sent().pk}/fragor/"
    one = arrives("Alma Ek")
    one.opens(path)
    other = one.opens_a_tab()
    other.opens(path)

    # When Alma answers in one and then otherwise in the other
    one.writes(QUESTION, FIRST)
    one.presses("Nästa")
    other.watch.forgive("Response Status Error Code")
    other.writes(QUESTION, SECOND)
    other.presses("Nästa", status=409)

    # Then both answers stand before her, and hers to keep is the one she goes on with
    other.reads("Sidan har andra svar från ett annat fönster", FIRST)
    assert other.page.get_by_label(QUESTION).input_value() == SECOND
    other.presses("Nästa")
    other.reads("Steg 2 av 4")
    one.opens(path.replace("fragor/", "fragor/granska/"))
    one.reads(SECOND)
    one.does_not_read(FIRST)


def test_different_messages_in_two_windows(town: Town, arrives: Arrives) -> None:
    # Given the same conversation in two windows
    path = f"/inkorg/{started_case(town.cast).pk}/"
    one = arrives("Alma Ek")
    one.opens(path)
    other = one.opens_a_tab()
    other.opens(path)

    # When what Alma writes in one is saved, it is said in the other that hers there is not
    one.writes("Ditt meddelande", FIRST)
    expect(one.page.locator("#saved")).to_contain_text("Sparat")
    other.writes("Ditt meddelande", SECOND)
    expect(other.page.locator("#saved")).to_contain_text("Inte sparat")

    # Then both stand before her, and she takes both
    other.watch.forgive("Response Status Error Code")
    other.presses("Fortsätt senare", status=409)
    other.reads("Du har skrivit i två fönster", SECOND)
    field = other.page.get_by_label("Ditt meddelande")
    expect(field).to_have_value(FIRST)
    other.presses("Lägg till det i fältet")
    expect(field).to_have_value(f"{FIRST}\n\n{SECOND}")
