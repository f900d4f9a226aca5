"""Turning thirteen: told in time, and what is open passes to the young person or to paper."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from samplan.access.acting import PatientActing
from samplan.access.actions import give_consent
from samplan.access.models import DigitalConsent
from samplan.access.queries import guardian_acting, self_acting, standing_consent
from samplan.access.reach import Unreachable, why_unreachable
from samplan.accounts.models import User
from samplan.common.dates import birthday
from samplan.notifications.models import Delivery, NoticeKind
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.actions.coming_of_age import (
    ask_the_grown,
    pass_on_what_is_open,
    tell_of_coming_birthdays,
)
from samplan.visits.models import Visit
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, Cast, browser_of


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


@pytest.fixture
def guardians_yes(cast: Cast) -> DigitalConsent:
    """What Bo has agreed to for Cleo."""
    DigitalConsent.objects.filter(patient=cast.cleo).delete()
    return give_consent(acting=cast.bo_for_cleo(), at=AT)


def signed_up(cast: Cast, birthday_at: datetime) -> PatientActing:
    """Cleo for oneself, on the birthday."""
    cast.cleo.user = User.objects.create(
        subject="cleo", name="Cleo", identity_number=cast.cleo.identity_number
    )
    cast.cleo.save()
    acting = self_acting(cast.cleo.user_id, birthday_at.date())
    assert acting is not None
    return acting


def test_what_a_guardian_agreed_to_ends_on_the_day_itself(
    cast: Cast, birthday_at: datetime, guardians_yes: DigitalConsent
) -> None:
    signed_up(cast, birthday_at)
    day = birthday_at.date()
    assert why_unreachable(cast.cleo, day - timedelta(days=1)) is None
    assert why_unreachable(cast.cleo, day) == Unreachable.NO_CONSENT  # before any job has run

    assert ask_the_grown(at=birthday_at - timedelta(days=1)) == 0
    assert ask_the_grown(at=birthday_at) == 1
    assert ask_the_grown(at=birthday_at) == 0

    guardians_yes.refresh_from_db()
    assert (guardians_yes.withdrawn_at, guardians_yes.withdrawn_by) == (birthday_at, "Samplan")
    assert Activity.objects.filter(patient=cast.cleo, kind=ActivityKind.CONSENT).count() == 1


@pytest.mark.parametrize(("answer", "is_yes"), [("yes", True), ("no", False)])
def test_the_young_person_is_asked_and_answers(
    cast: Cast, birthday_at: datetime, guardians_yes: DigitalConsent, answer: str, is_yes: bool
) -> None:
    acting = signed_up(cast, birthday_at)
    ask_the_grown(at=birthday_at)
    with time_machine.travel(birthday_at, tick=False):
        browser = browser_of(acting)
        assert "/samtycke/" in browser.get("/").content.decode()
        assert "vårdnadshavare hade valt" in browser.get("/samtycke/").content.decode()
        assert browser.send("/samtycke/", {"answer": "maybe"}).status_code == 404
        browser.send("/samtycke/", {"answer": answer})
        assert "/samtycke/" not in browser.get("/").content.decode()
        assert browser.get("/samtycke/")["Location"] == "/installningar/"

    own = standing_consent(cast.cleo.pk)
    assert (own is not None) == is_yes
    assert own is None or not own.is_by_guardian
    assert (why_unreachable(cast.cleo, birthday_at.date()) is None) == is_yes


def test_ones_own_yes_comes_in_place_of_the_guardians(
    cast: Cast, birthday_at: datetime, guardians_yes: DigitalConsent
) -> None:
    own = give_consent(acting=signed_up(cast, birthday_at), at=birthday_at)

    assert own.pk != guardians_yes.pk
    assert ask_the_grown(at=birthday_at) == 0
    assert why_unreachable(cast.cleo, birthday_at.date()) is None


def test_what_an_adult_agreed_to_stands(cast: Cast, birthday_at: datetime) -> None:
    assert ask_the_grown(at=birthday_at) == 0
    assert standing_consent(cast.alma.pk) is not None
