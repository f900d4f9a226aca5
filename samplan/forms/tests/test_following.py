"""Following a form from above, copying it, taking what is new, and parting from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from samplan.access.acting import StaffActing, SystemActing
from samplan.access.policies import Refused
from samplan.forms.building.own_questions import marked, own_in
from samplan.forms.jobs import NotAllFollowed, follow, follow_what_is_due
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.queries import published_for
from samplan.forms.supply import reach
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import (
    CannotFollow,
    copy,
    part,
    proposal_for,
    subscribe,
    take,
)
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import limit, publish_draft, restore
from samplan.forms.tests.questionnaires import group, item
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, browser_of, make_staff

PLACE = {
    "url": "https://samplan.example/fhir/StructureDefinition/own-questions-after",
    "valueString": "Efter besvären",
}
SOON = AT + timedelta(days=20)


@pytest.fixture
def rut(cast: Cast) -> StaffActing:
    """The administrator of the region that both clinics belong to."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    acting = cast.acting(make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR))
    assert isinstance(acting, StaffActing)
    return acting


@pytest.fixture
def stig(cast: Cast) -> StaffActing:
    """The administrator of the heart clinic."""
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    return acting


@pytest.fixture
def regional(rut: StaffActing) -> QuestionnaireVersion:
    """A form of the region's, in use, with a place for own questions."""
    draft = make_form("Inför besök", acting=rut, at=AT)
    return _publish(draft, rut, item("a", extension=[PLACE]), item("b"))


def _publish(draft: QuestionnaireVersion, acting: Any, *items: Any, **facts: Any) -> Any:
    document = {**document_of(draft), "item": [group("sida-1", *items)]}
    changed = change_draft(draft, document, over=draft.revision, acting=acting, at=AT)
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT, **facts)


def _newer(version: QuestionnaireVersion, acting: Any, *items: Any, **facts: Any) -> Any:
    return _publish(
        begin_draft(version.questionnaire, acting=acting, at=AT), acting, *items, **facts
    )


def _ids(version: QuestionnaireVersion) -> list[str]:
    return [each["linkId"] for each in document_of(version)["item"][0]["item"]]


def _with_own(form: Questionnaire, acting: StaffActing) -> QuestionnaireVersion:
    """A question of the clinic's own, published at its place."""
    draft = begin_draft(form, acting=acting, at=AT)
    (page,) = document_of(draft)["item"]
    first, *rest = page["item"]
    own = marked(item("egen"), "Efter besvären")
    document = {**document_of(draft), "item": [{**page, "item": [first, own, *rest]}]}
    changed = change_draft(draft, document, over=draft.revision, acting=acting, at=AT)
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT)


def _active(form: Questionnaire) -> QuestionnaireVersion:
    return form.versions.get(status=VersionStatus.ACTIVE)


def test_a_subscription_is_in_use_at_once(
    cast: Cast, stig: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)

    assert own.bond == Bond.SUBSCRIBED
    assert _ids(_active(own)) == ["a", "b"]
    assert own in [each.questionnaire for each in published_for(cast.heart.pk)]
    assert _active(own).document["derivedFrom"] == [f"{regional.questionnaire.url}|1"]


def test_one_follows_a_form_once(stig: StaffActing, regional: QuestionnaireVersion):
    subscribe(regional, acting=stig, at=AT)
    with pytest.raises(Refused):
        subscribe(regional, acting=stig, at=AT)


def test_what_is_new_is_proposed_and_taken(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)
    assert proposal_for(own) is None

    newer = _newer(regional, rut, item("a", extension=[PLACE]), item("b"), item("c"))
    proposal = proposal_for(own)
    assert proposal is not None
    told = [(each.about, each.what) for each in proposal.differences]
    assert told == [("Text c", "Tillagd efter ”Text b”")]
    assert proposal.comes_on == newer.followed_on

    taken = take(own, newer, acting=stig, at=AT)
    assert _ids(taken) == ["a", "b", "c"]
    assert take(own, newer, acting=stig, at=AT) == taken
    assert proposal_for(own) is None


def test_own_questions_keep_their_places(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)
    assert _ids(_with_own(own, stig)) == ["a", "egen", "b"]

    newer = _newer(regional, rut, item("z"), item("a", extension=[PLACE]))
    own.refresh_from_db()
    assert _ids(take(own, newer, acting=stig, at=AT)) == ["z", "a", "egen"]


def test_a_draft_of_own_questions_goes_on_from_what_was_taken(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)
    draft = begin_draft(own, acting=stig, at=AT)
    newer = _newer(regional, rut, item("a", extension=[PLACE]), item("c"))
    take(own, newer, acting=stig, at=AT)

    draft.refresh_from_db()
    assert _ids(draft) == ["a", "c"]
    assert draft.number == 4  # the one that was taken has the number before


