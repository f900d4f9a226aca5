"""Drafts of forms: made, changed over what was seen, undone, thrown away."""

from typing import Any

import pytest

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.forms.models import DraftStep, QuestionnaireVersion
from samplan.forms.supply.drafting import (
    Overtaken,
    begin_draft,
    change_draft,
    discard,
    make_form,
    undo,
)
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.supply.steps import KEPT_STEPS
from samplan.forms.tests.questionnaires import item
from tests.cast import AT, Cast


@pytest.fixture
def stig(cast: Cast) -> StaffActing:
    """The local administrator of the heart clinic."""
    return _staff(cast, "stig")


@pytest.fixture
def draft(stig: StaffActing) -> QuestionnaireVersion:
    """An empty form of his."""
    return make_form("Frågor inför besök på urologen", acting=stig, at=AT)


def _staff(cast: Cast, name: str) -> StaffActing:
    acting = cast.acting(getattr(cast, name))
    assert isinstance(acting, StaffActing)
    return acting


def _with(draft: QuestionnaireVersion, *items: dict[str, Any]) -> dict[str, Any]:
    return {**document_of(draft), "item": list(items)}


def _change(draft: QuestionnaireVersion, acting: Any, *items: Any, over: int) -> Any:
    return change_draft(draft, _with(draft, *items), over=over, acting=acting, at=AT)


def test_a_new_form_is_an_empty_draft_with_a_name_of_its_own(cast: Cast, stig: StaffActing):
    first = make_form("Frågor inför besök", acting=stig, at=AT)
    second = make_form("Frågor inför besök", acting=stig, at=AT)

    assert first.questionnaire.slug == "fragor-infor-besok"
    assert second.questionnaire.slug == "fragor-infor-besok-2"
    assert (first.is_draft, first.number) == (True, 1)
    assert first.document["item"] == [{"linkId": "sida-1", "type": "group"}]


def test_those_who_do_not_administer_make_no_forms(cast: Cast):
    with pytest.raises(Refused):
        make_form("Frågor", acting=_staff(cast, "maria"), at=AT)


def test_a_change_can_be_undone_step_by_step(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    changed = _change(draft, stig, item("a"), item("b"), over=1)
    assert [each["linkId"] for each in document_of(changed)["item"]] == ["a", "b"]

    once = undo(draft, over=2, acting=stig, at=AT)
    assert [each["linkId"] for each in document_of(once)["item"]] == ["a"]
    twice = undo(draft, over=3, acting=stig, at=AT)
    assert document_of(twice)["item"] == document_of(draft)["item"]
    with pytest.raises(Refused):
        undo(draft, over=4, acting=stig, at=AT)


def test_what_is_saved_while_one_writes_is_one_step(stig: StaffActing, draft: QuestionnaireVersion):
    for number, words in enumerate(("H", "Hu", "Hur")):
        document = {**document_of(draft), "title": words}
        change_draft(draft, document, over=number, acting=stig, at=AT, sitting="a window")
    assert document_of(undo(draft, over=3, acting=stig, at=AT)) == document_of(draft)


def test_another_sitting_is_another_step(stig: StaffActing, draft: QuestionnaireVersion):
    for number, sitting in enumerate(("one", "one", "two", "", "")):
        document = {**document_of(draft), "title": f"Nr {number}"}
        change_draft(draft, document, over=number, acting=stig, at=AT, sitting=sitting)
    steps = DraftStep.objects.order_by("revision").values_list("revision", "sitting", "made_by")
    assert list(steps) == [
        (revision, sitting, stig.actor_name)
        for revision, sitting in ((0, "one"), (2, "two"), (3, ""), (4, ""))
    ]


def test_a_step_has_what_was_before(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    step = DraftStep.objects.get()
    page = {"linkId": "sida-1", "type": "group"}
    form = {**draft.document, "item": ["sida-1"]}
    assert step.before == {"": form, "sida-1": page, "a": None}
    stored = QuestionnaireVersion.objects.get(pk=draft.pk)
    assert (stored.revision, stored.changed_at, stored.changed_by) == (1, AT, stig.actor_name)
    assert document_of(stored)["item"] == [item("a")]


def test_a_change_on_an_older_revision_is_refused(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    with pytest.raises(Overtaken):
        _change(draft, stig, item("b"), over=0)


def test_the_same_document_again_is_no_change(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    assert _change(draft, stig, item("a"), over=1).revision == 1


def test_only_so_many_steps_are_kept(stig: StaffActing, draft: QuestionnaireVersion):
    for number in range(KEPT_STEPS + 5):
        _change(draft, stig, item(f"q{number}"), over=number)
    assert DraftStep.objects.count() == KEPT_STEPS


def test_a_long_sitting_is_one_of_them(stig: StaffActing, draft: QuestionnaireVersion):
    """It counted by how often it was saved: the change after it took all steps before along."""
    for number in range(KEPT_STEPS + 1):
        document = {**document_of(draft), "title": f"Nr {number}"}
        change_draft(draft, document, over=number, acting=stig, at=AT, sitting="a window")
    _change(draft, stig, item("a"), over=KEPT_STEPS + 1)
    undo(draft, over=KEPT_STEPS + 2, acting=stig, at=AT)
    assert document_of(undo(draft, over=KEPT_STEPS + 3, acting=stig, at=AT)) == document_of(draft)


def test_anothers_form_is_not_changed(cast: Cast, draft: QuestionnaireVersion):
    with pytest.raises(Refused):
        _change(draft, _staff(cast, "petra"), item("a"), over=0)


def test_a_draft_begins_from_the_newest_version(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    publish_draft(draft, over=1, acting=stig, at=AT)

    begun = begin_draft(draft.questionnaire, acting=stig, at=AT)
    assert (begun.number, document_of(begun)["status"]) == (2, "draft")
    assert begin_draft(draft.questionnaire, acting=stig, at=AT) == begun


def test_a_draft_that_is_all_there_is_stays(stig: StaffActing, draft: QuestionnaireVersion):
    with pytest.raises(Refused):
        discard(draft, over=draft.revision, acting=stig)


def test_a_discarded_draft_leaves_its_number_free(stig: StaffActing, draft: QuestionnaireVersion):
    _change(draft, stig, item("a"), over=0)
    publish_draft(draft, over=1, acting=stig, at=AT)
    begun = begin_draft(draft.questionnaire, acting=stig, at=AT)
    discard(begun, over=begun.revision, acting=stig)
    assert begin_draft(draft.questionnaire, acting=stig, at=AT).number == 2
