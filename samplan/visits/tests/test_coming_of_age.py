"""Turning thirteen: told in time, and what is open passes to the young person or to paper."""

from datetime import UTC, datetime, timedelta

import pytest

from samplan.access.queries import guardian_acting
from samplan.accounts.models import User
from samplan.common.dates import birthday
from samplan.notifications.models import Delivery, NoticeKind
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.actions.coming_of_age import pass_on_what_is_open, tell_of_coming_birthdays
from samplan.visits.models import Visit
from samplan.visits.tests.world import sent_visit
from tests.cast import Cast


def at_noon(day) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.fixture
def birthday_at(cast: Cast) -> datetime:
    return at_noon(birthday(cast.cleo.born_on, 13))


def test_guardian_and_clinic_are_told_thirty_days_before_and_once(
    cast: Cast, birthday_at: datetime
) -> None:
    assert tell_of_coming_birthdays(at=birthday_at - timedelta(days=31)) == 0
    assert tell_of_coming_birthdays(at=birthday_at - timedelta(days=30)) == 2
    assert tell_of_coming_birthdays(at=birthday_at - timedelta(days=29)) == 0

    assert Delivery.objects.get(notice__kind=NoticeKind.HANDOVER).address == cast.bo.email


def test_the_guardian_acts_until_the_day_itself(cast: Cast, birthday_at: datetime) -> None:
    day = birthday_at.date()

    assert guardian_acting(cast.bo.user_id, cast.cleo.pk, day - timedelta(days=1)) is not None
    assert guardian_acting(cast.bo.user_id, cast.cleo.pk, day) is None


def test_what_is_open_goes_to_paper_where_the_young_person_cannot_sign_in(
    cast: Cast, birthday_at: datetime
) -> None:
    visit = sent_visit(cast, cast.cleo, starts_at=birthday_at + timedelta(days=3))

    assert pass_on_what_is_open(at=birthday_at - timedelta(days=1)) == 0
    assert pass_on_what_is_open(at=birthday_at) == 1
    assert pass_on_what_is_open(at=birthday_at) == 0

    assert Visit.objects.get(pk=visit.pk).is_on_paper
    assert Activity.objects.filter(parent=visit.activity, kind=ActivityKind.PAPER).exists()


def test_what_is_open_passes_to_the_young_person_who_can_sign_in(
    cast: Cast, birthday_at: datetime
) -> None:
    sent_visit(cast, cast.cleo, starts_at=birthday_at + timedelta(days=3))
    cast.cleo.user = User.objects.create(
        subject="cleo", name="Cleo", identity_number=cast.cleo.identity_number
    )
    cast.cleo.save()

    assert pass_on_what_is_open(at=birthday_at) == 0
