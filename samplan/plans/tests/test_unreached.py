"""What the receiver refuses becomes a task for the clinic, once per address, until it is mended."""

import smtplib
from unittest.mock import patch

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samplan.notifications.actions import tell
from samplan.notifications.models import Delivery, DeliveryState, NoticeKind, RefusedAddress, Way
from samplan.notifications.outbox import hand_over
from samplan.notifications.proving import remove_address
from samplan.notifications.tests.test_outbox import something_to_do
from samplan.plans.models import Activity, ActivityKind
from tests.cast import AT, TODAY, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


def refused(cast: Cast, patient) -> None:
    """A notice about the patient that the receiver's server says no to."""
    tell(something_to_do(cast, patient), NoticeKind.NEW, due_on=TODAY, at=AT)
    no = smtplib.SMTPRecipientsRefused({"x@samplan.invalid": (550, b"no such user")})
    with patch("django.core.mail.EmailMessage.send", side_effect=no):
        for delivery in Delivery.objects.filter(state=DeliveryState.WAITING):
            assert hand_over(delivery.pk, at=AT) == DeliveryState.REFUSED


def tasks_of(patient) -> list[Activity]:
    return list(Activity.objects.filter(kind=ActivityKind.UNREACHED, patient=patient))


def test_one_task_for_each_address_however_often_it_is_refused(cast: Cast) -> None:
    refused(cast, cast.alma)
    refused(cast, cast.alma)
    refused(cast, cast.cleo)

    (task,) = tasks_of(cast.alma)
    assert (task.responsible, task.clinic, task.due_on) == ("care", cast.heart, TODAY)
    (for_child,) = tasks_of(cast.cleo)
    assert RefusedAddress.objects.get(pk=for_child.subject_id).person == cast.bo


def test_it_closes_by_itself_when_the_address_is_changed(cast: Cast) -> None:
    refused(cast, cast.alma)
    remove_address(Way.SMS, acting=cast.acting(cast.alma), at=AT)
    assert tasks_of(cast.alma)[0].is_open

    remove_address(Way.MAIL, acting=cast.acting(cast.alma), at=AT)

    (task,) = tasks_of(cast.alma)
    assert (task.is_done, task.closed_by) == (True, "Alma Ek")


def test_one_refused_anew_after_a_change_is_a_new_task(cast: Cast) -> None:
    refused(cast, cast.alma)
    remove_address(Way.MAIL, acting=cast.acting(cast.alma), at=AT)
    type(cast.alma).objects.filter(pk=cast.alma.pk).update(email=cast.alma.email)

    refused(cast, cast.alma)

    assert sorted(task.is_open for task in tasks_of(cast.alma)) == [False, True]


def test_it_stands_at_today_and_is_closed_by_hand(cast: Cast) -> None:
    refused(cast, cast.alma)
    maria = browser_of(cast.acting(cast.maria))
    (task,) = tasks_of(cast.alma)
    address = reverse("plans:unreached", args=[task.pk])

    today = maria.get("/vard/").content.decode()
    assert "Patienten kunde inte nås" in today
    assert f'href="{address}"' in today
    assert cast.alma.email in maria.get(address).content.decode()
    maria.send(address)

    assert "Maria Nyström" in maria.get(address).content.decode()
    assert "Patienten kunde inte nås" not in maria.get("/vard/").content.decode()
    assert tasks_of(cast.alma)[0].is_done


def test_the_patient_is_led_to_the_addresses(cast: Cast) -> None:
    refused(cast, cast.alma)

    page = browser_of(cast.acting(cast.alma)).get("/plan/").content.decode()

    assert reverse("notifications:notices") in page


def test_an_address_is_refused_once_at_a_time(cast: Cast) -> None:
    refused(cast, cast.alma)
    row = RefusedAddress.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RefusedAddress.objects.bulk_create(
            [
                RefusedAddress(
                    patient=row.patient,
                    clinic=row.clinic,
                    person=row.person,
                    channel=row.channel,
                    address=row.address,
                    refused_at=AT,
                )
            ]
        )
