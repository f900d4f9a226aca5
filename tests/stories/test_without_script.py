"""With scripting off everything works, page by page."""

from tests.stories.answering import MATTERS, PRESSURE, WISH, a_picture
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import Visitor
from tests.stories.walking import goes_the_whole_way


def test_alma_goes_the_whole_way_without_script(town: Town, arrives: Arrives) -> None:
    # Given a visit, and Alma with scripting off
    town.sent()
    alma = arrives("Alma Ek", java_script_enabled=False)

    # Then she gets the whole way, file and all
    goes_the_whole_way(alma, answers=answers_page_by_page)


def answers_page_by_page(alma: Visitor) -> None:
    alma.reads("Sparas när du går vidare")
    alma.writes("Vad är viktigt för dig just nu?", MATTERS)
    alma.presses("Nästa")
    alma.reads("Det här behöver du rätta till")
    alma.writes("Vad vill du ta upp på besöket?", WISH)
    alma.presses("Nästa")
    alma.presses("Nästa")
    alma.ticks("Någon annan")
    alma.presses("Nästa")
    alma.reads("Det här behöver du rätta till")
    alma.writes("Vem?", "Syster Lo")
    alma.presses("Nästa")
    alma.ticks("Ja")
    alma.presses("Nästa")
    alma.reads("Efter dina svar finns det mer att fylla i på den här sidan")
    alma.writes("Blodtryck, övre värdet", PRESSURE)
    alma.attaches("Vill du skicka med filer?", a_picture(), a_picture("vikt.png"))
    alma.presses("Lägg till filen")
    alma.presses("Ta bort: vikt.png")
    alma.presses("Nästa")
    alma.reads(WISH, MATTERS, "Syster Lo", PRESSURE, "blodtryck.png")
    alma.does_not_read("vikt.png")
