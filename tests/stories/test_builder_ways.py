"""The builder by plain buttons without script, by keys, and by pointer."""

from playwright.sync_api import expect

from tests.stories.building import TITLE, adds, makes_a_form, publishes, shows_only_if
from tests.stories.conftest import Arrives
from tests.stories.town import STIG, Town
from tests.stories.visitor import SMALLEST, Visitor

FIRST, SECOND, THIRD = "Hur mår du?", "Hur sover du?", "Har du ont?"
WHY = "Så att vi kan förbereda oss."

ROOM_MADE = 200  # milliseconds: a card that glides aside hears no pointer


def drags(someone: Visitor, words: str, *, above: str) -> None:
    """Take a card by its grip and let it go at the upper edge of another."""
    every = someone.page.locator(".build-card")
    grip = every.filter(has_text=words).locator(".build-grip").bounding_box()
    edge = every.filter(has_text=above).bounding_box()
    mouse = someone.page.mouse
    mouse.move(grip["x"] + 5, grip["y"] + 8)
    mouse.down()
    with someone.page.expect_navigation():
        mouse.move(grip["x"] + 5, edge["y"] + 30, steps=12)
        mouse.move(grip["x"] + 5, edge["y"] + 4, steps=4)
        someone.page.wait_for_timeout(ROOM_MADE)
        mouse.move(grip["x"] + 5, edge["y"] + 3)
        expect(every.first).to_contain_text(words)  # the others have made room for it
        mouse.up()
    someone.meets()


def top_of(someone: Visitor, part: str) -> float:
    box = someone.page.locator(part).bounding_box()
    assert box
    return box["y"]


def cards(someone: Visitor) -> list[str]:
    return someone.page.locator(".build-card .build-name").all_inner_texts()


def test_without_script_and_on_the_smallest_screen(town: Town, arrives: Arrives) -> None:
    # Given Stig, whose browser runs no scripts
    stig = arrives(STIG, java_script_enabled=False, viewport=SMALLEST)

    # When he builds, moves, copies, removes and undoes by plain buttons
    makes_a_form(stig)
    adds(stig, "Ja eller nej", THIRD)
    adds(stig, "Lång text", FIRST)
    adds(stig, "Välj en", SECOND, "Bra", "Illa")
    shows_only_if(stig, SECOND, THIRD, "är ja")
    stig.follows(FIRST)
    stig.presses("Flytta upp")
    assert cards(stig) == [FIRST, THIRD, SECOND]
    assert top_of(stig, ".build-cards") < top_of(stig, ".build-palette")  # the form comes first
    stig.presses("Kopiera")
    stig.presses("Ångra: lade till ”Dina besvär”")

    # And asks to remove what another question depends on
    stig.follows(THIRD)
    stig.page.locator(".build-card").get_by_role("button", name="Ta bort").click()
    stig.meets()
    stig.stands_at("Ta bort frågan?")
    stig.reads(SECOND)
    stig.follows("Behåll")

    # Then the page can be looked at as the patient sees it, and the form be published
    stig.follows("Se sidan som patienten ser den")
    stig.reads(FIRST)
    stig.follows(TITLE)
    publishes(stig)


def test_by_keys(town: Town, arrives: Arrives) -> None:
    # Given a form with three questions, the last of them chosen
    stig = arrives(STIG)
    makes_a_form(stig)
    for words in (FIRST, SECOND, THIRD):
        adds(stig, "Kort text", words)

    # When Stig holds Alt and presses an arrow
    with stig.page.expect_navigation():
        stig.page.keyboard.press("Alt+ArrowUp")
    stig.meets()

    # Then it has moved, and has the focus still: one more press moves it on
    assert cards(stig) == [FIRST, THIRD, SECOND]
    expect(stig.page.locator(".build-name:focus")).to_have_text(THIRD)
    with stig.page.expect_navigation():
        stig.page.keyboard.press("Alt+ArrowUp")
    stig.meets()
    assert cards(stig) == [THIRD, FIRST, SECOND]


def test_by_pointer(town: Town, arrives: Arrives) -> None:
    # Given a form with three questions
    stig = arrives(STIG)
    makes_a_form(stig)
    for words in (FIRST, SECOND, THIRD):
        adds(stig, "Kort text", words)

    # When Stig drags the last before the first
    drags(stig, THIRD, above=FIRST)

    # Then it stands there
    assert cards(stig) == [THIRD, FIRST, SECOND]


def test_name_and_purpose_are_saved_as_one_writes(town: Town, arrives: Arrives) -> None:
    # Given Stig at what his form says about itself
    stig = arrives(STIG)
    makes_a_form(stig)
    stig.follows("Namn och syfte")

    # When he writes why one is asked, and presses nothing
    stig.page.get_by_label("Till patienten").press_sequentially(WHY)
    expect(stig.page.locator("#draft-saved")).to_contain_text("Sparat")
    stig.meets()

    # Then it stands there when he comes back
    stig.follows("Tillbaka till formuläret")
    stig.follows("Namn och syfte")
    expect(stig.page.get_by_label("Till patienten")).to_have_value(WHY)


def test_answers_to_choose_from_come_and_go_a_row_at_a_time(town: Town, arrives: Arrives) -> None:
    # Given Stig at a question with two answers to choose from
    stig = arrives(STIG)
    makes_a_form(stig)
    adds(stig, "Välj en", SECOND, "Bra", "Illa")
    stig.follows(f"Redigera: {SECOND}")

    # When he asks for one more, he stands in its empty row and can go on writing
    for answer in ("Så där", "Vet inte"):
        stig.presses("Lägg till ett svar")
        focused = stig.page.locator(":focus")
        expect(focused).to_have_value("")
        focused.fill(answer)
        expect(focused).to_be_in_viewport()

    # And one is taken away by its button
    stig.presses("Ta bort raden: svar 2")
    every = stig.page.locator("[id^=id_option-][id$=-own]")
    written = [every.nth(number).input_value() for number in range(every.count())]
    assert [each for each in written if each] == ["Bra", "Så där", "Vet inte"]


def test_the_picture_of_a_phone_is_as_wide_as_a_phone(town: Town, arrives: Arrives) -> None:
    # Given Stig at a table with a scale beside it, on his wide screen
    stig = arrives(STIG)
    makes_a_form(stig)
    adds(stig, "Skala", FIRST)
    stig.presses("Tabell")

    # Then they are drawn as a phone draws them: one thing below the other, nothing to roll to
    phone = stig.page.locator("#phone")
    expect(phone.locator(".matrix")).to_have_css("display", "block")
    expect(phone.locator(".slider")).to_have_css("flex-wrap", "wrap")
    assert phone.evaluate("phone => phone.scrollWidth <= phone.clientWidth")

    # And what need not be answered says so, as the patient sees it
    expect(phone.get_by_text("(valfritt)").first).to_be_visible()
