"""The patient's whole way, for stories about how one gets there: small screens, no script."""

from collections.abc import Callable

from tests.stories.answering import answers_every_page
from tests.stories.planning import WHEN
from tests.stories.visitor import Visitor

Answers = Callable[[Visitor], None]


def goes_the_whole_way(alma: Visitor, *, answers: Answers = answers_every_page) -> None:
    """Every page of a patient's, with the questions answered and sent on the way."""
    alma.opens("/")
    alma.reads("Två saker att göra")
    alma.opens("/inkorg/")
    alma.follows("Kallelse: Uppföljning")
    alma.follows("Gå till besöket")
    alma.reads(WHEN.capitalize())
    alma.opens("/plan/")
    alma.follows("Svara: Svara på frågor inför besöket")
    answers(alma)
    alma.presses("Skicka")
    alma.stands_at("Svaren är skickade")
    alma.follows("Till besöket")
    alma.follows("Tiden passar inte")
    alma.follows("Behåll tiden")
    for path in ("/tider/", "/tjanster/", "/installningar/", "/atkomst/", "/tillganglighet/"):
        alma.opens(path)
    alma.opens("/")
    alma.reads("Allt är klart")
