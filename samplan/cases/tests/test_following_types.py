"""Following a case type from above, or copying it: what is new, and when it comes."""

from datetime import timedelta

import pytest

from samplan.access.policies import Refused
from samplan.cases.models import CaseTypeVersion, Offering
from samplan.cases.supply.following import (
    copy,
    news_for,
    news_of_origin,
    note_origin,
    subscribe,
    take,
)
from samplan.cases.supply.keeping_up import take_what_is_due
from samplan.cases.supply.offerings import retire_offering
from samplan.cases.supply.publishing import retire_type
from samplan.cases.tests.supplied import followed, newer, nils, own_type, staff, template
from tests.cast import AT, TODAY, Cast

DAY = timedelta(days=1)


@pytest.fixture
def stig(cast: Cast):
    return staff(cast.acting(cast.stig))


def test_a_clinic_follows_a_type_once(cast: Cast, stig):
    offering = followed(cast)
    assert offering.case_type.owner != cast.heart
    assert news_for(offering) is None
    with pytest.raises(Refused):
        subscribe(offering.version, acting=stig)
    retire_offering(offering, acting=stig)
    assert subscribe(offering.version, acting=stig) == offering


def test_what_is_new_is_told_field_by_field_and_taken_by_a_press(cast: Cast, stig):
    offering = followed(cast)
    second = newer(offering.version, nils(cast), answer_days=5, title="Skriv till din kontakt")
    news = news_for(offering)
    assert news is not None
    told = {each.about: (each.before, each.after) for each in news.differences}
    assert told == {
        "Namn": ("Kontakta din fasta vårdkontakt", "Skriv till din kontakt"),
        "Besvaras inom, arbetsdagar": ("2", "5"),
    }
    assert take(offering, second, acting=stig).version == second
    assert take(offering, second, acting=stig).version == second


def test_only_the_newest_is_taken(cast: Cast, stig):
    offering = followed(cast)
    acting = nils(cast)
    second = newer(offering.version, acting, answer_days=5)
    newer(second, acting, answer_days=6)
    with pytest.raises(Refused):
        take(offering, second, acting=stig)


def test_it_comes_by_itself_on_its_day_and_once(cast: Cast):
    offering = followed(cast)
    second = newer(offering.version, nils(cast), on=TODAY + DAY, answer_days=5)
    assert take_what_is_due(at=AT) == 0
    assert take_what_is_due(at=AT + DAY) == 1
    assert take_what_is_due(at=AT + DAY) == 0
    offering.refresh_from_db()
    assert offering.version == second


def test_what_is_ended_takes_nothing(cast: Cast, stig):
    offering = followed(cast)
    newer(offering.version, nils(cast), on=TODAY, answer_days=5)
    retire_offering(offering, acting=stig)
    assert take_what_is_due(at=AT) == 0


def test_a_type_out_of_use_above_is_had_by_nobody_new(cast: Cast, stig):
    version = template()
    retire_type(version.case_type, acting=nils(cast))
    for verb in (subscribe, copy):
        with pytest.raises(Refused):
            verb(version, acting=stig)


def test_anothers_own_is_not_to_be_had(cast: Cast):
    version, elsewhere = own_type(cast), nils(cast)
    for verb in (subscribe, copy):
        with pytest.raises(Refused):
            verb(version, acting=elsewhere)


def test_a_copy_lives_its_own_life_and_is_told_of_its_origin(cast: Cast, stig):
    origin = template()
    own = copy(origin, acting=stig).case_type
    assert (own.owner, own.origin) == (cast.heart, origin)
    assert news_of_origin(own) is None
    second = newer(origin, nils(cast), on=TODAY, most_files=1)
    assert take_what_is_due(at=AT) == 0
    news = news_of_origin(own)
    assert news is not None
    assert [each.about for each in news.differences] == ["Filer som mest"]
    note_origin(own, second, acting=stig)
    own.refresh_from_db()
    assert news_of_origin(own) is None
    assert CaseTypeVersion.objects.get(case_type=own).most_files == 5
    with pytest.raises(Refused):
        note_origin(own, CaseTypeVersion.objects.get(case_type=own), acting=stig)


def test_staff_follow_nothing(cast: Cast):
    with pytest.raises(Refused):
        subscribe(template(), acting=staff(cast.acting(cast.maria)))
    assert not Offering.objects.exists()
