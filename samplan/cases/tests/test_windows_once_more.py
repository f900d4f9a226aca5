"""What is thrown away, described or attached in one window, while another sends or is sent again,
is neither written over nor sent unseen; and a page says "Saved" of nothing that is not kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest

from samplan.attachments.models import Attachment
from samplan.cases.models import Message, MessageDraft
from samplan.cases.tests.test_windows_hold_all import (
    UPLOAD,
    another,
    led_to,
    pictured,
    said,
    throw_away,
)
from samplan.cases.tests.test_windows_hold_all import desk as desk
from samplan.cases.tests.test_windows_that_save import LATER, ONE, SEND, Window, field_of, kept
from samplan.cases.tests.test_windows_that_save import today as today
from samplan.cases.tests.test_windows_that_save import windows as windows
from samplan.cases.views import composing
from samplan.visits.tests.test_answer_files import image

pytestmark = pytest.mark.usefixtures("today")


def shown_by(picture: str) -> str:
    return Attachment.objects.get(pk=picture.removeprefix("shows-")).shows


def test_a_double_press_does_not_send_what_was_thrown_away(windows: Any) -> None:
    one, _other = windows
    one.presses(ONE, LATER)
    older = another(one)
    throw_away(one)
    for _press in range(2):
        page = led_to(older, older.presses(ONE, SEND))
        assert (said(ONE), field_of(page)) == (0, ONE)
    assert "Inte sparat" in older.writes(f"{ONE} Mer.")
    assert kept() == ONE
    assert another(one).presses(ONE, SEND).status_code == 302
    assert said(ONE) == 1


def test_a_double_press_sends_nothing_beside_a_file_that_came_since(windows: Any) -> None:
    one, _other = windows
    one.presses(ONE, UPLOAD, file=image())
    older = another(one)
    another(one).presses("", LATER)
    for _press in range(2):
        older.presses(ONE, SEND)
    assert (said(ONE), kept()) == (0, ONE)


def test_what_an_older_page_says_of_a_picture_is_not_written_over(desk: tuple[Any, str]) -> None:
    one, other, shows = pictured(desk)
    assert "Sparat" in one.writes(f"{ONE} Mer.", **{shows: ""})
    other.presses(ONE, LATER, **{shows: "En hand"})
    one.writes(f"{ONE} Mer.", **{shows: ""})
    assert shown_by(shows) == "En hand"
    page = one.presses(f"{ONE} Mer.", SEND, **{shows: "En fot"}).content.decode()
    assert (shown_by(shows), said(f"{ONE} Mer.")) == ("En hand", 0)
    assert "bild.png: En fot" in page


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let another window do something just after, or just before, that is done of a post."""

    def arrange(name: str, do: Callable[[], Any], *, is_before: bool = False) -> None:
        real = getattr(composing, name)

        def done(request: HttpRequest, *args: Any, **facts: Any) -> Any:
            monkeypatch.setattr(composing, name, real)
            if is_before:
                do()
            answer = real(request, *args, **facts)
            if not is_before:
                do()
            return answer

        monkeypatch.setattr(composing, name, done)

    return arrange


@pytest.mark.parametrize("button", ["attach", "remove"])
def test_files_that_come_or_go_while_a_page_is_sent_stop_it(
    windows: Any, meanwhile: Any, button: str
) -> None:
    one, _other = windows
    one.presses(ONE, UPLOAD, file=image())
    shows = {f"shows-{Attachment.objects.get().pk}": "En hand"}
    another(one).presses(ONE, LATER, **shows)
    one, other = another(one), another(one)
    files = {"file": image("annan.png")} if button == "attach" else {}
    press = UPLOAD if files else {"_remove": str(Attachment.objects.get().pk)}
    meanwhile("keep", lambda: other.presses(ONE, press, **shows, **files))
    page = led_to(one, one.presses(ONE, SEND, **shows))
    assert (said(ONE), kept()) == (0, ONE)
    assert ("annan.png" in page, "bild.png" in page) == (bool(files), bool(files))


@pytest.mark.parametrize("windows", ["patient"], indirect=True)  # staff describe it first
def test_a_double_press_with_a_file_sends_it_once(windows: Any, meanwhile: Any) -> None:
    one, _other = windows
    meanwhile("keep", lambda: one.presses(ONE, SEND, file=image()))
    one.presses(ONE, SEND, file=image())
    assert said(ONE) == 1
    assert Attachment.objects.get().owner_id == str(Message.objects.get(body=ONE).pk)