def test_a_place_that_is_gone_is_named_and_nothing_is_taken(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)
    _with_own(own, stig)
    newer = _newer(regional, rut, item("a"), item("b"))
    own.refresh_from_db()
    with pytest.raises(CannotFollow, match="Efter besvären"):
        take(own, newer, acting=stig, at=AT)
    assert own_in(_active(own).document)


def test_what_is_followed_is_not_changed_here(stig: StaffActing, regional: QuestionnaireVersion):
    own = subscribe(regional, acting=stig, at=AT)
    draft = begin_draft(own, acting=stig, at=AT)
    document = {**document_of(draft), "item": [group("sida-1", item("a"))]}
    with pytest.raises(Refused):
        change_draft(draft, document, over=0, acting=stig, at=AT)
    with pytest.raises(Refused):
        restore(_active(own), acting=stig, at=AT)


def test_it_comes_by_itself_on_its_day_and_once(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = subscribe(regional, acting=stig, at=AT)
    newer = _newer(regional, rut, item("a", extension=[PLACE]))

    assert follow_what_is_due(at=AT) == 0
    assert follow_what_is_due(at=SOON) == 1
    assert _active(own).origin_version == newer
    assert follow_what_is_due(at=SOON) == 0


def test_one_that_cannot_be_taken_does_not_hold_the_others(
    cast: Cast, stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    first = subscribe(regional, acting=stig, at=AT)
    _with_own(first, stig)
    ulla = make_staff("Ulla", "Ström", "", cast.urology, Role.LOCAL_ADMINISTRATOR)
    acting = cast.acting(ulla)
    assert isinstance(acting, StaffActing)
    second = subscribe(regional, acting=acting, at=AT)
    newer = _newer(regional, rut, item("a"))

    assert follow_what_is_due(at=SOON) == 1
    assert _active(second).origin_version == newer
    assert _active(first).origin_version == regional


def test_one_that_fails_does_not_stop_the_others_and_is_told_of(
    cast: Cast,
    stig: StaffActing,
    rut: StaffActing,
    regional: QuestionnaireVersion,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    ulla = cast.acting(make_staff("Ulla", "Ström", "", cast.urology, Role.LOCAL_ADMINISTRATOR))
    assert isinstance(ulla, StaffActing)
    own = [subscribe(regional, acting=acting, at=AT) for acting in (stig, ulla)]
    newer = _newer(regional, rut, item("a", extension=[PLACE]))
    tried: list[Questionnaire] = []
    words = "Words that someone has written"

    def fail_first(questionnaire: Questionnaire, *args: Any, **facts: Any) -> QuestionnaireVersion:
        tried.append(questionnaire)
        if len(tried) == 1:
            raise RuntimeError(words)
        return take(questionnaire, *args, **facts)

    monkeypatch.setattr("samplan.forms.jobs.take", fail_first)
    with pytest.raises(NotAllFollowed, match="1 of 2"):
        follow_what_is_due(at=SOON)

    failed, other = tried
    assert {failed, other} == set(own)
    assert _active(other).origin_version == newer
    assert _active(failed).origin_version == regional
    assert f"RuntimeError when form {failed.pk}" in caplog.text
    assert "fail_first" in caplog.text
    assert words not in caplog.text

    assert follow_what_is_due(at=SOON) == 1  # the next hour
    assert _active(failed).origin_version == newer


def test_the_queue_shows_that_some_failed(monkeypatch: pytest.MonkeyPatch):
    def fail(*, at: datetime) -> int:
        raise NotAllFollowed(f"1 of 1 at {at}")

    monkeypatch.setattr("samplan.forms.jobs.follow_what_is_due", fail)
    with pytest.raises(NotAllFollowed):
        follow(timestamp=int(AT.timestamp()))


def test_a_copy_lives_its_own_life(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = copy(regional, acting=stig, at=AT)
    _newer(regional, rut, item("a", extension=[PLACE]))

    assert (own.bond, own.origin) == (Bond.COPIED, regional.questionnaire)
    assert proposal_for(own) is None
    (draft,) = own.versions.all()
    changed = {**document_of(draft), "item": [group("sida-1", item("q"))]}
    change_draft(draft, changed, over=0, acting=stig, at=AT)


def test_parting_makes_it_ones_own(
    stig: StaffActing, rut: StaffActing, regional: QuestionnaireVersion
):
    own = part(subscribe(regional, acting=stig, at=AT), acting=stig)
    _newer(regional, rut, item("a", extension=[PLACE]))
    assert (own.bond, proposal_for(own)) == (Bond.COPIED, None)
    assert follow_what_is_due(at=SOON) == 0


def test_a_form_limited_to_another_region_is_not_to_be_had(cast: Cast, stig: StaffActing):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    other = Organisation.objects.create(
        kind=OrganisationKind.REGION, parent=nation, name="Region Söder", hsa_id="x", slug="soder"
    )
    nils = cast.acting(make_staff("Nils", "Ek", "", nation, Role.NATIONAL_ADMINISTRATOR))
    assert isinstance(nils, StaffActing)
    national = _publish(make_form("Nationell", acting=nils, at=AT), nils, item("a"))
    assert reach.from_above(stig.clinic_id).filter(pk=national.pk).exists()

    limit(national.questionnaire, [other], acting=nils)
    assert not reach.from_above(stig.clinic_id).filter(pk=national.pk).exists()
    assert not published_for(stig.clinic_id).filter(pk=national.pk).exists()
    with pytest.raises(Refused):
        subscribe(national, acting=stig, at=AT)

    limit(national.questionnaire, [cast.heart.parent], acting=nils)
    assert reach.from_above(stig.clinic_id).filter(pk=national.pk).exists()


def test_whoever_follows_a_form_that_is_limited_afterwards_keeps_what_there_is(
    cast: Cast, stig: StaffActing
):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    other = Organisation.objects.create(
        kind=OrganisationKind.REGION, parent=nation, name="Region Söder", hsa_id="x", slug="soder"
    )
    nils = cast.acting(make_staff("Nils", "Ek", "", nation, Role.NATIONAL_ADMINISTRATOR))
    national = _publish(make_form("Nationell", acting=nils, at=AT), nils, item("a"))
    own = subscribe(national, acting=stig, at=AT)
    limit(national.questionnaire, [other], acting=nils)
    newer = _newer(national, nils, item("a"), item("b"))

    assert proposal_for(own) is None
    assert not any(row.has_news for row in reach.newest_of_own(stig))
    with pytest.raises(Refused):
        take(own, newer, acting=stig, at=AT)
    assert follow_what_is_due(at=SOON) == 0
    assert _ids(_active(own)) == ["a"]


def test_what_a_region_asks_more_is_to_its_clinics_what_they_follow(
    cast: Cast, stig: StaffActing, rut: StaffActing
):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    nils = cast.acting(make_staff("Nils", "Ek", "", nation, Role.NATIONAL_ADMINISTRATOR))
    first = item("a", extension=[PLACE])
    national = _publish(make_form("Nationell", acting=nils, at=AT), nils, first, item("b"))
    regions = subscribe(national, acting=rut, at=AT)
    own = subscribe(_with_own(regions, rut), acting=stig, at=AT)

    draft = begin_draft(own, acting=stig, at=AT)
    without = {**document_of(draft), "item": [group("sida-1", first, item("b"))]}
    with pytest.raises(Refused):
        change_draft(draft, without, over=0, acting=stig, at=AT)
    publish_draft(draft, over=0, acting=stig, at=AT)
    begun = begin_draft(regions, acting=rut, at=AT)
    newer = publish_draft(begun, over=0, acting=rut, at=AT)
    own.refresh_from_db()
    assert _ids(take(own, newer, acting=stig, at=AT)) == ["a", "egen", "b"]


def test_the_form_of_a_neighbour_is_not_to_be_had(cast: Cast, stig: StaffActing):
    ulla = cast.acting(make_staff("Ulla", "Ström", "", cast.urology, Role.LOCAL_ADMINISTRATOR))
    theirs = _publish(make_form("Deras", acting=ulla, at=AT), ulla, item("a"))
    for take_it in (subscribe, copy):
        with pytest.raises(Refused):
            take_it(theirs, acting=stig, at=AT)


def test_jobs_take_only_what_follows(regional: QuestionnaireVersion, stig: StaffActing):
    own = copy(regional, acting=stig, at=AT)
    with pytest.raises(Refused):
        take(own, regional, acting=SystemActing("x"), at=AT)


def test_a_form_from_above_is_shown_once_however_many_clinics_there_are(cast: Cast):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    nils = cast.acting(make_staff("Nils", "Ek", "", nation, Role.NATIONAL_ADMINISTRATOR))
    national = _publish(make_form("Nationell", acting=nils, at=AT), nils, item("a"))
    for organisation in (cast.heart, cast.heart.parent):
        found = list(reach.from_above(organisation.pk))
        assert [each.pk for each in found].count(national.pk) == 1


@pytest.mark.parametrize("page", ["", "{form}/"])
def test_its_owner_sees_which_regions_a_form_is_limited_to(cast: Cast, page: str):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    nils = cast.acting(make_staff("Nils", "Ek", "", nation, Role.NATIONAL_ADMINISTRATOR))
    assert isinstance(nils, StaffActing)
    form = _publish(make_form("Nationell", acting=nils, at=AT), nils, item("a")).questionnaire
    address = "/vard/formular/" + page.format(form=form.pk)
    region = cast.heart.parent
    assert region is not None
    with time_machine.travel(AT, tick=False):
        assert "Bara för" not in browser_of(nils).get(address).content.decode()
        limit(form, [region], acting=nils)
        assert f"Bara för {region.name}" in browser_of(nils).get(address).content.decode()
