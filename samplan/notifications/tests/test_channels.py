"""Each channel's answers: handed over, refused for good, try again."""

import json
import smtplib
from pathlib import Path
from unittest.mock import patch

import pytest

from samplan.notifications.actions import tell
from samplan.notifications.channels import sms as sms_channel
from samplan.notifications.channels.interface import Outcome, Parcel
from samplan.notifications.channels.mail import Mail
from samplan.notifications.channels.sms import Gateway, RecordingGateway, sms
from samplan.notifications.jobs import sweep
from samplan.notifications.models import Delivery, DeliveryState, NoticeKind, Way
from samplan.notifications.outbox import NotTaken, hand_over
from samplan.notifications.tests.gateway import gateway
from samplan.notifications.tests.test_outbox import something_to_do
from tests.cast import AT, TODAY, Cast

PARCEL = Parcel(address="+46701740605", subject="Nytt", text="Något nytt", message_id="<1@s>")
MAIL = Parcel(address="alma@samplan.invalid", subject="Nytt", text="Något", message_id="<2@s>")


@pytest.fixture
def door(settings):
    """A gateway that the settings point at."""
    with gateway() as server:
        settings.SAMPLAN_SMS_URL, settings.SAMPLAN_SMS_TOKEN = server.url, "secret"
        yield server


def test_the_gateway_gets_the_words_and_a_reference(door) -> None:
    assert sms().carry(PARCEL) == Outcome.HANDED_OVER

    ((headers, said),) = door.taken
    assert headers["Authorization"] == "Bearer secret"
    assert said == {
        "from": "Samplan",
        "to": "+46701740605",
        "text": "Något nytt",
        "reference": "<1@s>",
    }


@pytest.mark.parametrize("status", [404, 410, 422])
def test_no_such_number_is_a_refusal(door, status: int) -> None:
    door.answers = status

    assert Gateway().carry(PARCEL) == Outcome.REFUSED


@pytest.mark.parametrize("status", [400, 401, 403, 408, 429, 500, 503])
def test_what_is_not_the_numbers_fault_is_tried_again(door, status: int) -> None:
    door.answers = status

    assert Gateway().carry(PARCEL) == Outcome.TRY_AGAIN


def test_a_gateway_that_is_away_or_silent_is_tried_again(settings) -> None:
    settings.SAMPLAN_SMS_URL = "http://127.0.0.1:9/"
    assert Gateway().carry(PARCEL) == Outcome.TRY_AGAIN

    with patch.object(sms_channel, "urlopen", side_effect=TimeoutError):
        assert Gateway().carry(PARCEL) == Outcome.TRY_AGAIN


def test_without_a_gateway_the_way_is_closed(settings, tmp_path: Path) -> None:
    settings.SAMPLAN_SMS_URL, settings.SAMPLAN_SMS_FOLDER = "", None
    assert not sms().is_open

    settings.SAMPLAN_SMS_FOLDER = tmp_path
    assert sms().is_open


def test_the_recording_gateway_writes_each_message_down_once(tmp_path: Path) -> None:
    for _try in range(2):
        assert RecordingGateway(tmp_path / "sms").carry(PARCEL) == Outcome.HANDED_OVER

    (path,) = (tmp_path / "sms").iterdir()
    assert json.loads(path.read_text())["text"] == "Något nytt"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), Outcome.REFUSED),
        (smtplib.SMTPRecipientsRefused({"a@b": (451, b"greylisted")}), Outcome.TRY_AGAIN),
        (smtplib.SMTPSenderRefused(550, b"no", "us@b"), Outcome.TRY_AGAIN),
        (ConnectionRefusedError(), Outcome.TRY_AGAIN),
    ],
)
def test_mail_is_refused_only_where_the_receiver_is_unknown(error, outcome: Outcome) -> None:
    with patch("django.core.mail.EmailMessage.send", side_effect=error):
        assert Mail().carry(MAIL) == outcome


def told_by_sms(cast: Cast, settings, folder: Path) -> Delivery:
    settings.SAMPLAN_SMS_FOLDER = folder
    cast.alma.email, cast.alma.phone = "", "070-174 06 05"
    cast.alma.save()
    tell(something_to_do(cast, cast.alma), NoticeKind.NEW, due_on=TODAY, at=AT)
    return Delivery.objects.get(patient=cast.alma)


def test_one_with_only_a_mobile_number_is_told_by_sms(cast: Cast, settings, tmp_path) -> None:
    delivery = told_by_sms(cast, settings, tmp_path)
    assert (delivery.channel, delivery.address) == (Way.SMS, "+46701740605")

    assert hand_over(delivery.pk, at=AT) == DeliveryState.SENT

    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text())["reference"] == delivery.message_id


def test_a_silent_gateway_keeps_no_mail_waiting(cast: Cast, settings, tmp_path) -> None:
    by_sms = told_by_sms(cast, settings, tmp_path)
    tell(something_to_do(cast, cast.bo), NoticeKind.NEW, due_on=TODAY, at=AT)
    settings.SAMPLAN_SMS_FOLDER, settings.SAMPLAN_SMS_URL = None, "http://127.0.0.1:9/"
    with pytest.raises(NotTaken):
        hand_over(by_sms.pk, at=AT)

    sweep(timestamp=int(AT.timestamp()))

    found = Delivery.objects.order_by("id").values_list("channel", "state", "tries")
    assert list(found) == [("sms", "waiting", 0), ("mail", "sent", 1)]
