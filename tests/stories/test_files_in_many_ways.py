"""Alma drops, pastes and photographs pictures, and a large one survives a lost connection."""

import os

from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from samplan.attachments.cleaning.tests.hostile import encoded
from samplan.attachments.models import Attachment, Upload
from samplan.cases.models import Case
from samplan.cases.tests.world import started_case
from tests.stories.answering import a_picture, comes_to_the_last_page
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import PHONE

GIVE = """(target, {event, names, large}) => {
  const given = new DataTransfer();
  names.forEach((name) => given.items.add(new File([large ? new Uint8Array(21e6) : "x"], name)));
  const facts = { bubbles: true, cancelable: true };
  facts[event === "paste" ? "clipboardData" : "dataTransfer"] = given;
  const made = event === "paste" ? new ClipboardEvent(event, facts) : new DragEvent(event, facts);
  target.dispatchEvent(made);
  return made.defaultPrevented;
}"""


def given(page: Page, to: str, event: str, *names: str, large: bool = False) -> bool:
    """A browser's own drop or paste, which a test cannot make by hand; whether the page took it."""
    facts = {"event": event, "names": list(names), "large": large}
    return bool(page.locator(to).evaluate(GIVE, facts))


def asked_for(town: Town, most: int) -> Case:
    case = started_case(town.cast)
    case.most_files = most
    case.save()
    return case


def test_files_come_as_one_likes_and_limits_are_told_at_once(town: Town, arrives: Arrives) -> None:
    # Given Alma in a conversation that takes two files
    case = asked_for(town, 2)
    alma = arrives("Alma Ek")
    alma.opens(f"/inkorg/{case.pk}/")
    said = alma.page.locator(".file-word")
    chosen = "document.querySelector('.file-input').files.length"

    # When she drops a file of a wrong kind, one that is too large, and three at once
    given(alma.page, ".file-picker", "drop", "brev.docx")
    expect(said).to_have_text(
        "brev.docx är av ett slag som inte går att skicka och lades inte till."
    )
    given(alma.page, ".file-picker", "drop", "stor.png", large=True)
    expect(said).to_have_text("stor.png är större än 20 MB och lades inte till.")
    given(alma.page, ".file-picker", "drop", "a.png", "b.png", "c.png")
    expect(said).to_have_text("Det får plats 2 till. Välj färre.")
    assert alma.page.evaluate(chosen) == 0

    # Then nothing is sent before it is put right, and it is said by the field
    alma.writes("Ditt meddelande", "Tre bilder.")
    alma.page.get_by_role("button", name="Skicka", exact=True).click()
    expect(said).to_be_focused()
    expect(said).to_have_class("file-word ds-validation-message")
    assert not case.messages.filter(body="Tre bilder.").exists()
    alma.page.get_by_role("button", name="Lägg inte till någon av dem").click()
    expect(said).to_be_hidden()

    # Then one that misses the form does not take her from the page
    assert given(alma.page, "h1", "drop", "a.png")
    expect(said).to_be_hidden()

    # Then one that she drops where she writes and one that she pastes are heard and stay
    given(alma.page, "#answers textarea", "drop", "a.png")
    expect(said).to_have_text("Valt: a.png.")
    given(alma.page, "#answers textarea", "paste", "b.png")
    expect(said).to_have_text("Valt: a.png, b.png.")
    assert alma.page.evaluate(chosen) == 2


