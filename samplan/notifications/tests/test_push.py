"""Web push: empty, signed, to push services only, and by another way where the device is gone."""

import json
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from py_vapid import Vapid02
from py_vapid.utils import b64urldecode

from samplan.notifications import devices, jobs, texts
from samplan.notifications.actions import tell
from samplan.notifications.channels.interface import Outcome, Parcel
from samplan.notifications.channels.push import Push, is_push_service, public_key
from samplan.notifications.models import Delivery, DeliveryState, Device, NoticeKind
from samplan.notifications.outbox import NotTaken, hand_over
from samplan.notifications.tests.gateway import Gateway, gateway
from samplan.notifications.tests.test_choosing import chose, told
from samplan.notifications.tests.test_outbox import something_to_do
from tests.cast import AT, TODAY, Cast, browser_of

KEY = "vHvQZ0kGCW1mqkFV5LLcXrPXl0MHvFCVCgZpn3TUa0M"  # made up for the tests
OTHER = "3gdY0NrRp0wA1mHmVJqkVbqZCPSMmSMZVrSYDWcQOWw"
PAGE = "/installningar/aviseringar/"


@pytest.fixture
def service(settings) -> Iterator[Gateway]:
    """A push service on this machine."""
    settings.SAMPLAN_PUSH_KEY, settings.SAMPLAN_PUSH_CONTACT = KEY, "drift@samplan.invalid"
    settings.SAMPLAN_PUSH_HOSTS = ["127.0.0.1"]
    with gateway(201) as server:
        yield server


def added(cast: Cast, service: Gateway, device: str = "a") -> Device:
    return devices.add_device(f"{service.url}/{device}", acting=cast.acting(cast.alma), at=AT)


def to_alma(cast: Cast) -> Parcel:
    return Parcel(address=str(cast.alma.pk), subject="S", text="T", message_id="<1@s>")


def test_a_device_is_woken_with_nothing_but_a_signature(cast: Cast, service: Gateway) -> None:
    added(cast, service)
    assert Push().carry(to_alma(cast)) == Outcome.HANDED_OVER
    ((headers, said),) = service.taken
    assert said is None
    assert (headers["Topic"], headers["Content-Length"]) == ("new", "0")
    assert Vapid02.verify(headers["Authorization"])
    token = headers["Authorization"].split("t=")[1].split(",")[0].split(".")[1]
    claims = json.loads(b64urldecode(token.encode()))
    assert claims["aud"] == service.url.removesuffix("/send")
    assert claims["sub"] == "mailto:drift@samplan.invalid"
    assert f"k={public_key()}" in headers["Authorization"]


@pytest.mark.parametrize("status", [400, 401, 403, 413, 429, 500, 503])
def test_what_the_service_cannot_now_is_tried_again(
    cast: Cast, service: Gateway, status: int
) -> None:
    added(cast, service)
    service.answers = status
    assert Push().carry(to_alma(cast)) == Outcome.TRY_AGAIN
    assert Device.objects.exists()


def test_it_follows_nobody_elsewhere(cast: Cast, service: Gateway) -> None:
    added(cast, service)
    service.answers = 307
    assert Push().carry(to_alma(cast)) == Outcome.TRY_AGAIN
    assert len(service.taken) == 1


def test_a_device_that_is_no_more_is_forgotten_and_mail_goes_instead(
    cast: Cast, service: Gateway
) -> None:
    added(cast, service)
    chose(cast, cast.alma, message="push")
    assert told(cast) == [("push", str(cast.alma.pk))]
    delivery = Delivery.objects.get()
    service.answers = 410
    assert hand_over(delivery.pk, at=AT) == DeliveryState.SENT
    delivery.refresh_from_db()
    assert (delivery.channel, delivery.address) == ("mail", cast.alma.email)
    assert [letter.to for letter in mail.outbox] == [[cast.alma.email]]
    assert not Device.objects.exists()


def test_one_of_two_devices_is_enough(cast: Cast, service: Gateway) -> None:
    added(cast, service)
    with gateway(404) as gone:
        added(cast, gone, "b")
        assert Push().carry(to_alma(cast)) == Outcome.HANDED_OVER
    assert Device.objects.get().endpoint.startswith(service.url)


def test_a_silent_service_keeps_what_waits(cast: Cast, service: Gateway) -> None:
    added(cast, service)
    chose(cast, cast.alma, message="push")
    told(cast)
    service.answers = 503
    with pytest.raises(NotTaken):
        hand_over(Delivery.objects.get().pk, at=AT)
    assert Delivery.objects.get().state == DeliveryState.WAITING
    service.answers = 201
    assert hand_over(Delivery.objects.get().pk, at=AT) == DeliveryState.SENT
    assert not mail.outbox


