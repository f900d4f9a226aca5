"""Of two windows in which one writes a message, neither writes over what the other has saved."""

import re
from typing import Any

import pytest

from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.test_sent_once import SCRIPT
from samplan.cases.tests.world import say_as_care, started_case
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, ActingClient, Cast, browser_of

ONE, OTHER, ALSO = "Det första fönstret.", "Det andra fönstret.", "Det tredje."
LATER, SEND = {"_later": "1"}, {"_send": "1"}
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(AT, tick=False)


class Window:
    """A page that is open, and what it knows."""

    def __init__(self, browser: ActingClient, place: str) -> None:
        self.browser, self.place, self.times = browser, place, 0
        self.read(browser.get(place).content.decode())

    def read(self, page: str) -> None:
        form = page[max(page.find('id="answers"'), 0) :].partition("</form>")[0]
        hidden = re.findall(r'<input type="hidden"[^>]*name="_\w+"[^>]*>', form)
        self.knows = dict(re.findall(r'name="(_\w+)" value="([^"]*)"', " ".join(hidden)))

    def writes(self, words: str, *, drawn: bool = True, **more: Any) -> str:
        """Its script saves."""
        self.times += 1
        post = self.post(words) | {"_nth": str(self.times)} | more
        told = self.browser.send(f"{self.place}svar/", post, headers=SCRIPT)
        assert told.status_code == 202
        said: str = told.content.decode()
        new = re.search(r'name="_drawn" value="([^"]*)"', said)
        if new is not None and drawn:
            self.knows["_drawn"] = new[1]
        return said

    def presses(self, words: str, button: dict[str, str], **more: Any) -> Any:
        return self.browser.send(f"{self.place}svar/", self.post(words) | button | more)

    def post(self, words: str) -> dict[str, Any]:
        return {**self.knows, "intent": "information", "body": words}

    def chooses(self, page: str, label: str) -> Any:
        """Press one of the two buttons beside what is kept."""
        forms = re.findall(r"<form method=\"post\" action=.*?</form>", page, re.DOTALL)
        (form,) = [each for each in forms if label in each]
        self.read(form)
        fields = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
        assert self.place in form
        post = {**self.knows, **dict(fields), **LATER}
        return self.browser.send(f"{self.place}svar/", post)


@pytest.fixture(params=["patient", "care"])
def windows(request: pytest.FixtureRequest, cast: Cast) -> tuple[Window, Window]:
    """Two of the same conversation, both opened before anything is written."""
    case = started_case(cast)
    say_as_care(cast, case, "Bilder?", "question", most_files=3)
    case = Case.objects.get(pk=case.pk)
    who, place = cast.alma, f"/inkorg/{case.pk}/"
    if request.param == "care":
        who, place = cast.maria, f"/vard/arenden/{case.pk}/"
    one, other = (Window(browser_of(cast.acting(who)), place) for _each in range(2))
    return one, other


def kept() -> str:
    return MessageDraft.objects.begun().get().body


def field_of(page: str) -> str:
    found = re.search(r'<textarea[^>]*name="body"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_window_opened_earlier_saves_nothing_over_what_the_other_saved(windows: Any) -> None:
    one, other = windows
    assert "Sparat" in one.writes(ONE)
    assert "Inte sparat" in other.writes(OTHER)
    assert kept() == ONE


@pytest.mark.parametrize("button", [LATER, SEND])
def test_without_script_it_shows_both_and_sends_neither(windows: Any, button: Any) -> None:
    one, other = windows
    assert one.presses(ONE, LATER).status_code == 302
    shown = other.presses(OTHER, button)
    page = shown.content.decode()
    assert shown.status_code == 409
    assert field_of(page) == ONE
    assert OTHER in page
    assert "två fönster" in page
    assert (kept(), Message.objects.filter(body__in=[ONE, OTHER]).count()) == (ONE, 0)


@pytest.mark.parametrize(
    ("label", "stands"),
    [("Lägg till det i fältet", f"{ONE}\n\n{OTHER}"), ("Ersätt det som står i fältet", OTHER)],
)
def test_one_chooses_to_have_both_or_one(windows: Any, label: str, stands: str) -> None:
    one, other = windows
    one.writes(ONE)
    page = other.presses(OTHER, LATER).content.decode()
    assert other.chooses(page, label).status_code == 302
    assert kept().replace("\r", "") == stands
    assert "Inte sparat" in one.writes(ALSO)


def test_what_is_saved_between_seeing_both_and_choosing_stands(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    page = other.presses(OTHER, LATER).content.decode()
    one.writes(ALSO)
    assert other.chooses(page, "Ersätt").status_code == 409
    assert kept() == ALSO


def test_a_window_goes_on_over_its_own_words_though_an_answer_was_lost(windows: Any) -> None:
    one, _other = windows
    one.writes("De", drawn=False)
    assert "Sparat" in one.writes(ONE, drawn=False)
    assert one.presses(ALSO, LATER).status_code == 302
    assert kept() == ALSO


def test_what_its_script_sent_before_a_button_arrives_too_late(windows: Any) -> None:
    one, _other = windows
    one.presses(ONE, LATER)
    assert "Inte sparat" in one.writes("De")
    assert kept() == ONE


def test_words_that_are_the_same_in_both_are_said_to_be_saved_and_sent_by_one(
    windows: Any,
) -> None:
    one, other = windows
    one.writes(ONE)
    assert "Sparat" in other.writes(ONE)
    assert "Inte sparat" in other.writes(OTHER)
    assert other.presses(ONE, SEND).status_code == 302
    assert Message.objects.filter(body=ONE).count() == 0
    assert one.presses(ONE, SEND).status_code == 302
    assert Message.objects.filter(body=ONE).count() == 1


def test_a_file_from_the_older_window_is_taken_and_its_words_stand_beside(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    shown = other.presses(OTHER, {"_upload": "file"}, file=image())
    assert shown.status_code == 409
    assert Attachment.objects.get().owner_id == str(MessageDraft.objects.begun().get().pk)
    assert "bild.png" in shown.content.decode()


def test_an_empty_older_window_that_is_sent_says_that_something_is_written(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    assert other.presses("", SEND).status_code == 302
    assert "i ett annat fönster" in other.browser.get(one.place).content.decode()
    assert kept() == ONE


def test_what_is_saved_while_another_window_sends_is_kept(
    windows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = windows
    name = "answer" if "vard" in one.place else "reply"
    send = getattr(actions, name)

    def saved_first(draft: MessageDraft, **facts: Any) -> Message:
        monkeypatch.setattr(actions, name, send)
        late = Window(other.browser, other.place)
        assert "Sparat" in late.writes(OTHER)
        said: Message = send(draft, **facts)
        return said

    monkeypatch.setattr(actions, name, saved_first)
    shown = one.presses(ONE, SEND)
    assert shown.status_code == 409
    assert ONE in shown.content.decode()
    assert kept() == OTHER


def test_a_page_drawn_before_windows_had_names_writes_over_nothing(windows: Any) -> None:
    one, other = windows
    one.writes(ONE)
    other.knows = {name: other.knows[name] for name in ("_key", "_seen") if name in other.knows}
    assert "Inte sparat" in other.writes(OTHER)
    assert kept() == ONE