def test_what_was_wrong_with_a_file_goes_as_the_next_is_chosen(
    town: Town, arrives: Arrives
) -> None:
    # Given Alma, who has sent in a file that was no picture
    case = asked_for(town, 2)
    alma = arrives("Alma Ek")
    alma.opens(f"/inkorg/{case.pk}/")
    broken: FilePayload = {"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"}
    alma.attaches("Bifoga filer", broken)
    alma.presses("Lägg till filen", status=422)
    fault, summary = alma.page.locator("#id_file_error"), alma.page.locator(".ds-error-summary")
    expect(fault).to_be_visible()
    expect(summary).to_be_visible()

    # When she chooses another
    alma.attaches("Bifoga filer", a_picture("sittande.png"))

    # Then nothing is wrong any more
    expect(alma.page.locator(".file-word")).to_have_text("Valt: sittande.png.")
    expect(fault).to_have_count(0)
    expect(summary).to_have_count(0)
    assert alma.page.locator("#id_file").get_attribute("aria-invalid") is None


def test_the_camera_is_offered_where_there_is_one(town: Town, arrives: Arrives) -> None:
    # Given Alma at her desk, where no camera is offered
    case = asked_for(town, 2)
    desk = arrives("Alma Ek")
    desk.opens(f"/inkorg/{case.pk}/")
    expect(desk.page.get_by_label("Ta en bild")).to_be_hidden()

    # When she takes a picture with her phone, after one that she had
    phone = arrives("Alma Ek", viewport=PHONE, has_touch=True, is_mobile=True)
    phone.opens(f"/inkorg/{case.pk}/")
    expect(phone.page.locator(".file-camera")).to_be_visible()
    phone.attaches("Bifoga filer", a_picture("sittande.png"))
    phone.page.get_by_label("Ta en bild").set_input_files([a_picture("staende.png")])
    expect(phone.page.locator(".file-word")).to_have_text("Valt: sittande.png, staende.png.")
    phone.writes("Ditt meddelande", "Två bilder.")
    phone.presses("Skicka")

    # Then both go
    phone.reads("Skickat.", "sittande.png", "staende.png")
    assert Attachment.objects.count() == 2


def a_large_picture(name: str) -> FilePayload:
    """Noise, which no format makes small."""
    noise = Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3))
    return {"name": name, "mimeType": "image/png", "buffer": encoded(noise, "PNG")}


def test_a_large_file_goes_on_where_the_connection_was_lost(town: Town, arrives: Arrives) -> None:
    # Given Alma on a train, whose connection is cut after the first piece
    case = asked_for(town, 2)
    alma = arrives("Alma Ek")
    alma.opens(f"/inkorg/{case.pk}/")
    come: list[int] = []

    def cut(route: Route) -> None:
        come.append(len(route.request.post_data_buffer or b""))
        if len(come) in {3, 4, 5}:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    alma.page.route("**/uppladdning/", cut)
    alma.writes("Ditt meddelande", "En stor bild.")

    # When she chooses a large picture and sends at once
    alma.attaches("Bifoga filer", a_large_picture("stor.png"))
    expect(alma.page.locator(".file-word")).to_have_text(
        "Anslutningen bröts. Det fortsätter av sig självt när den är tillbaka."
    )
    alma.presses("Skicka")

    # Then it goes on by itself from where it was, and is sent with what she wrote
    alma.reads("Skickat.", "En stor bild.", "stor.png", "Kontrolleras")
    pieces = [length for length in come if length > 100_000]
    assert len(pieces) < 7, "began anew"
    assert Attachment.objects.get().size > 2_000_000
    assert not Upload.objects.exists()


def test_a_large_file_among_answers_goes_on_too(town: Town, arrives: Arrives) -> None:
    # Given Alma at the last page of questions before her visit
    visit = town.sent()
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{visit.pk}/fragor/")
    comes_to_the_last_page(alma)
    is_cut = iter([False, True, False])
    alma.page.route(
        "**/uppladdning/",
        lambda route: route.abort() if next(is_cut, False) else route.continue_(),
    )

    # When she chooses a large picture, and the connection is cut once
    alma.attaches("Vill du skicka med filer?", a_large_picture("stor.png"))
    alma.presses("Lägg till filen")

    # Then it is among her answers
    alma.reads("stor.png", "Kontrolleras")
    assert Attachment.objects.get().owner_kind == "response"
