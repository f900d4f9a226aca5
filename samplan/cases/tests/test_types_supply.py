"""Case types of one's own: drafts, versions, out of use; and what the database holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases.models import CaseType, CaseTypeVersion, Offering, StandardReply, TypeStatus
from samplan.cases.supply.drafting import (
    NewType,
    Overtaken,
    begin_draft,
    change_draft,
    discard_draft,
    make_type,
)
from samplan.cases.supply.publishing import NOTICE, publish_draft, retire_type
from samplan.cases.supply.replies import Words, add_reply
from samplan.cases.tests.supplied import newer, nils, own_type, staff, template
from tests.cast import AT, TODAY, Cast

DAY = timedelta(days=1)


@pytest.fixture
def stig(cast: Cast):
    return staff(cast.acting(cast.stig))


def test_a_clinics_own_is_offered_to_nobody_at_first(cast: Cast, stig):
    version = own_type(cast)
    offering = Offering.objects.get()
    assert (offering.version, offering.opens_to) == (version, "handed_out")
    assert version.followed_on == TODAY + NOTICE
    assert Event.objects.filter(kind="case_type.published").exists()


def test_the_next_version_comes_in_its_place_and_keeps_its_replies(cast: Cast, stig):
    first = own_type(cast)
    draft = begin_draft(first.case_type, acting=stig)
    add_reply(Words(title="Tack", body="Tack {förnamn}!"), draft=draft, acting=stig)
    second = publish_draft(draft, over=0, acting=stig, at=AT)
    first.refresh_from_db()
    assert (first.status, second.status) == (TypeStatus.RETIRED, TypeStatus.ACTIVE)
    assert Offering.objects.get().version == second
    third = begin_draft(second.case_type, acting=stig)
    assert third.replies.get().body == "Tack {förnamn}!"
    assert begin_draft(second.case_type, acting=stig) == third


def test_what_someone_else_has_saved_is_not_overwritten(cast: Cast, stig):
    draft = make_type(NewType(title="Fråga"), acting=stig)
    change_draft(draft, {"title": "En"}, over=0, acting=stig)
    with pytest.raises(Overtaken):
        change_draft(draft, {"title": "Två"}, over=0, acting=stig)
    with pytest.raises(Overtaken):
        publish_draft(draft, over=0, acting=stig, at=AT)


def test_what_the_patient_starts_has_a_form_in_use(cast: Cast, stig):
    draft = make_type(NewType(title="Fråga"), acting=stig)
    with pytest.raises(Refused):
        publish_draft(draft, over=0, acting=stig, at=AT)
    sent = make_type(NewType(title="Besked", direction="clinic"), acting=stig)
    assert publish_draft(sent, over=0, acting=stig, at=AT).is_active


def test_followers_get_no_day_that_has_been(cast: Cast, stig):
    draft = begin_draft(own_type(cast).case_type, acting=stig)
    with pytest.raises(Refused):
        publish_draft(draft, over=0, acting=stig, at=AT, followed_on=TODAY - DAY)


def test_two_of_one_name_get_different_addresses(cast: Cast, stig):
    made = [make_type(NewType(title="Fråga"), acting=stig) for _each in range(2)]
    assert [each.case_type.slug for each in made] == ["fraga", "fraga-2"]


def test_a_draft_thrown_away_takes_a_type_without_versions_with_it(cast: Cast, stig):
    draft = make_type(NewType(title="Fråga"), acting=stig)
    assert not discard_draft(draft, acting=stig)
    assert not CaseType.objects.exists()
    first = own_type(cast)
    assert discard_draft(begin_draft(first.case_type, acting=stig), acting=stig)


def test_out_of_use_the_clinics_that_have_it_keep_it(cast: Cast, stig):
    version = own_type(cast)
    assert retire_type(version.case_type, acting=stig)
    assert not retire_type(version.case_type, acting=stig)
    assert Offering.objects.get().version == version


def test_what_is_in_use_is_no_draft(cast: Cast, stig):
    version = own_type(cast)
    with pytest.raises(Refused):
        change_draft(version, {"title": "Annat"}, over=1, acting=stig)


def test_everyone_changes_ones_own_only(cast: Cast):
    version = own_type(cast)
    for acting in (nils(cast), cast.acting(cast.maria)):
        with pytest.raises(Refused):
            begin_draft(version.case_type, acting=acting)
        with pytest.raises(Refused):
            retire_type(version.case_type, acting=acting)


def test_the_nation_makes_new_versions_of_what_was_loaded(cast: Cast):
    first = template()
    second = newer(first, nils(cast), answer_days=4)
    assert (second.number, second.case_type) == (first.number + 1, first.case_type)
    assert not Offering.objects.exists()


@pytest.mark.parametrize("change", [{"title": "Annat"}, {"status": "draft"}, {"answer_days": 9}])
def test_the_database_keeps_what_is_published(cast: Cast, change):
    version = own_type(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseTypeVersion.objects.filter(pk=version.pk).update(**change)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "draft", "published_at": AT},
        {"status": "draft", "published_by": "S"},
        {"status": "retired", "published_at": AT},
        {"status": "draft"},
    ],
)
def test_the_database_holds_what_must_be_true(cast: Cast, stig, facts):
    first = own_type(cast)
    begin_draft(first.case_type, acting=stig)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseTypeVersion.objects.create(case_type=first.case_type, number=9, title="x", **facts)


@pytest.mark.parametrize("of", ["neither", "both", "again"])
def test_a_standard_reply_is_of_one_thing_and_once(cast: Cast, of: str):
    draft = own_type(cast)
    StandardReply.objects.create(clinic=cast.heart, title="Hej", body="Hej")
    facts = {
        "neither": {},
        "both": {"clinic": cast.heart, "version": draft},
        "again": {"clinic": cast.heart},
    }[of]
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardReply.objects.create(title="Hej", body="Hej", **facts)
