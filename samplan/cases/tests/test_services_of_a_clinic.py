"""A case type at a clinic: to whom, paused with words, ended, in which order; and its area."""

import pytest
from django.db import IntegrityError, transaction

from samplan.access.policies import Refused
from samplan.cases.gates import services_of
from samplan.cases.models import OfferingState, OpensTo
from samplan.cases.supply.areas import Area, add_area, remove_area
from samplan.cases.supply.offerings import (
    Place,
    change_offering,
    move,
    pause,
    resume,
    retire_offering,
    with_ways,
)
from samplan.cases.supply.reach import offerings
from samplan.cases.tests.supplied import CONTACT, QUESTION, followed, staff
from samplan.organisations.models import ServiceArea
from tests.cast import TODAY, Cast, browser_of


@pytest.fixture
def stig(cast: Cast):
    return staff(cast.acting(cast.stig))


def titles(stig) -> list[str]:
    return [each.case_type.slug for each in offerings(stig)]


def is_open(cast: Cast) -> bool:
    return services_of(cast.acting(cast.alma), cast.alma.pk, on=TODAY).exists()


def test_it_opens_to_whom_it_is_said(cast: Cast, stig):
    offering = followed(cast)
    assert not is_open(cast)
    change_offering(offering, Place(opens_to=OpensTo.EVERYONE), acting=stig)
    assert is_open(cast)


def test_paused_it_says_why_until_it_is_taken_up_again(cast: Cast, stig):
    offering = followed(cast, opens_to=OpensTo.EVERYONE)
    paused = pause(offering, words="Stängt i juli.", acting=stig)
    assert (paused.state, paused.pause_words) == (OfferingState.PAUSED, "Stängt i juli.")
    assert is_open(cast)
    assert resume(offering, acting=stig).is_active
    with pytest.raises(Refused):
        pause(offering, words="  ", acting=stig)


def test_ended_it_is_gone_and_cannot_be_paused(cast: Cast, stig):
    offering = followed(cast, opens_to=OpensTo.EVERYONE)
    retire_offering(offering, acting=stig)
    assert not is_open(cast)
    with pytest.raises(Refused):
        pause(offering, words="Paus.", acting=stig)


def test_they_change_places_under_a_heading(cast: Cast, stig):
    first, second = followed(cast, CONTACT), followed(cast, QUESTION)
    assert titles(stig) == [CONTACT, QUESTION]
    assert move(second, is_up=True, acting=stig)
    assert titles(stig) == [QUESTION, CONTACT]
    assert not move(second, is_up=True, acting=stig)
    change_offering(first, Place(group="A"), acting=stig)
    assert not move(first, is_up=False, acting=stig)


def test_what_cannot_be_moved_is_not_offered_to(cast: Cast, stig):
    first, second, apart = (followed(cast, slug) for slug in (CONTACT, QUESTION, "fornya-recept"))
    change_offering(apart, Place(group="A"), acting=stig)
    ways = {each.pk: (up, down) for each, up, down in with_ways(offerings(stig))}
    assert ways == {first.pk: (False, True), second.pk: (True, False), apart.pk: (False, False)}
    page = browser_of(cast.acting(cast.stig)).get("/vard/arendetyper/").content.decode()
    assert [page.count(f'name="to" value="{way}"') for way in ("up", "down")] == [1, 1]
    retire_offering(second, acting=stig)
    assert {(up, down) for _each, up, down in with_ways(offerings(stig))} == {(False, False)}


def test_nobody_elsewhere_changes_them(cast: Cast):
    offering = followed(cast)
    for who in (cast.maria, cast.petra):
        acting = cast.acting(who)
        with pytest.raises(Refused):
            retire_offering(offering, acting=acting)
        with pytest.raises(Refused):
            move(offering, is_up=True, acting=acting)


def test_the_area_limits_and_without_parts_everyone_is_served(cast: Cast, stig):
    followed(cast, opens_to=OpensTo.EVERYONE)
    area = add_area(Area(municipality="Norrby"), acting=stig)
    assert not is_open(cast)
    remove_area(area, acting=stig)
    assert is_open(cast)
    with pytest.raises(Refused):
        add_area(Area(), acting=staff(cast.acting(cast.maria)))


@pytest.mark.parametrize(
    "facts", [{"age_from": 9, "age_to": 8}, {"age_from": 151}, {"age_to": 151}]
)
def test_the_database_holds_ages_in_order(cast: Cast, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceArea.objects.create(clinic=cast.heart, **facts)
