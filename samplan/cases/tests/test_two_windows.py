"""An older page, or another window, neither says a thing twice nor writes over what is begun."""

import re
from typing import Any

import pytest

from samplan.cases import actions
from samplan.cases.actions import mark_of_draft
from samplan.cases.models import Message, MessageDraft
from samplan.cases.tests.test_sent_once import SCRIPT, key_on
from samplan.cases.tests.world import started_case
from tests.cast import AT, ActingClient, Cast, browser_of

FIRST, NEXT = "Jag glömde en sak.", "En ny text som sparas."
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.fixture(params=["patient", "care"])
def desk(request: pytest.FixtureRequest, cast: Cast) -> tuple[ActingClient, str, dict[str, str]]:
    """A browser, the address of a case open in it, and what its page says beside the words."""
    case = started_case(cast)
    if request.param == "patient":
        return browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/", {}
    rest = {"intent": "information", "_seen": str(case.revision)}
    return browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/", rest


def times(words: str) -> int:
    """How often that is said."""
    return Message.objects.filter(body=words).count()


def sent_and_begun(browser: ActingClient, place: str, rest: dict[str, str]) -> dict[str, str]:
    """What the page said that was sent; the next text is begun since, and has saved itself."""
    first = {**rest, "body": FIRST, "_key": key_on(browser.get(place).content.decode())}
    assert browser.send(f"{place}svar/", first).status_code == 302
    key = key_on(browser.get(place).content.decode())
    browser.send(f"{place}svar/", {**rest, "body": NEXT, "_key": key}, headers=SCRIPT)
    return first


def test_the_older_page_sent_again_is_sent_once_and_leaves_what_is_begun(desk: Any) -> None:
    browser, place, _rest = desk
    again = browser.send(f"{place}svar/", sent_and_begun(*desk))
    assert (again.status_code, times(FIRST)) == (302, 1)
    assert MessageDraft.objects.begun().get().body == NEXT


def test_a_late_save_of_the_older_page_leaves_what_is_begun_and_says_so(desk: Any) -> None:
    browser, place, _rest = desk
    first = sent_and_begun(*desk)
    late = browser.send(f"{place}svar/", first | {"body": "Jag glömde två"}, headers=SCRIPT)
    assert (late.status_code, MessageDraft.objects.begun().get().body) == (202, NEXT)
    assert "Inte sparat" in late.content.decode()


def test_other_words_on_the_older_page_stand_beside_what_is_begun(desk: Any) -> None:
    browser, place, _rest = desk
    other = sent_and_begun(*desk) | {"body": "Jag glömde två saker."}
    shown = browser.send(f"{place}svar/", other)
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "Jag glömde två saker." in page
    assert re.search(f"{NEXT}\\s*</textarea>", page)
    assert (times(FIRST), times(other["body"])) == (1, 0)
    assert MessageDraft.objects.begun().get().body == NEXT


def test_of_two_windows_that_save_before_either_sends_both_keep_their_words(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, place, rest = desk
    name = "answer" if rest else "reply"
    send, key = getattr(actions, name), key_on(browser.get(place).content.decode())

    def other_first(draft: MessageDraft, **facts: Any) -> Message:
        monkeypatch.setattr(actions, name, send)
        drawn = mark_of_draft(MessageDraft.objects.begun().get())
        other = {**rest, "body": "Två", "_key": key, "_drawn": drawn}
        assert browser.send(f"{place}svar/", other).status_code == 302
        said: Message = send(draft, **facts)
        return said

    monkeypatch.setattr(actions, name, other_first)
    told = browser.send(f"{place}svar/", {**rest, "body": "Ett", "_key": key}, follow=True)
    assert (times("Ett"), times("Två")) == (0, 1)
    page = told.content.decode()
    assert re.search(r"Ett\s*</textarea>", page)
    assert "Det du skickade först gäller" in page
    assert key_on(page) != key
