"""What one window has chosen, attached or described is neither lost nor sent by another."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments.models import Attachment
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.test_windows_that_save import (
    LATER,
    ONE,
    OTHER,
    SEND,
    Window,
    field_of,
    kept,
)
from samplan.cases.tests.test_windows_that_save import today as today
from samplan.cases.tests.test_windows_that_save import windows as windows
from samplan.cases.tests.world import say_as_care, started_case
from samplan.organisations.models import Role
from samplan.visits.tests.test_answer_files import image
from tests.cast import ActingClient, Cast, browser_of, make_staff

UPLOAD = {"_upload": "file"}
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def desk(cast: Cast) -> tuple[Window, str]:
    """Staff's window, and where it is."""
    place = f"/vard/arenden/{started_case(cast).pk}/"
    return Window(browser_of(cast.acting(cast.maria)), place), place


def another(window: Window) -> Window:
    return Window(window.browser, window.place)


def led_to(window: Window, answer: Any) -> str:
    """The page that an answer is, or leads to."""
    page = window.browser.get(window.place) if answer.status_code == 302 else answer
    text: str = page.content.decode()
    return text


def broken() -> SimpleUploadedFile:
    return SimpleUploadedFile("trasig.png", b"hej")


def said(words: str) -> int:
    return Message.objects.filter(body=words).count()


def test_a_page_whose_message_is_taken_back_keeps_its_words_and_sends_nothing(
    windows: Any,
) -> None:
    one, _other = windows
    assert one.presses(ONE, SEND).status_code == 302
    sent = Message.objects.get(body=ONE)
    one.browser.send(f"{one.place}meddelanden/{sent.pk}/", {"_verb": "withdraw"})
    page = led_to(one, one.presses(ONE, SEND, file=image()))
    assert field_of(page) == ONE
    assert "tagit tillbaka" in page
    assert "bild.png" in page
    assert said(ONE) == 1


