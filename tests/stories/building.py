"""How an administrator builds a form, by the words that stand there."""

import re

from tests.stories.visitor import Visitor

TITLE = "Frågor inför besök på urologen"
SAVE = "Spara och gå tillbaka"


def makes_a_form(someone: Visitor) -> None:
    """From the list of forms to an empty builder with a heading on its first page."""
    someone.opens("/vard/formular/")
    someone.follows("Nytt formulär")
    someone.writes("Formulärets namn", TITLE)
    someone.presses("Skapa formuläret")
    someone.stands_at(TITLE)
    names_the_page(someone, "Dina besvär")


def names_the_page(someone: Visitor, heading: str) -> None:
    """Give the page that is looked at a heading."""
    with someone.page.expect_navigation():
        someone.page.locator(".build-page").get_by_role("link", name="Redigera").click()
    someone.meets()
    someone.writes("Rubrik", heading)
    someone.presses(SAVE)


def adds(someone: Visitor, component: str, words: str, *answers: str) -> None:
    """Add something with its words, and answers to choose where it has any."""
    someone.presses(component)
    someone.page.get_by_label(re.compile("^(Fråga|Rubrik)")).first.fill(words)
    for number, answer in enumerate(answers, start=1):
        someone.page.get_by_label(f"Svar {number}", exact=True).fill(answer)
    someone.presses(SAVE)
    someone.reads(words)


def shows_only_if(someone: Visitor, words: str, question: str, answer: str) -> None:
    """Let one question depend on the answer to another."""
    someone.follows(words)
    someone.follows(f"Redigera: {words}")
    someone.follows("Visa bara vid vissa svar")
    someone.follows(question)
    someone.ticks(answer)
    someone.presses("Spara")
    someone.follows("Tillbaka till formuläret")


def publishes(someone: Visitor) -> None:
    """Put the draft in use."""
    someone.follows("Publicera")
    someone.presses("Publicera")
    someone.reads("Formuläret är publicerat")
