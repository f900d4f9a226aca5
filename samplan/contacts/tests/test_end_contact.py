"""Ending a contact, and handing over all of one who leaves."""

from datetime import date, timedelta
from typing import Any

import pytest

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.contacts import actions
from samplan.contacts.announcing import What
from samplan.contacts.models import CareContact, EndReason, InternalNote
from samplan.contacts.tests.factories import TOMORROW, YESTERDAY, contact_of
from samplan.notifications.models import Notice
from samplan.organisations.models import Assignment
from tests.cast import AT, TODAY, Cast, make_staff

pytestmark = pytest.mark.django_db


def ended(cast: Cast, contact: CareContact, last_on: date) -> CareContact:
    maria, reason = cast.acting(cast.maria), EndReason.NO_NEED
    return actions.end_contact(contact, last_on=last_on, reason=reason, acting=maria, at=AT)


def test_its_last_day_is_said_and_the_patient_told(cast: Cast, announced: list[Any]):
    contact = ended(cast, contact_of(cast.alma, cast.maria), TODAY)
    assert (contact.ends_on, contact.ended_by) == (TODAY, "Maria Nyström")
    assert Notice.objects.count() == 1
    assert announced == [(What.ENDED, [contact])]
    assert CareContact.within(cast.acting(cast.alma)).on(TODAY).exists()
    assert not CareContact.within(cast.acting(cast.alma)).on(TOMORROW).exists()


def test_one_given_by_mistake_never_began(cast: Cast):
    contact = ended(cast, contact_of(cast.alma, cast.maria), YESTERDAY)
    assert contact.never_began
    with pytest.raises(Refused, match="redan avslutad"):
        ended(cast, contact, TODAY)


def test_it_ends_neither_before_it_began_nor_later_than_it_would(cast: Cast):
    contact = contact_of(cast.alma, cast.maria, ends_on=TOMORROW)
    for day in (YESTERDAY - timedelta(days=1), TOMORROW + timedelta(days=1)):
        with pytest.raises(Refused):
            ended(cast, contact, day)


@pytest.fixture
def ove(cast: Cast) -> Assignment:
    return make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)


def handed_over(cast: Cast, ove: Assignment, from_on: date = TODAY) -> actions.HandedOver:
    acting = cast.acting(cast.maria)
    assert acting.kind == "staff"
    return actions.hand_over(
        cast.maria.staff_id, ove.staff_id, from_on=from_on, acting=acting, at=AT
    )


def test_all_contacts_of_one_who_leaves_go_in_one_go(
    cast: Cast, ove: Assignment, announced: list[Any]
):
    past = contact_of(cast.bo, cast.maria, starts_on=YESTERDAY, ends_on=YESTERDAY)
    alma = contact_of(cast.alma, cast.maria, is_coordinator=True, starts_on=YESTERDAY)
    coming = contact_of(cast.bo, cast.maria, starts_on=TOMORROW + timedelta(days=9))
    maria = cast.acting(cast.maria)
    actions.set_internal_note(alma, "ring dottern", acting=maria, at=AT)

    done = handed_over(cast, ove, TOMORROW)

    assert [each.staff_id for each in done.given] == [ove.staff_id] * 2
    alma.refresh_from_db()
    coming.refresh_from_db()
    past.refresh_from_db()
    assert (alma.ends_on, alma.end_reason) == (TODAY, EndReason.HANDED_OVER)
    assert coming.never_began
    assert past.ended_at is None
    now = CareContact.objects.get(patient=cast.alma, staff=ove.staff)
    assert (now.starts_on, now.ends_on, now.is_coordinator) == (TOMORROW, None, True)
    assert InternalNote.objects.get(contact=now).text == "ring dottern"
    assert Notice.objects.count() == 2
    assert Event.objects.filter(kind="contact.handed_over").count() == 2
    assert [(what, len(contacts)) for what, contacts in announced] == [(What.HANDED_OVER, 2)]


def test_the_phone_of_one_who_leaves_does_not_come_along(cast: Cast, ove: Assignment):
    hers = {"phone": "010-1", "hours": ["8–9"] * 7}
    contact_of(cast.alma, cast.maria, **hers)
    (new,) = handed_over(cast, ove).given
    assert (new.phone, new.hours) == ("", [""] * 7)
    contact_of(cast.cleo, ove, phone="010-2", hours=["10–11"] * 7)
    contact_of(cast.bo, cast.maria, **hers)
    (new,) = handed_over(cast, ove).given
    new.refresh_from_db()
    assert (new.phone, new.hours) == ("010-2", ["10–11"] * 7)


def test_what_the_other_has_already_stays(cast: Cast, ove: Assignment):
    mine, _theirs = contact_of(cast.alma, cast.maria), contact_of(cast.alma, ove)
    done = handed_over(cast, ove)
    assert (done.given, done.left) == ([], [mine])


def test_handing_over_costs_as_many_statements_for_many(
    cast: Cast, ove: Assignment, django_assert_max_num_queries: Any
):
    for patient in (cast.alma, cast.bo, cast.cleo):
        contact_of(patient, cast.maria)
    with django_assert_max_num_queries(35):
        assert len(handed_over(cast, ove).given) == 3


def test_nobody_hands_over_to_themselves_elsewhere_or_back_in_time(cast: Cast, ove: Assignment):
    with pytest.raises(Refused, match="någon annan"):
        handed_over(cast, cast.maria)
    with pytest.raises(Refused, match="arbetar med mottagningens"):
        handed_over(cast, cast.petra)
    with pytest.raises(Refused, match="i dag"):
        handed_over(cast, ove, YESTERDAY)
