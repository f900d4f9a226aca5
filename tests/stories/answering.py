"""The way through the questions before a visit, as most patients go it."""

from playwright.sync_api import FilePayload

from samplan.attachments.cleaning.tests.hostile import encoded, picture
from tests.stories.visitor import Visitor

WISH = "Jag vill fråga om träning och sömn."
MATTERS = "Att orka gå till brevlådan och tillbaka."
PRESSURE = "128"


def a_picture(name: str = "blodtryck.png") -> FilePayload:
    """A small picture, as from a phone."""
    return {"name": name, "mimeType": "image/png", "buffer": encoded(picture(), "PNG")}


def answers_every_page(someone: Visitor) -> None:
    """From the first page of questions to the review, with a wish, measures and a file."""
    comes_to_the_last_page(someone)
    measures_and_attaches(someone)
    someone.presses("Nästa")
    someone.stands_at("Titta igenom dina svar")


def comes_to_the_last_page(someone: Visitor) -> None:
    """From the first page of questions, with a wish."""
    someone.writes("Vad vill du ta upp på besöket?", WISH)
    someone.writes("Vad är viktigt för dig just nu?", MATTERS)
    someone.presses("Nästa")
    someone.writes("Vad hoppas du att vården kan hjälpa dig med?", "Att våga röra på mig.")
    someone.presses("Nästa")
    someone.ticks("Kurator")
    someone.presses("Nästa")


def measures_and_attaches(someone: Visitor) -> None:
    """The last page of questions: what one has measured, and a file."""
    someone.ticks("Ja")
    someone.writes("Blodtryck, övre värdet", PRESSURE)
    someone.attaches("Vill du skicka med filer?", a_picture())
    someone.presses("Lägg till filen")
    someone.reads("blodtryck.png")
