"""Quiet hours and the day's one message, by the clock in Sweden, summer time too."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from samplan.notifications.actions import tell
from samplan.notifications.jobs import sweep
from samplan.notifications.models import Delivery, DeliveryState, NoticeKind, Preference
from samplan.notifications.outbox import hand_over
from samplan.notifications.tests.test_choosing import NUMBER, chose
from samplan.notifications.tests.test_outbox import something_to_do
from samplan.notifications.waiting import after_quiet, next_hour
from tests.cast import AT, TODAY, Cast

EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # 22.30 in Sweden
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-23 19:59", "2026-11-23 19:59"),  # 20.59
        ("2026-11-23 20:00", "2026-11-24 06:00"),  # 21.00
        ("2026-11-24 05:59", "2026-11-24 06:00"),  # 6.59
        ("2026-11-24 06:00", "2026-11-24 06:00"),
        ("2026-07-01 18:59", "2026-07-01 18:59"),  # summer: 20.59
        ("2026-07-01 19:00", "2026-07-02 05:00"),
        ("2026-10-24 19:30", "2026-10-25 06:00"),  # the night that is an hour longer
        ("2026-03-28 20:30", "2026-03-29 05:00"),  # and the one that is shorter
    ],
)
def test_nine_in_the_evening_until_seven(at: str, until: str) -> None:
    assert after_quiet(moment(at), begins=21, ends=7) == moment(until)


def test_within_one_day_and_not_at_all() -> None:
    assert after_quiet(AT, begins=8, ends=12) == AT + 2 * HOUR  # AT is 10.00 in Sweden
    assert after_quiet(AT, begins=12, ends=14) == AT
    assert after_quiet(AT, begins=7, ends=7) == AT


def test_an_hour_that_spring_leaves_out_is_the_next() -> None:
    assert next_hour(moment("2026-03-28 23:30"), 2) == moment("2026-03-29 01:00")


def told(cast: Cast, kind: NoticeKind, at: datetime) -> Delivery:
    about = something_to_do(cast, cast.alma)
    tell(about, kind, due_on=TODAY, at=at)
    return Delivery.objects.get(notice__about_id=str(about.pk))


def test_a_reminder_waits_for_the_morning_and_its_job_with_it(cast: Cast) -> None:
    delivery = told(cast, NoticeKind.DAY_BEFORE, EVENING)

    assert delivery.not_before == MORNING
    assert ProcrastinateJob.objects.get(args__delivery_id=str(delivery.pk)).scheduled_at == MORNING
    sweep(timestamp=int(EVENING.timestamp()))
    assert hand_over(delivery.pk, at=EVENING) == DeliveryState.WAITING
    assert mail.outbox == []
    assert hand_over(delivery.pk, at=MORNING) == DeliveryState.SENT


def test_mail_of_what_is_new_goes_at_once_and_sms_waits(cast: Cast, settings, tmp_path: Path):
    assert told(cast, NoticeKind.NEW, EVENING).not_before is None

    settings.SAMPLAN_SMS_FOLDER = tmp_path
    cast.alma.phone = NUMBER
    cast.alma.save()
    chose(cast, cast.alma, message="sms")
    assert told(cast, NoticeKind.NEW, EVENING).not_before == MORNING


def test_an_sms_that_was_delayed_into_the_night_waits_too(cast: Cast, settings, tmp_path: Path):
    settings.SAMPLAN_SMS_FOLDER = tmp_path
    cast.alma.phone = NUMBER
    cast.alma.save()
    chose(cast, cast.alma, message="sms")
    delivery = told(cast, NoticeKind.NEW, AT)

    assert hand_over(delivery.pk, at=EVENING) == DeliveryState.WAITING
    sweep(timestamp=int((MORNING + HOUR).timestamp()))

    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text())["to"] == NUMBER


def test_one_message_a_day_says_all_that_is_new(cast: Cast) -> None:
    chose(cast, cast.alma, digest_hour=18)
    found = [told(cast, NoticeKind.NEW, AT + number * HOUR) for number in range(3)]
    evening = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert {each.not_before for each in found} == {evening}
    later = told(cast, NoticeKind.CHANGED, evening + HOUR)

    states = [hand_over(each.pk, at=evening) for each in (*found, later)]

    assert states == [DeliveryState.SENT, None, None, DeliveryState.WAITING]
    assert len(mail.outbox) == 1
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == 3
    assert later.not_before == evening + 24 * HOUR


def test_of_the_days_message_what_is_not_wanted_is_dropped(cast: Cast) -> None:
    chose(cast, cast.alma, digest_hour=18)
    new = told(cast, NoticeKind.NEW, AT)
    changed = told(cast, NoticeKind.CHANGED, AT)
    chose(cast, cast.alma, digest_hour=18, change="nothing")

    states = [hand_over(each.pk, at=MORNING) for each in (new, changed)]

    assert states == [DeliveryState.SENT, DeliveryState.DROPPED]


def test_a_reminder_does_not_wait_for_tomorrows_message(cast: Cast) -> None:
    chose(cast, cast.alma, digest_hour=8)

    assert told(cast, NoticeKind.DAY_BEFORE, AT).not_before is None
    assert told(cast, NoticeKind.NEW, AT).not_before == MORNING + HOUR


def test_hours_are_on_the_clock(cast: Cast) -> None:
    for wrong in ({"quiet_from": 24}, {"digest_hour": 24}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Preference.objects.create(patient=cast.alma, **wrong)
