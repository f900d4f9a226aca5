"""Who answers for a contact: the person, the stand-in, the team or the queue, and why."""

from datetime import date, timedelta

import pytest

from samplan.access.policies import Refused
from samplan.contacts import actions
from samplan.contacts.models import Absence, CareTeam
from samplan.contacts.queries import coming_absences, reached_on, standing_contacts
from samplan.contacts.reaching import By, Reached, Why
from samplan.contacts.tests.factories import TOMORROW, YESTERDAY, contact_of
from samplan.contacts.words import steps_in_words
from samplan.organisations.models import Assignment
from tests.cast import AT, TODAY, Cast, make_staff

pytestmark = pytest.mark.django_db


def away(cast: Cast, who: Assignment, stand_in: Assignment | None = None) -> Absence:
    return actions.note_absence(
        who.staff_id,
        from_on=TODAY,
        until_on=TOMORROW,
        stand_in_id=stand_in.staff_id if stand_in else None,
        acting=cast.acting(cast.maria),
        at=AT,
    )


def reached(cast: Cast, day: date = TODAY) -> Reached:
    """As the start page finds it; the same without its one statement."""
    (contact,) = standing_contacts(cast.acting(cast.alma), on=day)
    found = reached_on(contact, day)
    plain = type(contact).objects.get(pk=contact.pk)
    assert reached_on(plain, day) == found
    return found


@pytest.fixture
def ove(cast: Cast) -> Assignment:
    return make_staff("Ove", "Ros", "Sjuksköterska", cast.heart, cast.maria.role)


def test_the_person_who_is_here(cast: Cast):
    contact_of(cast.alma, cast.maria)
    found = reached(cast)
    assert (found.by, found.why, found.staff_id) == (By.PERSON, Why.HERE, cast.maria.staff_id)


def test_the_stand_in_while_the_person_is_away(cast: Cast, ove: Assignment):
    contact = contact_of(cast.alma, cast.maria)
    away(cast, cast.maria, ove)
    found = reached(cast)
    assert (found.by, found.staff_id, found.away_until) == (By.STAND_IN, ove.staff_id, TOMORROW)
    said = steps_in_words(contact, found, today=TODAY)
    assert said == "Maria är borta till och med tisdag 24 november. Ove Ros svarar i stället."
    assert reached(cast, TOMORROW + timedelta(days=1)).by == By.PERSON


def test_a_stand_in_who_is_away_too_or_has_left_does_not_step_in(cast: Cast, ove: Assignment):
    contact_of(cast.alma, cast.maria)
    away(cast, cast.maria, ove)
    absence = away(cast, ove)
    assert (reached(cast).by, reached(cast).name) == (By.QUEUE, cast.heart.name)
    absence.delete()
    Assignment.objects.filter(pk=ove.pk).update(ends_on=YESTERDAY)
    assert reached(cast).by == By.QUEUE


def test_the_team_where_nobody_stands_in(cast: Cast):
    team = CareTeam.objects.create(clinic=cast.heart, name="Röda laget")
    contact_of(cast.alma, cast.maria, team=team)
    away(cast, cast.maria)
    assert (reached(cast).by, reached(cast).team_id) == (By.TEAM, team.pk)
    CareTeam.objects.update(is_in_use=False)
    assert reached(cast).by == By.QUEUE


def test_one_who_works_there_no_longer_is_not_reached(cast: Cast):
    contact = contact_of(cast.alma, cast.maria)
    Assignment.objects.filter(pk=cast.maria.pk).update(ends_on=YESTERDAY)
    found = reached(cast)
    assert (found.by, found.why) == (By.QUEUE, Why.LEFT)
    assert "arbetar inte kvar" in steps_in_words(contact, found, today=TODAY)


def test_one_who_is_away_elsewhere_is_here(cast: Cast):
    contact_of(cast.alma, cast.maria)
    Absence.objects.create(
        clinic=cast.urology,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TODAY,
        noted_at=AT,
        noted_by="Petra",
    )
    assert reached(cast).by == By.PERSON


def test_who_comes_back_early_is_here(cast: Cast, ove: Assignment):
    contact_of(cast.alma, cast.maria)
    absence = away(cast, cast.maria, ove)
    maria = cast.acting(cast.maria)
    actions.end_absence(absence, back_on=TODAY, acting=maria, at=AT)
    assert reached(cast).by == By.PERSON
    assert coming_absences(maria, on=TODAY) == []
    with pytest.raises(Refused, match="slut"):
        actions.end_absence(absence, back_on=TODAY, acting=maria, at=AT)


def test_absences_are_refused_in_words(cast: Cast, ove: Assignment):
    away(cast, cast.maria)
    with pytest.raises(Refused, match="redan frånvaro"):
        away(cast, cast.maria)
    with pytest.raises(Refused, match="ersättare"):
        away(cast, ove, ove)
    with pytest.raises(Refused, match="arbetar med mottagningens"):
        away(cast, ove, cast.petra)
