"""From the nurse who plans a visit to the patient who sees that the answers were read."""

from tests.stories.answering import MATTERS, WISH, answers_every_page
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town


def test_alma_answers_before_a_visit(town: Town, arrives: Arrives) -> None:
    # Given a visit that Maria has sent
    visit = town.sent()
    alma = arrives("Alma Ek")
    alma.stands_at("Hej Alma")
    alma.follows("Läs: Läs kallelsen")
    alma.opens("/")
    alma.follows("Svara: Svara på frågor inför besöket")
    answers_every_page(alma)
    alma.presses("Skicka")
    alma.stands_at("Svaren är skickade")
    maria = arrives(MARIA)