def test_a_page_drawn_while_another_saved_and_sent_is_not_sent_unseen(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    late = another(one)
    late.writes(f"{ONE} Mer.")
    assert late.presses(f"{ONE} Mer.", SEND).status_code == 302
    page = led_to(one, one.presses(f"{ONE} Annat.", SEND))
    assert field_of(page) == f"{ONE} Annat."
    assert said(f"{ONE} Annat.") == 0
    assert other.presses(OTHER, LATER).status_code == 409


def test_a_file_that_comes_with_a_sent_page_and_other_words_is_told_of(windows: Any) -> None:
    one, _other = windows
    one.presses(ONE, SEND)
    another(one).writes(OTHER)
    told = one.presses("Nytt.", SEND, file=image())
    assert told.status_code == 409
    assert "bild.png" in told.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_refused_file_alone_on_an_older_page_is_told_of(windows: Any, is_sent: Any) -> None:
    one, other = windows
    if is_sent:
        one.presses(ONE, SEND)
        other = one
    else:
        one.writes(ONE)
    words = ONE if is_sent else ""
    assert "trasig.png" in led_to(other, other.presses(words, UPLOAD, file=broken()))


def test_a_file_that_comes_with_words_too_long_to_keep_is_told_of(windows: Any) -> None:
    one, _other = windows
    one.presses(ONE, UPLOAD, file=image())
    one = another(one)
    told = one.presses("a" * 10_001, LATER, file=image("annan.png"))
    page = told.content.decode()
    assert told.status_code == 422
    assert "annan.png" in page
    assert "bild.png" in page


def test_a_file_that_another_window_attached_is_not_sent_unseen(windows: Any) -> None:
    one, _other = windows
    one.writes(ONE)
    assert another(one).presses(ONE, UPLOAD, file=image()).status_code == 302
    page = led_to(one, one.presses(ONE, SEND))
    assert said(ONE) == 0
    assert "bild.png" in page


def test_a_draft_with_a_file_alone_stays_for_a_window_that_writes(windows: Any) -> None:
    one, other = windows
    one.presses("", UPLOAD, file=image())
    page = led_to(other, other.presses(OTHER, SEND))
    assert (kept(), said(OTHER)) == (OTHER, 0)
    assert "bild.png" in page
    assert Attachment.objects.get().removed_at is None


def test_what_is_thrown_away_stays_away_though_a_save_comes_late(windows: Any) -> None:
    one, _other = windows
    one.writes(ONE, drawn=False)
    throw_away(one)
    one.times = 0
    assert "Inte sparat" in one.writes(ONE)
    assert not MessageDraft.objects.begun().exists()
    assert ONE not in another(one).browser.get(one.place).content.decode()


def test_an_older_window_throws_away_nothing_newer_and_asks_again(windows: Any) -> None:
    one, _other = windows
    one.writes(ONE)
    mark = asked_to_throw_away(one)
    one.writes(OTHER)
    told = one.browser.send(f"{one.place}utkast/bort/", {"_drawn": mark})
    assert (told.status_code, kept()) == (409, OTHER)
    assert OTHER in told.content.decode()
    throw_away(one)
    assert not MessageDraft.objects.begun().exists()


def test_a_draft_with_a_file_alone_is_thrown_away_with_it(windows: Any) -> None:
    one, _other = windows
    one.presses("", UPLOAD, file=image())
    page = one.browser.get(one.place).content.decode()
    assert f"{one.place}utkast/bort/" in page
    throw_away(one)
    assert Attachment.objects.get().removed_at is not None


def asked_to_throw_away(window: Window) -> str:
    page = window.browser.get(f"{window.place}utkast/bort/").content.decode()
    (mark,) = re.findall(r'name="_drawn" value="([^"]*)"', page)
    return str(mark)


def throw_away(window: Window) -> None:
    post = {"_drawn": asked_to_throw_away(window)}
    assert window.browser.send(f"{window.place}utkast/bort/", post).status_code == 302


def test_a_page_from_before_pages_had_marks_loses_nothing(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    other.knows = {name: other.knows[name] for name in ("_key", "_seen") if name in other.knows}
    shown = other.presses(OTHER, SEND)
    page = shown.content.decode()
    assert (shown.status_code, kept(), field_of(page)) == (409, ONE, ONE)
    assert OTHER in page


def test_what_is_chosen_in_one_window_is_not_sent_by_another(desk: tuple[Window, str]) -> None:
    one, _place = desk
    one.writes(ONE)
    other = another(one)
    other.writes(ONE, intent="question", most_files="2")
    shown = one.presses(ONE, SEND)
    page = shown.content.decode()
    assert (shown.status_code, said(ONE)) == (409, 0)
    assert "Du hade valt: Informera" in page
    assert MessageDraft.objects.begun().get().most_files == 2
    one.chooses(page, "Välj detta i stället")
    assert MessageDraft.objects.begun().get().intent == "information"


def test_what_a_message_was_to_say_was_agreed_is_asked_about_before_it_is_thrown_away(
    desk: tuple[Window, str],
) -> None:
    one, place = desk
    one.writes("", intent="close", agreed="Ring på måndag.")
    assert "Ring på måndag." in one.browser.get(f"{place}utkast/bort/").content.decode()


def pictured(desk: tuple[Window, str]) -> tuple[Window, Window, str]:
    """Two windows on a message with a picture, and the field of what it shows."""
    one, _place = desk
    one.presses(ONE, UPLOAD, file=image())
    return another(one), another(one), f"shows-{Attachment.objects.get().pk}"


def test_what_an_older_page_says_that_a_picture_shows_is_kept(desk: tuple[Window, str]) -> None:
    one, other, shows = pictured(desk)
    one.writes(f"{ONE} Mer.")
    shown = other.presses(ONE, LATER, **{shows: "En hand"})
    assert shown.status_code == 409
    assert 'value="En hand"' in shown.content.decode()


def test_what_two_pages_say_that_a_picture_shows_stands_side_by_side(
    desk: tuple[Window, str],
) -> None:
    one, other, shows = pictured(desk)
    one.writes(ONE, **{shows: "En hand"})
    assert "Inte sparat" in other.writes(ONE, **{shows: "En fot"})
    page = other.presses(ONE, SEND, **{shows: "En fot"}).content.decode()
    assert 'value="En hand"' in page
    assert "bild.png: En fot" in page
    other.chooses(page, "Ersätt")
    assert Attachment.objects.get().shows == "En fot"


def test_what_came_too_late_of_a_picture_is_told(desk: tuple[Window, str]) -> None:
    one, other, shows = pictured(desk)
    assert one.presses(ONE, SEND, **{shows: "En hand"}).status_code == 302
    page = led_to(other, other.presses(ONE, SEND, **{shows: "En fot"}))
    assert "bild.png: En fot" in page
    assert Attachment.objects.get().shows == "En hand"


def test_what_a_picture_shows_stays_on_a_page_whose_words_are_too_long(
    desk: tuple[Window, str],
) -> None:
    one, _other, shows = pictured(desk)
    told = one.presses("a" * 10_001, LATER, **{shows: "En hand"})
    assert told.status_code == 422
    assert 'value="En hand"' in told.content.decode()


def test_a_file_alone_in_a_case_handed_on_is_found_from_the_patient(cast: Cast) -> None:
    case = started_case(cast)
    maria = browser_of(cast.acting(cast.maria))
    Window(maria, f"/vard/arenden/{case.pk}/").presses("", UPLOAD, file=image())
    Case.objects.filter(pk=case.pk).update(clinic=cast.urology)
    shown = maria.get(f"/vard/patienter/{cast.alma.pk}/arenden/").content.decode()
    assert f"/vard/arenden/{case.pk}/" in shown


def test_what_is_begun_is_found_from_the_start_page_and_the_inbox(cast: Cast) -> None:
    case, alma = started_case(cast), browser_of(cast.acting(cast.alma))
    say_as_care(cast, case, "Bilder?", "question", most_files=3)
    assert "Påbörjat" not in text_of(alma, "/") + text_of(alma, "/inkorg/")
    one = Window(alma, f"/inkorg/{case.pk}/")
    one.presses("", UPLOAD, file=image())
    to_do = text_of(alma, "/").split("Att göra")[1].split("</ul>")[0]
    assert "Fortsätt" in to_do
    assert f"/inkorg/{case.pk}/" in to_do
    assert "Påbörjat, inte skickat" in text_of(alma, "/inkorg/")
    throw_away(one)
    assert "Fortsätt" not in text_of(alma, "/")
    assert "Påbörjat" not in text_of(alma, "/inkorg/")


def test_what_staff_have_begun_is_marked_in_the_queue_for_them_alone(cast: Cast) -> None:
    case, maria = started_case(cast), browser_of(cast.acting(cast.maria))
    Window(maria, f"/vard/arenden/{case.pk}/").writes(ONE)
    assert "Påbörjat, inte skickat" in text_of(maria, "/vard/arenden/")
    hanna = make_staff("Hanna", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    assert "Påbörjat, inte skickat" not in text_of(browser_of(cast.acting(hanna)), "/vard/arenden/")


def text_of(browser: ActingClient, place: str) -> str:
    text: str = browser.get(place).content.decode()
    return text
