"""The outbox: one notice per decision, one message per notice, the same Message-ID at each try."""

import smtplib
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail

from samplan.access.models import DigitalConsent
from samplan.notifications.actions import tell
from samplan.notifications.models import Delivery, DeliveryState, Notice, NoticeKind
from samplan.notifications.outbox import NotTaken, hand_over
from samplan.plans.actions import register
from samplan.plans.models import Activity, ActivityKind, Responsible
from tests.cast import AT, TODAY, Cast


def something_to_do(cast: Cast, patient, *, due_on=TODAY) -> Activity:
    visit = Activity(patient=patient, clinic=cast.heart)
    return register(
        ActivityKind.READ_SUMMONS,
        responsible=Responsible.PATIENT,
        about=visit,
        at=AT - timedelta(days=30),
        due_on=due_on,
    )


def test_telling_twice_is_telling_once(cast: Cast) -> None:
    activity = something_to_do(cast, cast.alma)

    assert tell(activity, NoticeKind.NEW, due_on=TODAY, at=AT)
    assert not tell(activity, NoticeKind.NEW, due_on=TODAY, at=AT)

    assert Notice.objects.count() == Delivery.objects.count() == 1


def test_the_message_says_neither_what_nor_where(cast: Cast) -> None:
    tell(something_to_do(cast, cast.alma), NoticeKind.NEW, due_on=TODAY, at=AT)
    delivery = Delivery.objects.get()

    assert hand_over(delivery.pk, at=AT) == DeliveryState.SENT
    assert hand_over(delivery.pk, at=AT) is None

    (message,) = mail.outbox
    assert message.to == [cast.alma.email]
    assert message.extra_headers["Message-ID"] == delivery.message_id
    text = message.subject + message.body
    for word in (cast.heart.name, "Hjärt", cast.alma.family_name, cast.alma.identity_number):
        assert word not in text


def test_guardians_are_told_for_a_child(cast: Cast) -> None:
    tell(something_to_do(cast, cast.cleo), NoticeKind.NEW, due_on=TODAY, at=AT)

    assert [each.address for each in Delivery.objects.all()] == [cast.bo.email]


def test_nobody_is_told_without_consent(cast: Cast) -> None:
    DigitalConsent.objects.filter(patient=cast.alma).update(withdrawn_at=AT, withdrawn_by="Alma")
    tell(something_to_do(cast, cast.alma), NoticeKind.NEW, due_on=TODAY, at=AT)

    assert not Delivery.objects.exists()


def test_a_server_that_is_down_leaves_the_message_waiting(cast: Cast) -> None:
    tell(something_to_do(cast, cast.alma), NoticeKind.NEW, due_on=TODAY, at=AT)
    delivery = Delivery.objects.get()

    down = patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError)
    with down, pytest.raises(NotTaken):
        hand_over(delivery.pk, at=AT)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WAITING
    assert hand_over(delivery.pk, at=AT) == DeliveryState.SENT


def test_a_refused_address_is_not_tried_again(cast: Cast) -> None:
    tell(something_to_do(cast, cast.alma), NoticeKind.NEW, due_on=TODAY, at=AT)
    delivery = Delivery.objects.get()

    refusal = smtplib.SMTPRecipientsRefused({cast.alma.email: (550, b"no such user")})
    with patch("django.core.mail.EmailMessage.send", side_effect=refusal):
        assert hand_over(delivery.pk, at=AT) == DeliveryState.REFUSED

    assert hand_over(delivery.pk, at=AT) is None
