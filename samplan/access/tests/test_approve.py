"""Approving patients: once at a time, seen by the clinic, ended at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samplan.access.approving import approvals_of, approve, approve_until, end_approvals
from samplan.access.models import Approval, CareRelation, RelationReason
from samplan.access.policies import Refused
from samplan.audit.models import Event
from tests.cast import AT, TODAY, Cast

DAY = timedelta(days=1)


def give(cast: Cast, *people, until_on=None, at=AT) -> list[Approval]:
    keys = [each.pk for each in people]
    return approve(keys, until_on=until_on, acting=cast.acting(cast.maria), at=at)


def test_the_clinic_sees_whom_it_approves(cast: Cast):
    (made,) = give(cast, cast.carl)
    relation = CareRelation.objects.get(patient=cast.carl)
    assert (relation.clinic, relation.reason) == (cast.heart, RelationReason.APPROVAL)
    assert Event.objects.filter(kind="approval.given", patient=cast.carl.pk).count() == 1
    assert made in approvals_of(cast.acting(cast.maria))
    assert made not in approvals_of(cast.acting(cast.petra))


def test_approving_twice_is_approving_once(cast: Cast):
    assert len(give(cast, cast.alma)) == 1
    assert give(cast, cast.alma) == []


def test_what_has_run_out_can_be_given_anew(cast: Cast):
    (first,) = give(cast, cast.alma, until_on=TODAY)
    assert len(give(cast, cast.alma, at=AT + DAY)) == 1
    first.refresh_from_db()
    assert first.ended_by == "Maria Nyström"


def test_another_last_day(cast: Cast):
    (made,) = give(cast, cast.alma)
    maria = cast.acting(cast.maria)
    approve_until(made, TODAY, acting=maria, at=AT)
    assert Approval.objects.standing(TODAY).exists()
    assert not Approval.objects.standing(TODAY + DAY).exists()
    with pytest.raises(Refused):
        approve_until(made, TODAY - DAY, acting=maria, at=AT)


def test_it_ends_at_once_and_only_by_the_clinic(cast: Cast):
    (made,) = give(cast, cast.alma)
    assert end_approvals([made.pk], acting=cast.acting(cast.petra), at=AT) == 0
    assert end_approvals([made.pk], acting=cast.acting(cast.maria), at=AT) == 1
    assert not Approval.objects.standing(TODAY).exists()
    with pytest.raises(Refused):
        approve_until(made, None, acting=cast.acting(cast.maria), at=AT)


def test_an_administrator_approves_nobody(cast: Cast):
    with pytest.raises(Refused):
        approve([cast.alma.pk], until_on=None, acting=cast.acting(cast.stig), at=AT)


@pytest.mark.parametrize(
    "facts",
    [{}, {"ended_at": AT}, {"ended_by": "M"}, {"ended_at": AT - DAY, "ended_by": "M"}],
)
def test_the_database_holds_what_must_be_true(cast: Cast, facts):
    give(cast, cast.alma)
    common = {"patient": cast.alma, "clinic": cast.heart, "approved_at": AT, "approved_by": "M"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(**common, **facts)
