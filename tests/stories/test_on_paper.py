"""Carl cannot be reached digitally: his summons goes by post, his answers come by phone."""

from tests.stories.answering import WISH, answers_every_page
from tests.stories.conftest import Arrives
from tests.stories.planning import plans_a_visit
from tests.stories.town import MARIA, Town
from tests.stories.visitor import Visitor


def test_a_summons_on_paper_and_answers_by_phone(town: Town, arrives: Arrives) -> None:
    # Given Carl, who has not agreed to digital contact
    maria = arrives(MARIA)
    maria.follows("Patienter")
    maria.writes("Hela personnumret", town.cast.carl.identity_number or "")
    maria.presses("Sök upp")
    maria.reads("Inget samtycke", "Får papper: har inte sagt ja till digital kontakt")

    # When Maria plans a visit, then she is told at once that it goes on paper
    plans_a_visit(maria, "Uppföljning")
    maria.reads("På papper", "Patienten har inte sagt ja till digital kontakt")
    maria.presses("Skicka")

    # And it stands among what is to be posted, with summons and questions to print
    posts_the_letter(maria)

    # When Carl rings and answers, then Maria enters it, marked as such
    enters_the_answers(maria)


def posts_the_letter(maria: Visitor) -> None:
    maria.follows("Att posta")
    maria.reads("Carl Sten", "Uppföljning")
    maria.follows("Skriv ut: Uppföljning")
    maria.reads("Hjärtmottagningen, Norrby sjukhus", "Torsdag 3 december kl. 10.30")
    maria.reads("Skriv dina svar här", "Vad vill du ta upp på besöket?", "Lägg kopior i kuvertet")
    maria.page.emulate_media(media="print")
    maria.meets()
    assert not maria.page.get_by_role("button", name="Markera 1 brev som postat").is_visible()
    maria.page.emulate_media(media="screen")
    maria.presses("Markera 1 brev som postat")
    maria.reads("1 brev är markerat som postat", "Inget att posta")


def enters_the_answers(maria: Visitor) -> None:
    maria.opens("/vard/besok/?dag=2026-12-03")
    maria.reads("På papper")
    maria.follows("Carl Sten")
    maria.follows("Skriv in svar från telefon eller papper")
    maria.reads("Du skriver in svar åt Carl Sten, från telefon eller papper")
    answers_every_page(maria)
    maria.presses("Skicka")
    maria.reads("Inskrivet av Maria Nyström, hjärtsjuksköterska, från telefon eller papper")
    maria.follows("Till besöket")
    maria.reads(WISH, "från telefon eller papper")
    maria.presses("Markera som läst")
