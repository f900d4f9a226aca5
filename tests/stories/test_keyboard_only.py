"""By keyboard alone: sign in, open the visit, answer, attach, send; the focus always shows."""

from tests.stories.answering import MATTERS, PRESSURE, WISH, a_picture
from tests.stories.conftest import Arrives
from tests.stories.keyboard import Keyboard
from tests.stories.town import MARIA, Town


def test_alma_answers_by_keyboard(town: Town, arrives: Arrives) -> None:
    # Given a visit, and Alma at the door with a keyboard
    town.sent()
    alma = arrives()
    alma.opens("/")
    keys = Keyboard(alma)

    # When she signs in, opens the visit and comes to its questions
    keys.enters("Välj en demoperson")
    keys.enters("Alma Ek")
    keys.enters("Allt om besöket")
    keys.goes_to("Hoppa till innehållet")
    alma.page.keyboard.press("Enter")
    keys.enters("Svara: Svara på frågor inför besöket")

    # And answers, with a file
    keys.writes("Vad vill du ta upp på besöket?", WISH)
    keys.writes("Vad är viktigt för dig just nu?", MATTERS)
    keys.enters("Nästa")
    keys.enters("Nästa")
    keys.marks("Kurator")
    keys.enters("Nästa")
    keys.marks("Ja")
    alma.reads("Det du har mätt")
    keys.writes("Blodtryck, övre värdet", PRESSURE)
    keys.chooses_file("Vill du skicka med filer?", a_picture())
    keys.enters("Lägg till filen")
    keys.enters("Nästa")

    # Then she sends it
    alma.reads(WISH, MATTERS, "Kurator", PRESSURE, "blodtryck.png")
    keys.enters("Skicka")
    alma.stands_at("Svaren är skickade")


def test_a_mistake_is_found_and_mended_by_keyboard(town: Town, arrives: Arrives) -> None:
    # Given Alma on the first page of questions
    visit = town.sent()
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{visit.pk}/fragor/")
    keys = Keyboard(alma)

    # When she goes on without what is needed
    keys.enters("Nästa")

    # Then the focus is on what is wrong, and leads to where it is mended
    assert alma.page.evaluate("document.activeElement.innerText").startswith("Det här behöver")
    keys.goes_to("Vad vill du ta upp på besöket?")
    alma.page.keyboard.press("Enter")
    alma.page.keyboard.type(WISH)
    keys.enters("Nästa")
    alma.reads("Steg 2 av 4")


def test_maria_reads_answers_by_keyboard(town: Town, arrives: Arrives) -> None:
    # Given a visit two days away
    town.sent()
    maria = arrives(MARIA)
    keys = Keyboard(maria)

    # Then Maria comes to it
    keys.enters("Patienter")
    keys.writes("Namn", "Alma")
    keys.enters("Sök")
    keys.enters("Alma Ek")
    keys.enters("Uppföljning")
    maria.reads("Inte besvarat än")
