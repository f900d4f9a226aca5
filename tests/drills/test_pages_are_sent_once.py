"""A page that makes something is sent once, whoever presses twice, and from however many tabs."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from samplan.access.jobs import forget_sealed
from samplan.access.models import SentPage
from samplan.access.policies import Refused
from samplan.cases.models import Send
from samplan.cases.tests.send_world import make_receivers, pasted
from samplan.cases.tests.world import started_case
from samplan.common.ids import uuid7
from tests.cast import AT, ActingClient, Cast, browser_of

NEW_SEND = "/vard/utskick/nytt/"
PLAIN = {"offering": "", "kind": "question", "title": "Mät", "body": "Mät.", "who": "numbers"}
MADE: dict[str, tuple[str, str, dict[str, str]]] = {
    "cases.CaseType": ("stig", "/vard/arendetyper/nytt/", {"title": "A", "direction": "patient"}),
    "cases.StandardReply": (
        "stig",
        "/vard/arendetyper/standardsvar/",
        {"title": "Tack", "body": "Hej"},
    ),
    "organisations.ServiceArea": ("stig", "/vard/arendetyper/omrade/", {"age_from": "18"}),
    "forms.Questionnaire": ("stig", "/vard/formular/nytt/", {"title": "Ny"}),
    "bookings.Resource": ("stig", "/vard/resurser/ny/", {"name": "Rum 3"}),
    "contacts.CareTeam": ("maria", "/vard/vardlag/nytt/", {"name": "Hjärtlaget"}),
}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def key_on(browser: ActingClient, address: str) -> str:
    (key,) = re.findall(r'name="_once" value="([^"]+)"', browser.get(address).content.decode())
    return str(key)


def maria_and_a_send(cast: Cast) -> tuple[ActingClient, dict[str, str]]:
    numbers = pasted(make_receivers(cast, 2))
    maria = browser_of(cast.acting(cast.maria))
    return maria, PLAIN | {"numbers": numbers, "_once": key_on(maria, NEW_SEND)}


def count(name: str) -> int:
    model: type[Model] = apps.get_model(name)
    return model._default_manager.count()


@pytest.mark.parametrize("name", MADE)
def test_pressed_twice_it_makes_one_and_leads_to_it(cast: Cast, name: str) -> None:
    who, address, fields = MADE[name]
    browser = browser_of(cast.acting(getattr(cast, who)))
    before = count(name)
    post = fields | {"_once": key_on(browser, address)}
    first, second = (browser.send(address, post) for _press in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert count(name) == before + 1


def test_a_note_is_written_once(cast: Cast) -> None:
    case = started_case(cast)
    maria = browser_of(cast.acting(cast.maria))
    post = {"body": "Ring på fredag", "_once": key_on(maria, f"/vard/arenden/{case.pk}/")}
    for _press in range(2):
        assert maria.send(f"/vard/arenden/{case.pk}/anteckning/", post).status_code == 302
    assert case.notes.count() == 1


def test_what_is_refused_is_told_and_can_be_sent_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = started_case(cast)
    maria, address = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"
    post = {"body": "Ring på fredag", "_once": key_on(maria, address)}

    def refuse(*_args: Any, **_options: Any) -> None:
        raise Refused("Just nu går det inte.")

    with monkeypatch.context() as closed:
        closed.setattr("samplan.cases.actions.write_note", refuse)
        assert maria.send(f"{address}anteckning/", post).status_code == 302
    assert "Just nu går det inte." in maria.get(address).content.decode()
    assert maria.send(f"{address}anteckning/", post).status_code == 302
    assert case.notes.count() == 1


def test_a_send_is_drawn_up_once_and_what_is_changed_is_kept(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    first, second = (maria.send(NEW_SEND, post) for _press in range(2))
    assert second["Location"] == first["Location"]
    other = maria.send(NEW_SEND, post | {"body": "Mät i två veckor."})
    assert other.status_code == 409
    page = other.content.decode()
    assert "Mät i två veckor." in page
    assert first["Location"] in page
    assert Send.objects.count() == 1
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert kept["_once"] != post["_once"]
    for _press in range(2):
        assert maria.send(NEW_SEND, kept).status_code == 302
    assert Send.objects.count() == 2


def test_what_was_faulty_is_not_sent_yet(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    assert maria.send(NEW_SEND, post | {"title": ""}).status_code == 200
    assert maria.send(NEW_SEND, post).status_code == 302
    assert Send.objects.count() == 1


def test_a_colleagues_key_is_no_key_of_mine(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    maria.send(NEW_SEND, post)
    petra = browser_of(cast.acting(cast.petra))
    assert petra.send(NEW_SEND, post).status_code == 302
    assert Send.objects.count() == 2


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_at_once_one_makes_it_and_both_are_led_there(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    begin, led = threading.Barrier(4), []

    def press() -> None:
        try:
            browser = browser_of(maria.acting)
            begin.wait()
            led.append(browser.send(NEW_SEND, post)["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _tab in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send = Send.objects.get()
    assert led == [f"/vard/utskick/{send.pk}/"] * 4


def test_keys_are_forgotten_when_their_pages_are_too_old_to_be_sent(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    maria.send(NEW_SEND, post)
    forget_sealed.func(int((AT + timedelta(hours=1)).timestamp()))
    assert SentPage.objects.count() == 1
    forget_sealed.func(int((AT + timedelta(hours=48)).timestamp()))
    assert not SentPage.objects.exists()


def test_the_database_holds_a_key_once(cast: Cast) -> None:
    maria, post = maria_and_a_send(cast)
    maria.send(NEW_SEND, post)
    sent = SentPage.objects.get()
    sent.pk = uuid7()
    name = "page_is_sent_once_by_whoever_acts"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        sent.save(force_insert=True)


def test_nothing_is_kept_of_what_could_not_be_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria, post = maria_and_a_send(cast)

    def fall(*_args: Any, **_options: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("samplan.cases.views.sends.draw_up", fall)
        with pytest.raises(RuntimeError):
            maria.send(NEW_SEND, post)
    assert not SentPage.objects.exists()
    assert maria.send(NEW_SEND, post).status_code == 302
    assert Send.objects.count() == 1
