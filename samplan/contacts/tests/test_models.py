"""What must be true of contacts is true in the database."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from samplan.contacts.models import (
    CODES,
    Absence,
    CareContact,
    CareTeam,
    ContactKind,
    ContactRequest,
    InternalNote,
    TeamMembership,
)
from samplan.contacts.tests.factories import TOMORROW, YESTERDAY, contact_of
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


def breaks(constraint: str, make: Any, *args: Any, **facts: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(*args, **facts)


def test_one_coordinator_at_a_time(cast: Cast):
    contact_of(cast.alma, cast.maria, is_coordinator=True, ends_on=TOMORROW)
    facts: dict[str, Any] = {"is_coordinator": True}
    breaks("one_coordinator_at_a_time", contact_of, cast.alma, cast.petra, **facts)
    breaks(
        "one_coordinator_at_a_time",
        contact_of,
        cast.alma,
        cast.petra,
        **facts,
        starts_on=TOMORROW,
    )
    contact_of(cast.alma, cast.petra, **facts, starts_on=TOMORROW + timedelta(days=1))
    contact_of(cast.bo, cast.petra, **facts)


def test_one_fixed_physician_at_a_time(cast: Cast):
    facts: dict[str, Any] = {"kind": ContactKind.FIXED_PHYSICIAN}
    contact_of(cast.alma, cast.maria, **facts)
    breaks("one_fixed_physician_at_a_time", contact_of, cast.alma, cast.petra, **facts)
    contact_of(cast.alma, cast.petra)


def test_the_same_person_is_the_same_contact_once(cast: Cast):
    contact_of(cast.alma, cast.maria)
    breaks("one_is_the_same_contact_once_at_a_time", contact_of, cast.alma, cast.maria)


def test_one_that_never_began_is_in_nobodys_way(cast: Cast):
    withdrawn = contact_of(cast.alma, cast.maria, is_coordinator=True, ends_on=YESTERDAY)
    contact_of(cast.alma, cast.maria, is_coordinator=True)
    assert withdrawn.never_began
    assert not CareContact.objects.before(TOMORROW).exists()


def test_nobody_ends_before_that(cast: Cast):
    with pytest.raises(DataError, match="range lower bound"), transaction.atomic():
        contact_of(cast.alma, cast.maria, ends_on=YESTERDAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("coordinating_contact_coordinates", {"kind": ContactKind.COORDINATING}),
        ("contact_has_hours_for_seven_days", {"hours": ["8-11"]}),
        ("contact_answers_within_a_month", {"answer_days": 0}),
        ("contact_answers_within_a_month", {"answer_days": 31}),
        ("contact_ended_at_and_by_and_why_go_together", {"ended_at": AT}),
        ("contact_ended_at_and_by_and_why_go_together", {"end_reason": "no_need"}),
        (
            "contact_ended_at_and_by_and_why_go_together",
            {"ended_at": AT, "ended_by": "Maria", "end_reason": "no_need"},
        ),
    ],
)
def test_a_contact_is_whole(cast: Cast, constraint: str, facts: dict[str, Any]):
    breaks(constraint, contact_of, cast.alma, cast.maria, **facts)


def test_one_note_per_contact(cast: Cast):
    contact = contact_of(cast.alma, cast.maria)
    facts = {"text": "x", "written_at": AT, "written_by": "Maria"}
    facts |= {"patient": cast.alma, "clinic": cast.heart, "contact": contact}
    InternalNote.objects.create(**facts)
    breaks("one_note_per_contact", InternalNote.objects.create, **facts)


def test_a_request_is_decided_once_and_by_something(cast: Cast):
    asked = {"patient": cast.alma, "clinic": cast.heart, "reason": "x"}
    asked |= {"asked_at": AT, "asked_by": "Alma"}
    ContactRequest.objects.create(**asked)
    breaks("one_open_contact_request_per_clinic", ContactRequest.objects.create, **asked)
    sentence = "contact_request_is_decided_by_a_contact_or_an_answer"
    decided = {"decided_at": AT, "decided_by": "Maria"}
    breaks(sentence, ContactRequest.objects.create, **asked, **decided)
    breaks(sentence, ContactRequest.objects.create, **asked, answer="Nej")
    ContactRequest.objects.create(**asked, **decided, answer="Nej")


def absent(cast: Cast, from_on: date, until_on: date, **facts: Any) -> Absence:
    given = {"noted_at": AT, "noted_by": "Maria"} | facts
    return Absence.objects.create(
        clinic=cast.heart, staff=cast.maria.staff, from_on=from_on, until_on=until_on, **given
    )


def test_one_is_away_once_at_a_time(cast: Cast):
    absent(cast, TODAY, TOMORROW)
    breaks("one_is_away_once_at_a_time", absent, cast, TOMORROW, TOMORROW)
    absent(cast, YESTERDAY, YESTERDAY)


def test_an_absence_is_whole(cast: Cast):
    breaks("nobody_stands_in_for", absent, cast, TODAY, TODAY, stand_in=cast.maria.staff)
    breaks("absence_ended_at_and_by_go_together", absent, cast, TODAY, TODAY, ended_at=AT)


def test_teams_and_their_members(cast: Cast):
    team = CareTeam.objects.create(clinic=cast.heart, name="Röda laget")
    breaks("team_has_its_own_name", CareTeam.objects.create, clinic=cast.heart, name="Röda laget")
    TeamMembership.objects.create(team=team, staff=cast.maria.staff)
    breaks(
        "one_is_in_a_team_once", TeamMembership.objects.create, team=team, staff=cast.maria.staff
    )


def test_the_codes_are_the_national_ones():
    assert dict(zip(ContactKind, ["1", "2", "3", "4"], strict=True)) == CODES
    assert CareContact(kind=ContactKind.COORDINATING).code == "4"