def test_with_a_new_key_old_devices_count_no_longer(cast: Cast, service: Gateway, settings) -> None:
    added(cast, service)
    chose(cast, cast.alma, message="push")
    settings.SAMPLAN_PUSH_KEY = OTHER
    assert told(cast) == [("mail", cast.alma.email)]
    assert devices.devices_of(cast.alma.pk) == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/a",
        "https://fcm.googleapis.com.elak.invalid/a",
        "https://elak.invalid/fcm.googleapis.com",
        "https://a@fcm.googleapis.com/a",
        "https://fcm.googleapis.com:22/a",
        "https://127.0.0.1/a",
        "https://[::1/a",
        "file:///etc/passwd",
        "https://a..fcm.googleapis.com/a",
        f"https://{'a' * 64}.fcm.googleapis.com/a",
        "",
    ],
)
def test_only_push_services_are_posted_to(endpoint: str) -> None:
    assert not is_push_service(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/a:b",
        "https://updates.push.services.mozilla.com/wpush/v2/a",
        "https://wns2-par02p.notify.windows.com/w/?token=a",
        "https://web.push.apple.com/a",
    ],
)
def test_the_push_services_of_browsers_are_known(endpoint: str) -> None:
    assert is_push_service(endpoint)


def test_a_browser_says_yes_and_no_on_the_page(cast: Cast, service: Gateway) -> None:
    alma = browser_of(cast.acting(cast.alma))
    assert public_key() in alma.get(PAGE).content.decode()
    alma.send(f"{PAGE}enhet/", {"endpoint": f"{service.url}/a"})
    device = Device.objects.get(patient=cast.alma)
    page = alma.get(PAGE).content.decode()
    assert devices.fingerprint(device) in page
    assert device.endpoint not in page
    bo = browser_of(cast.acting(cast.bo))
    assert bo.send(f"{PAGE}enhet/{device.pk}/bort/").status_code == 404
    alma.send(f"{PAGE}enhet/{device.pk}/bort/")
    assert not Device.objects.exists()


def test_an_address_of_something_else_is_refused_in_plain_words(
    cast: Cast, service: Gateway
) -> None:
    alma = browser_of(cast.acting(cast.alma))
    alma.send(f"{PAGE}enhet/", {"endpoint": "http://169.254.169.254/latest"})
    assert "Vi kan inte skicka aviseringar" in alma.get(PAGE).content.decode()
    assert not Device.objects.exists()


def test_a_browser_is_told_for_whoever_said_yes_there_last(cast: Cast, service: Gateway) -> None:
    added(cast, service)
    devices.add_device(f"{service.url}/a", acting=cast.acting(cast.bo), at=AT)
    assert Device.objects.get().patient == cast.bo


def test_ten_devices_are_enough(cast: Cast, service: Gateway) -> None:
    for number in range(devices.MOST):
        added(cast, service, str(number))
    with pytest.raises(devices.Refused):
        added(cast, service, "one more")
    added(cast, service, "3")
    assert Device.objects.count() == devices.MOST


def test_without_a_key_nothing_is_offered(cast: Cast) -> None:
    page = browser_of(cast.acting(cast.alma)).get(PAGE).content.decode()
    assert "enheter" not in page


def test_a_made_key_can_sign(settings, capsys) -> None:
    call_command("push_key")
    settings.SAMPLAN_PUSH_KEY = capsys.readouterr().out.strip()
    assert len(public_key()) == 87  # 65 bytes


def test_the_worker_has_the_words_and_no_login(client, cast: Cast) -> None:
    answer = client.get(f"{PAGE}vakt.js?sprak=sv")
    assert answer["Content-Type"].startswith("text/javascript")
    assert texts.on_a_device("sv")["title"] in answer.content.decode()


@pytest.mark.parametrize("odd", ["é", "\x00", " ", "\n"])
def test_an_address_that_cannot_be_sent_is_refused(cast: Cast, service: Gateway, odd: str) -> None:
    browser_of(cast.acting(cast.alma)).send(f"{PAGE}enhet/", {"endpoint": f"{service.url}/{odd}x"})
    assert not Device.objects.exists()


def test_one_delivery_that_fails_holds_up_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(cast)
    tell(something_to_do(cast, cast.bo), NoticeKind.NEW, due_on=TODAY, at=AT)
    first, second = Delivery.objects.order_by("id")

    def planted(key, *, at):
        if key == first.pk:
            raise UnicodeEncodeError("ascii", "é", 0, 1, "planted")
        return hand_over(key, at=at)

    monkeypatch.setattr(jobs, "hand_over", planted)
    jobs.sweep(timestamp=int(AT.timestamp()))
    second.refresh_from_db()
    assert second.state == DeliveryState.SENT
