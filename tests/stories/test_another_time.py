"""The time does not suit."""

from tests.stories.conftest import Arrives
from tests.stories.planning import WHEN
from tests.stories.town import MARIA, Town
from tests.stories.visitor import Visitor

WISHES = "Helst en förmiddag i mitten av december."
WHY = "Jag är bortrest den veckan."
SAID = "Hoppas att det passar bättre."
NEW_TIME = "Måndag 14 december kl. 09.00"


def test_alma_cancels(town: Town, arrives: Arrives) -> None:
    # Given a visit that Alma cannot come to
    town.sent()
    alma = arrives("Alma Ek")
    says_that_the_time_does_not_suit(alma)
    alma.reads("Du kan avboka utan avgift fram till 24 timmar före besöket")

    # When she cancels
    alma.ticks("Avboka besöket")
    alma.writes("Vill du berätta varför?", WHY)
    alma.presses("Skicka")
    alma.reads("Avboka besöket?", "Du kan inte ta tillbaka den här")
    alma.presses("Ja, avboka besöket")

    # Then she is told, and the visit is no longer hers to come to
    alma.reads("Besöket är avbokat. Mottagningen har fått veta det.")
    alma.opens("/")
    alma.reads("Inget är planerat just nu")

    # And the time is free on Maria's board
    maria = arrives(MARIA)
    maria.opens("/vard/besok/?dag=2026-12-03")
    maria.does_not_read("Alma Ek")


def test_alma_asks_for_another_time_and_gets_it(town: Town, arrives: Arrives) -> None:
    # Given a visit at a time that does not suit Alma
    town.sent()
    alma = arrives("Alma Ek")
    says_that_the_time_does_not_suit(alma)

    # When she asks for another, having first forgotten to say what she wants
    alma.presses("Skicka")
    alma.reads("Välj om du vill avboka eller be om en annan tid")
    alma.ticks("Be om en annan tid")
    alma.writes("Vilka tider passar dig?", WISHES)
    alma.writes("Vill du berätta varför?", WHY)
    alma.presses("Skicka")

    # Then she keeps hers until the clinic has answered
    alma.reads("Du behåller din tid tills mottagningen har svarat", WHEN.capitalize())

    # When Maria gives a new time
    gives_a_new_time(arrives(MARIA))

    # Then Alma sees it, and what Maria says
    alma.opens("/")
    alma.reads("Uppföljning", "kl. 09.00")
    alma.follows("Allt om besöket")
    alma.reads(NEW_TIME, SAID)
    alma.opens("/inkorg/")
    alma.follows("Kallelse: Uppföljning")
    alma.reads(SAID, NEW_TIME)


def test_alma_takes_her_wish_back(town: Town, arrives: Arrives) -> None:
    # Given Alma, who has asked for another time
    town.sent()
    alma = arrives("Alma Ek")
    says_that_the_time_does_not_suit(alma)
    alma.ticks("Be om en annan tid")
    alma.writes("Vilka tider passar dig?", WISHES)
    alma.presses("Skicka")
    alma.reads("Du behåller din tid tills mottagningen har svarat")

    # When her time suits her after all, and she takes the wish back
    alma.presses("Ta tillbaka önskemålet")

    # Then her time stands, and the clinic has nothing to answer
    alma.reads("Önskemålet är tillbakataget. Din tid gäller.", "Tiden passar inte")
    maria = arrives(MARIA)
    maria.opens("/vard/")
    maria.does_not_read("Önskemål om annan tid")


def says_that_the_time_does_not_suit(alma: Visitor) -> None:
    alma.follows("Allt om besöket")
    alma.follows("Tiden passar inte")


def gives_a_new_time(maria: Visitor) -> None:
    maria.opens("/vard/")
    maria.follows("Önskemål om annan tid")
    maria.reads(WISHES, WHY)
    maria.follows("Svara patienten")
    maria.ticks("Ge en ny tid")
    maria.writes("Dag", "2026-12-14")
    maria.writes("Tid", "09:00")
    maria.picks("Vem patienten träffar", "Maria Nyström, hjärtsjuksköterska")
    maria.writes("Några ord till patienten", SAID)
    maria.presses("Svara patienten")
    maria.reads("Patienten har fått ditt svar")
