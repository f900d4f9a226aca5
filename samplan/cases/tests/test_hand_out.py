"""Handing services out: given once, told, changed, taken back at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases.gates import services_of
from samplan.cases.handing.giving import hand_out, hand_out_until, revoke
from samplan.cases.models import HandOut, OpensTo
from samplan.cases.tests.supplied import followed
from samplan.notifications.models import Delivery
from tests.cast import AT, TODAY, Cast

DAY = timedelta(days=1)


def give(cast: Cast, *people, until_on=None, at=AT):
    offering = followed(cast) if not HandOut.objects.exists() else HandOut.objects.first().offering
    keys = [each.pk for each in people]
    maria = cast.acting(cast.maria)
    return hand_out(offering, keys, until_on=until_on, acting=maria, at=at)


def has_it(cast: Cast, patient, on=TODAY) -> bool:
    return services_of(cast.acting(patient), patient.pk, on=on).exists()


def test_it_is_there_at_once_and_the_patient_is_told_without_content(cast: Cast):
    assert not has_it(cast, cast.alma)
    (made,) = give(cast, cast.alma)
    assert has_it(cast, cast.alma)
    assert made.handed_by == "Maria Nyström"
    assert Delivery.objects.filter(patient=cast.alma).count() == 1
    assert Event.objects.filter(kind="service.handed_out", patient=cast.alma.pk).count() == 1


def test_who_has_it_already_gets_nothing_more(cast: Cast):
    give(cast, cast.alma)
    (made,) = give(cast, cast.alma, cast.bo)
    assert made.patient_id == cast.bo.pk


def test_the_last_day_is_one_of_them(cast: Cast):
    give(cast, cast.alma, until_on=TODAY + DAY)
    assert has_it(cast, cast.alma, TODAY + DAY)
    assert not has_it(cast, cast.alma, TODAY + 2 * DAY)


def test_what_has_run_out_can_be_given_anew(cast: Cast):
    (first,) = give(cast, cast.alma, until_on=TODAY)
    (again,) = give(cast, cast.alma, at=AT + DAY)
    first.refresh_from_db()
    assert (first.revoked_by, again.until_on) == ("Maria Nyström", None)


def test_nobody_outside_the_clinic_gets_it_by_a_key(cast: Cast):
    assert give(cast, cast.carl) == []


def test_a_day_that_has_been_is_refused(cast: Cast):
    with pytest.raises(Refused):
        give(cast, cast.alma, until_on=TODAY - DAY)


@pytest.mark.parametrize("who", ["petra", "stig"])
def test_it_takes_a_case_role_at_the_clinic(cast: Cast, who: str):
    offering = followed(cast)
    acting = cast.acting(getattr(cast, who))
    with pytest.raises(Refused):
        hand_out(offering, [cast.alma.pk], until_on=None, acting=acting, at=AT)


def test_what_is_open_to_everyone_is_not_handed_out(cast: Cast):
    offering = followed(cast, opens_to=OpensTo.EVERYONE)
    with pytest.raises(Refused):
        hand_out(offering, [cast.alma.pk], until_on=None, acting=cast.acting(cast.maria), at=AT)


def test_another_last_day_holds_at_once(cast: Cast):
    (made,) = give(cast, cast.alma)
    hand_out_until(made, TODAY, acting=cast.acting(cast.maria), at=AT)
    assert not has_it(cast, cast.alma, TODAY + DAY)
    with pytest.raises(Refused):
        hand_out_until(made, None, acting=cast.acting(cast.maria), at=AT + DAY)


def test_taken_back_it_is_gone_at_once_for_many(cast: Cast):
    made = give(cast, cast.alma, cast.bo)
    maria = cast.acting(cast.maria)
    keys = [each.pk for each in made]
    assert revoke(keys, acting=cast.acting(cast.petra), at=AT) == 0
    assert revoke(keys, acting=maria, at=AT) == 2
    assert revoke(keys, acting=maria, at=AT) == 0
    assert not has_it(cast, cast.alma)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"revoked_at": AT},
        {"revoked_by": "M"},
        {"revoked_at": AT - DAY, "revoked_by": "M"},
    ],
)
def test_the_database_holds_what_must_be_true(cast: Cast, facts):
    (made,) = give(cast, cast.alma)
    common = {"patient": cast.alma, "clinic": cast.heart, "offering": made.offering}
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOut.objects.create(**common, handed_at=AT, handed_by="M", **facts)
