"""What is saved as one writes says where it is wrong, and moves nothing on the page."""

from time import sleep

from playwright.sync_api import Locator, Route, expect

from tests.stories.building import makes_a_form
from tests.stories.conftest import Arrives
from tests.stories.test_scales import PAIN, asked_on_scales
from tests.stories.town import STIG, Town
from tests.stories.visitor import PHONE

WRONG = "Högsta värdet får inte vara mindre än det minsta."


def test_the_builder_says_at_the_field_what_is_wrong(town: Town, arrives: Arrives) -> None:
    # Given Stig at the settings of a scale
    stig = arrives(STIG)
    makes_a_form(stig)
    stig.presses("Skala")
    most, word = stig.page.locator("#id_most"), stig.page.locator("#draft-saved")
    stood = height_of(most)

    # When he writes something right, it is saved and nothing has moved
    most.fill("20")
    most.blur()
    expect(word).to_contain_text("Sparat")
    assert height_of(most) == stood

    # And when it is less than the least it is told at the field, and for those who listen
    most.fill("-3")
    most.blur()
    expect(word).to_contain_text("tryck på ”Spara och gå tillbaka”")
    expect(stig.page.locator("#id_most_error")).to_contain_text(WRONG)
    expect(most).to_have_attribute("aria-invalid", "true")
    expect(most).to_have_accessible_description(f"Fel: {WRONG}")
    stig.meets()

    # Until it is right again
    most.fill("10")
    most.blur()
    expect(word).to_contain_text("Sparat")
    expect(stig.page.get_by_text(WRONG)).to_have_count(0)
    expect(most).not_to_have_attribute("aria-invalid", "true")


def test_the_builder_says_that_nothing_is_saved(town: Town, arrives: Arrives) -> None:
    # Given Stig at a question, some of whose words are saved
    stig = arrives(STIG)
    makes_a_form(stig)
    stig.presses("Kort text")
    words, word = stig.page.locator("#id_text_own"), stig.page.locator("#draft-saved")
    words.fill("Hur mår")
    expect(word).to_contain_text("Sparat kl.")

    # When he is logged out, and what he writes is answered with the page where one logs in
    elsewhere = "<h1>Logga in</h1>"
    stig.page.route("**/fraga/**", lambda asked: asked.fulfill(status=200, body=elsewhere))
    words.fill("Hur mår du?")

    # Then it does not say that what is written is saved
    expect(word).to_have_text(
        "Inte sparat. Det du har skrivit står kvar här: försök igen, eller kopiera det innan du "
        "lämnar sidan."
    )
    stig.meets()

    # Until it is
    stig.page.unroute("**/fraga/**")
    words.fill("Hur mår du idag?")
    expect(word).to_contain_text("Sparat kl.")


def test_what_is_pressed_while_the_script_saves_waits_for_it(town: Town, arrives: Arrives) -> None:
    # Given Stig at a question, where saving takes a while
    stig = arrives(STIG)
    makes_a_form(stig)
    stig.presses("Kort text")

    def slowly(asked: Route) -> None:
        if "hx-request" in asked.request.headers:
            sleep(0.7)
        asked.continue_()

    stig.page.route("**/fraga/**", slowly)

    # When he writes, and goes back while that is being saved
    with stig.page.expect_request(lambda sent: "hx-request" in sent.headers):
        stig.page.locator("#id_text_own").fill("Hur mår du?")
    stig.presses("Spara och gå tillbaka")

    # Then it is his own work, and saved
    stig.reads("Hur mår du?", "Lägg till")
    stig.does_not_read("Någon har ändrat")


def test_a_patient_is_told_at_the_field_once_it_is_left(town: Town, arrives: Arrives) -> None:
    # Given Alma before a scale, on a phone
    alma = arrives("Alma Ek", viewport=PHONE)
    alma.opens(f"/tider/{asked_on_scales(town)}/fragor/")
    number = alma.page.get_by_role("textbox", name=PAIN)
    stood = height_of(number)

    # When she writes what is no number, she is told once she leaves the field
    number.fill("sju")
    number.blur()
    error = alma.page.locator(".ds-validation-message")
    expect(error).to_have_count(1)
    alma.meets()

    # Then it goes away as she writes a number, which is sent as what came after
    number.fill("7")
    with alma.page.expect_request(lambda sent: "_nth=2" in (sent.post_data or "")):
        number.blur()
    expect(error).to_have_count(0)
    expect(alma.page.locator("#saved")).to_contain_text("Sparat kl.")

    # And everything stands where it stood
    assert height_of(number) == stood


def height_of(thing: Locator) -> object:
    """Where on the page it stands, however far the window has been rolled."""
    return thing.evaluate("thing => thing.getBoundingClientRect().top + scrollY")
