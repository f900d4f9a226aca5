"""Who leaves a page in the middle of a sentence finds it again, or is asked first."""

from playwright.sync_api import Dialog, expect

from samplan.cases.tests.world import started_case
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town

WORDS = "Jag blev yr igen i morse, när jag gick upp."


def test_what_was_written_just_before_leaving_is_kept(town: Town, arrives: Arrives) -> None:
    # Given Alma in a conversation, who has just written and not waited for it to be saved
    path = f"/inkorg/{started_case(town.cast).pk}/"
    alma = arrives("Alma Ek")
    alma.opens(path)
    alma.page.get_by_label("Ditt meddelande").press_sequentially(WORDS)

    # When she goes to her inbox
    alma.follows("Inkorg")

    # Then her words stand there when she comes back
    alma.opens(path)
    expect(alma.page.get_by_label("Ditt meddelande")).to_have_value(WORDS)


def test_a_note_that_is_not_saved_is_not_left_behind(town: Town, arrives: Arrives) -> None:
    # Given Maria with half a note among staff
    path = f"/vard/arenden/{started_case(town.cast).pk}/"
    maria = arrives(MARIA)
    maria.opens(path)
    note = maria.page.get_by_label("Intern anteckning")
    note.press_sequentially("Ringde dottern")

    # When she is about to leave, the browser asks, and she stays
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    maria.page.on("dialog", stay)
    maria.page.get_by_role("link", name="Utskick").click()
    maria.page.wait_for_timeout(300)

    # Then her note stands there, and is saved without being asked about
    assert asked == ["beforeunload"]
    expect(note).to_have_value("Ringde dottern")
    maria.presses("Spara anteckningen")
    maria.reads("Ringde dottern")
    assert asked == ["beforeunload"]
