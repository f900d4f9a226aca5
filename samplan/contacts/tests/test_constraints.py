"""What must be true of fixed contacts and teams is true in the database."""

from datetime import timedelta

from samplan.contacts.models import (
    Absence,
    CareTeam,
    ContactRequest,
    InternalNote,
    TeamMembership,
)
from samplan.contacts.tests.factories import contact_of
from tests.cast import AT, TODAY, Cast
from tests.constraints import Try, assert_each_refuses

TOMORROW = TODAY + timedelta(days=1)


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("contacts", of_contacts(cast) | of_teams(cast) | of_wishes(cast))


def of_contacts(cast: Cast) -> dict[str, Try]:
    """Of contacts and the notes about them."""
    contact = contact_of(cast.alma, cast.maria)
    coordinator = contact_of(cast.bo, cast.maria, is_coordinator=True)
    physician = contact_of(cast.cleo, cast.maria, kind="fixed_physician")
    note = InternalNote.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        contact=contact,
        text="Hör dåligt",
        written_at=AT,
        written_by="Maria",
    )
    elsewhere = {"staff_id": cast.petra.staff_id, "clinic_id": cast.urology.pk}
    return {
        "one_coordinator_at_a_time": (coordinator, elsewhere),
        "one_fixed_physician_at_a_time": (physician, elsewhere | {"starts_on": TOMORROW}),
        "one_is_the_same_contact_once_at_a_time": (contact, {"starts_on": TOMORROW}),
        "coordinating_contact_coordinates": (contact, {"kind": "coordinating"}),
        "contact_has_hours_for_seven_days": (contact, {"hours": [""] * 6}),
        "contact_answers_within_a_month": (contact, {"answer_days": 31}),
        "contact_ended_at_and_by_and_why_go_together": (
            contact,
            {"ended_at": AT, "ended_by": "Maria", "ends_on": TODAY},
        ),
        "one_note_per_contact": (note, {}),
    }


def of_teams(cast: Cast) -> dict[str, Try]:
    """Of who shares the work, and who is away."""
    team = CareTeam.objects.create(clinic=cast.heart, name="Hjärtsvikt")
    membership = TeamMembership.objects.create(team=team, staff=cast.maria.staff)
    away = Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TOMORROW,
        noted_at=AT,
        noted_by="Maria",
    )
    return {
        "team_has_its_own_name": (team, {}),
        "one_is_in_a_team_once": (membership, {}),
        "one_is_away_once_at_a_time": (away, {"from_on": TOMORROW}),
        "nobody_stands_in_for_themselves": (away, {"stand_in_id": cast.maria.staff_id}),
        "absence_ended_at_and_by_go_together": (away, {"ended_at": AT}),
    }


def of_wishes(cast: Cast) -> dict[str, Try]:
    """Of what patients ask for."""
    asked = ContactRequest.objects.create(
        patient=cast.alma, clinic=cast.heart, reason="Ingen att ringa", asked_at=AT, asked_by="Alma"
    )
    return {
        "one_open_contact_request_per_clinic": (asked, {}),
        "contact_request_is_decided_by_a_contact_or_an_answer": (
            asked,
            {"decided_at": AT, "decided_by": "Maria"},
        ),
    }