def described(desk: tuple[Any, str]) -> tuple[Window, Window, str]:
    """Two windows on a message whose picture has words."""
    one, _other, shows = pictured(desk)
    one.presses(ONE, LATER, **{shows: "En hand"})
    return another(one), another(one), shows


@pytest.mark.parametrize("by", ["script", "button"])
def test_what_a_sent_picture_shows_is_not_changed_after_it_is_sent(
    desk: tuple[Any, str], meanwhile: Any, by: str
) -> None:
    one, other, shows = described(desk)
    hand, foot = {shows: "En hand"}, {shows: "En fot"}
    meanwhile("described", lambda: other.presses(ONE, SEND, **hand), is_before=True)
    if by == "script":
        assert "Inte sparat" in one.writes(ONE, **foot)
    else:
        assert "bild.png: En fot" in led_to(one, one.presses(ONE, LATER, **foot))
    assert (said(ONE), shown_by(shows)) == (1, "En hand")


def test_what_another_window_says_of_a_picture_meanwhile_stands(
    desk: tuple[Any, str], meanwhile: Any
) -> None:
    one, other, shows = described(desk)
    told = {shows: "En tumme"}
    meanwhile("described", lambda: other.presses(ONE, LATER, **told), is_before=True)
    page = one.presses(ONE, SEND, **{shows: "En fot"}).content.decode()
    assert (said(ONE), shown_by(shows)) == (0, "En tumme")
    assert "bild.png: En fot" in page
    assert MessageDraft.objects.begun().count() == 1


CHOICES: list[dict[str, Any]] = [
    {"intent": "answer"},
    {"intent": "partial", "most_files": "2"},
    {"intent": "question", "most_files": "2"},
    {"intent": "information", "signs_as_clinic": "on"},
    {"intent": "close", "agreed": "Ring på måndag."},
    {"intent": "entered"},
]


@pytest.mark.parametrize("chosen", CHOICES)
def test_a_page_that_is_pressed_twice_is_told_of_no_other_choice(
    desk: tuple[Any, str], chosen: dict[str, Any]
) -> None:
    one, _place = desk
    assert one.presses(ONE, SEND, **chosen).status_code == 302
    assert "Sparat" in one.writes(ONE, **chosen)
    again = one.presses(ONE, SEND, **chosen)
    assert (again.status_code, said(ONE)) == (302, 1)
    assert "du valde" not in led_to(one, again)


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        (
            {"intent": "information"},
            {"intent": "close"},
            "du valde först: Informera. Det du valde sedan är inte gjort: Svara och avsluta.",
        ),
        (
            {"intent": "question"},
            {"intent": "question", "most_files": "3"},
            "Fråga patienten, inga filer. Det du valde sedan är inte gjort: Fråga patienten, "
            "upp till 3 filer.",
        ),
        (
            {"intent": "answer", "signs_as_clinic": "on"},
            {"intent": "partial"},
            "Skriv under som mottagningen. Det du valde sedan är inte gjort: Delsvar, mer kommer.",
        ),
    ],
    ids=["intent", "files", "signature"],
)
def test_another_choice_on_a_page_that_is_sent_is_told_to_be_undone(
    desk: tuple[Any, str], first: dict[str, Any], later: dict[str, Any], told: str
) -> None:
    one, _place = desk
    assert one.presses(ONE, SEND, **first).status_code == 302
    assert "Inte sparat" in one.writes(ONE, **later)
    page = led_to(one, one.presses(ONE, SEND, **later))
    assert told in page
    assert (said(ONE), field_of(page)) == (1, "")


def test_another_choice_made_while_another_window_sends_is_told(
    desk: tuple[Any, str], meanwhile: Any
) -> None:
    one, _place = desk
    meanwhile("as_kept", lambda: another(one).presses(ONE, SEND), is_before=True)
    page = led_to(one, one.presses(ONE, SEND, intent="close"))
    assert said(ONE) == 1
    assert "du valde först" in page


@pytest.mark.parametrize("words", [ONE, ""])
def test_words_of_a_picture_that_is_sent_are_not_said_to_be_saved(
    desk: tuple[Any, str], words: str
) -> None:
    one, other, shows = described(desk)
    assert other.presses(ONE, SEND, **{shows: "En hand"}).status_code == 302
    assert "Sparat" in one.writes(words, **{shows: "En hand"})
    assert "Inte sparat" in one.writes(words, **{shows: "En fot"})
    assert shown_by(shows) == "En hand"
