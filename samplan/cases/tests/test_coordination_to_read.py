"""What is written between clinics waits for those alone who take part and may read it."""

from datetime import timedelta

from samplan.access.models import AgeLimit, AgeRule, CareRelation
from samplan.cases.coordinating.queries import to_read
from samplan.cases.tests.coordinating import (
    agree,
    take_back,
    third_contact,
    two_contacts,
    write_as,
)
from samplan.contacts.models import Absence, CareContact, CareTeam, TeamMembership
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, TODAY, Cast, browser_of, make_staff

DAY = timedelta(days=1)
TASK = "Läs vad en annan vårdkontakt har skrivit"
SOON = {"on": TODAY, "before": TODAY + 14 * DAY}


def sees_it(cast: Cast, whom: Assignment) -> bool:
    """Whether the person's day begins with it, and then with a way to it."""
    page = browser_of(cast.acting(whom)).get("/vard/").content.decode()
    assert (TASK in page) == (f"/vard/patienter/{cast.alma.pk}/samordning/" in page)
    return TASK in page


def test_a_colleague_who_takes_no_part_does_not_learn_that_it_exists(cast: Cast) -> None:
    per = make_staff("Per", "Lager", "Sjuksköterska", cast.urology, Role.RECEIVER)
    two_contacts(cast)
    agree(cast)
    write_as(cast, cast.maria)
    assert (sees_it(cast, cast.petra), sees_it(cast, per)) == (True, False)
    away = {"from_on": TODAY, "until_on": TODAY, "noted_at": AT, "noted_by": "Stig"}
    absence = Absence.objects.create(
        clinic=cast.urology, staff=cast.petra.staff, stand_in=per.staff, **away
    )
    assert sees_it(cast, per)
    absence.delete()
    team = CareTeam.objects.create(clinic=cast.urology, name="Röda laget")
    TeamMembership.objects.create(team=team, staff=per.staff)
    assert not sees_it(cast, per)
    CareContact.objects.filter(staff=cast.petra.staff).update(team=team)
    assert sees_it(cast, per)


def test_neither_a_clinic_outside_the_consent_nor_one_that_is_left_alone(cast: Cast) -> None:
    two_contacts(cast)
    nora = third_contact(cast, cast.alma)
    agree(cast)
    write_as(cast, cast.maria)
    assert (sees_it(cast, nora), sees_it(cast, cast.maria)) == (False, False)
    take_back(cast, cast.heart)
    assert not sees_it(cast, cast.petra)  # there is nothing to read any more
    agree(cast, cast.heart)
    assert sees_it(cast, cast.petra)
    CareContact.objects.filter(staff=cast.maria.staff).update(
        starts_on=TODAY - DAY, ends_on=TODAY - DAY
    )
    assert not sees_it(cast, cast.petra)


def test_nor_one_who_is_a_contact_no_more_or_of_a_child_too_old_for_guardians(cast: Cast) -> None:
    two_contacts(cast, cast.cleo)
    agree(cast, acting=cast.bo_for_cleo())
    write_as(cast, cast.maria, patient=cast.cleo)
    petra = cast.acting(cast.petra)
    assert len(to_read(petra, **SOON)) == 1
    limit = AgeLimit.objects.create(rule=AgeRule.GUARDIAN_UNTIL, years=9, from_on=TODAY)
    assert to_read(petra, **SOON) == []
    limit.delete()
    relation = CareRelation.objects.filter(patient=cast.cleo, clinic=cast.urology)
    relation.update(ended_at=AT)
    assert to_read(petra, **SOON) == []
    relation.update(ended_at=None)
    CareContact.objects.filter(staff=cast.petra.staff).update(
        starts_on=TODAY - DAY, ends_on=TODAY - DAY
    )
    assert to_read(petra, **SOON) == []
