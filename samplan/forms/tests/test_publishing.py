"""Drafts put in use, forms taken out of use, earlier versions taken back whole."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.queries import published_for
from samplan.forms.supply.drafting import Overtaken, begin_draft, change_draft, make_form
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import NOTICE, NotUsable, publish_draft, restore, retire
from samplan.forms.tests.questionnaires import item, when
from tests.cast import AT, TODAY, Cast


@pytest.fixture
def stig(cast: Cast) -> StaffActing:
    """The local administrator of the heart clinic."""
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    return acting


@pytest.fixture
def draft(stig: StaffActing) -> QuestionnaireVersion:
    """A form of his with one question."""
    made = make_form("Frågor", acting=stig, at=AT)
    return change_draft(
        made, {**document_of(made), "item": [item("a")]}, over=0, acting=stig, at=AT
    )


def test_a_published_draft_is_in_use(cast: Cast, stig: StaffActing, draft: QuestionnaireVersion):
    version = publish_draft(draft, over=1, acting=stig, at=AT)

    assert [each.pk for each in published_for(cast.heart.pk)] == [version.pk]
    assert not published_for(cast.urology.pk).exists()
    assert (version.label, version.document["status"]) == ("1", "active")
    assert version.followed_on == TODAY + NOTICE
    assert not version.steps.exists()


def test_a_newer_version_takes_the_place_of_the_older(
    stig: StaffActing, draft: QuestionnaireVersion
):
    first = publish_draft(draft, over=1, acting=stig, at=AT)
    again = begin_draft(draft.questionnaire, acting=stig, at=AT)
    second = publish_draft(again, over=0, acting=stig, at=AT)

    first.refresh_from_db()
    assert (first.status, second.status) == (VersionStatus.RETIRED, VersionStatus.ACTIVE)


def test_what_cannot_be_done_is_named_and_nothing_is_published(
    stig: StaffActing, draft: QuestionnaireVersion
):
    wrong = {**document_of(draft), "item": [item("a", enableWhen=[when("gone", answerString="x")])]}
    changed = change_draft(draft, wrong, over=1, acting=stig, at=AT)
    with pytest.raises(NotUsable) as refusal:
        publish_draft(changed, over=2, acting=stig, at=AT)
    assert refusal.value.problems[0].path.startswith("item[0]")
    changed.refresh_from_db()
    assert changed.is_draft


def test_one_publishes_what_one_has_seen(stig: StaffActing, draft: QuestionnaireVersion):
    with pytest.raises(Overtaken):
        publish_draft(draft, over=0, acting=stig, at=AT)


def test_followers_are_not_moved_in_the_past(stig: StaffActing, draft: QuestionnaireVersion):
    with pytest.raises(Refused):
        publish_draft(draft, over=1, acting=stig, at=AT, followed_on=TODAY - timedelta(days=1))


def test_a_retired_form_is_offered_to_nobody(
    cast: Cast, stig: StaffActing, draft: QuestionnaireVersion
):
    publish_draft(draft, over=1, acting=stig, at=AT)
    assert retire(draft.questionnaire, acting=stig)
    assert not retire(draft.questionnaire, acting=stig)
    assert not published_for(cast.heart.pk).exists()


def test_an_earlier_version_comes_back_whole(stig: StaffActing, draft: QuestionnaireVersion):
    first = publish_draft(draft, over=1, acting=stig, at=AT)
    again = begin_draft(draft.questionnaire, acting=stig, at=AT)
    change_draft(again, {**document_of(again), "item": [item("b")]}, over=0, acting=stig, at=AT)
    publish_draft(again, over=1, acting=stig, at=AT)

    restored = restore(first, acting=stig, at=AT)
    assert restored.is_draft
    assert document_of(restored) == {**first.document, "status": "draft"}


@pytest.mark.parametrize("change", [{"title": "x"}, {"document": {}}, {"status": "draft"}])
def test_a_published_version_never_changes(
    stig: StaffActing, draft: QuestionnaireVersion, change: dict[str, object]
):
    version = publish_draft(draft, over=1, acting=stig, at=AT)
    broken = pytest.raises(IntegrityError, match="A published version never changes")
    with broken, transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(**change)
