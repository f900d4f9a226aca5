"""Maria asks back with one of the clinic's forms; Alma answers it in the conversation."""

from playwright.sync_api import expect

from samplan.cases.tests.test_asking_by_form import SALT, published_form
from samplan.cases.tests.world import CONTACT, make_contact, make_offering, started_case
from tests.stories.conftest import Arrives
from tests.stories.town import MARIA, Town
from tests.stories.visitor import PHONE

DRINKS = "Två liter, men mindre i helgen."


def test_a_form_is_sent_with_a_question_and_answered(town: Town, arrives: Arrives) -> None:
    # Given a case that Alma has written, and a form of the clinic's own
    contact = make_contact(town.cast)
    started_case(town.cast, offering=make_offering(town.cast, CONTACT), contact=contact)
    published_form(town.cast.heart)

    # When Maria looks at the form, and asks with it
    maria = arrives(MARIA)
    maria.opens("/vard/arenden/?visa=mina")
    maria.follows("Jag blir yr när jag reser mig på morgonen sedan dosen …")
    maria.ticks("Fråga patienten")
    maria.page.get_by_text("Titta på formulären innan du skickar").click()
    maria.follows(SALT)
    maria.reads("Hur mycket dricker du?")
    maria.page.go_back()
    maria.ticks("Fråga patienten")
    maria.picks("Patienten svarar på ett formulär", SALT)
    maria.writes("Meddelande till patienten", "Hur mycket dricker du?")
    maria.presses("Skicka")
    maria.reads("Väntar på patienten", SALT, "inte påbörjat")

    # Then Alma answers it on her phone, from her start page
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens("/")
    alma.follows("Svara: Svara på frågor från din mottagning")
    alma.writes("Hur mycket dricker du?", DRINKS)
    alma.presses("Nästa")
    alma.presses("Skicka")
    alma.reads("Två liter")
    alma.follows("Till samtalet")
    alma.reads(SALT, DRINKS)
    expect(alma.page.get_by_role("button", name="Skriv ut")).to_be_visible()

    # And Maria reads the answer where she asked
    maria.page.reload()
    maria.meets()
    maria.reads("besvarat", DRINKS)

    # And on paper stands what was said, and not what one writes in or notes
    maria.page.emulate_media(media="print")
    maria.reads(DRINKS, SALT)
    expect(maria.page.get_by_text("Anteckningar för personalen").first).to_be_hidden()
    expect(maria.page.get_by_label("Meddelande till patienten").first).to_be_hidden()
