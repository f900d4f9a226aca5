"""Two at once at one draft: one is told, nothing is mixed, and all can still be undone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.forms.building import placing, tree
from samplan.forms.building.editing import Words, settings_of
from samplan.forms.building.flat import put_together
from samplan.forms.models import DraftItem, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.drafting import begin_draft, change_draft, discard, make_form, undo
from samplan.forms.supply.following import subscribe, take
from samplan.forms.supply.item_changing import change_item, move_item
from samplan.forms.supply.opening import document_of, item_of_own, place_of_own
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.questionnaires import group, item
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, make_cast, make_staff
from tests.drills.crowd import side_by_side

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
ITEMS = [group("p", item("a"), group("g", item("b"), item("c")), item("d"))]
PLACE = {
    "url": "https://samplan.example/fhir/StructureDefinition/own-questions-after",
    "valueString": "Sist",
}
Work = Callable[[], Any]


class Desk:
    """One who builds a form, whose draft has been changed."""

    def __init__(self, acting: StaffActing, draft: QuestionnaireVersion) -> None:
        self.acting, self.draft = acting, draft
        self.form_id, self.over = draft.questionnaire_id, draft.revision
        self.facts = {"over": self.over, "acting": acting, "at": AT}

    def change_item(self) -> Work:
        """A question gets other words and a help text, which is an item more."""
        of = item_of_own(self.acting, form_id=self.form_id, link_id="b")
        settings = settings_of(of.item, of.component, of.source)
        settings = replace(settings, text=Words("Nytt"), help=Words("Hjälp"))
        return lambda: change_item(of, settings, **self.facts)

    def move_item(self) -> Work:
        place = place_of_own(self.acting, form_id=self.form_id, link_id="c")
        return lambda: move_item(place, "c", -1, **self.facts)

    def remove(self) -> Work:
        """The group goes, with all that stands in it."""
        document, _chosen = placing.without(document_of(self.draft), "g")
        return lambda: change_draft(self.draft, document, **self.facts)

    def copy(self) -> Work:
        document, _copy = tree.copied(document_of(self.draft), "g")
        return lambda: change_draft(self.draft, document, **self.facts)

    def undo(self) -> Work:
        return lambda: undo(self.draft, **self.facts)

    def publish(self) -> Work:
        return lambda: publish_draft(self.draft, **self.facts)

    def discard(self) -> Work:
        return lambda: discard(self.draft, over=self.over, acting=self.acting)


@pytest.fixture
def town(db: None) -> Cast:
    return make_cast()


def acting_of(town: Cast, person: Any) -> StaffActing:
    acting = town.acting(person)
    assert isinstance(acting, StaffActing)
    return acting


@pytest.fixture
def desk(town: Cast) -> Desk:
    """Stig at the draft of a form that is in use, once changed since."""
    stig = acting_of(town, town.stig)
    made = make_form("Frågor", acting=stig, at=AT)
    draft = with_items(made, stig, *ITEMS)
    publish_draft(draft, over=1, acting=stig, at=AT)
    begun = begin_draft(draft.questionnaire, acting=stig, at=AT)
    return Desk(stig, with_items(begun, stig, *ITEMS, item("last")))


def with_items(
    draft: QuestionnaireVersion, acting: StaffActing, *items: Any
) -> QuestionnaireVersion:
    document = {**document_of(draft), "item": list(items)}
    return change_draft(draft, document, over=draft.revision, acting=acting, at=AT)


def whole(draft: QuestionnaireVersion) -> Any:
    """The draft as it is kept; each of its rows stands in it once."""
    rows = dict(DraftItem.objects.filter(version=draft).values_list("link_id", "content"))
    listed = [name for content in rows.values() for name in content.get("item", ())]
    document = put_together(rows)
    assert sorted(listed) == sorted(tree.every_id(document)) == sorted(rows.keys() - {""})
    return document


@pytest.mark.parametrize("other", ["remove", "copy", "undo", "move_item", "publish", "discard"])
@pytest.mark.parametrize("one", ["change_item", "move_item"])
def test_one_of_two_is_told_that_the_other_was_first(desk: Desk, one: str, other: str) -> None:
    before = whole(desk.draft)
    works = [getattr(desk, name)() for name in (one, other, one, other)]
    done = side_by_side(works)
    assert [each for each in done if isinstance(each, Exception) and not is_said(each)] == []
    assert sum(not isinstance(each, Exception) for each in done) == 1
    draft = QuestionnaireVersion.objects.filter(pk=desk.draft.pk).first()
    if draft is None or draft.status != VersionStatus.DRAFT:
        assert not DraftItem.objects.filter(version=desk.draft.pk).exists()
        return
    assert draft.revision == desk.over + 1
    if draft.steps.count() > 1:
        undo(draft, over=draft.revision, acting=desk.acting, at=AT)
        assert whole(draft) == before


def is_said(fault: Exception) -> bool:
    return isinstance(fault, Refused)


@pytest.mark.parametrize("is_late", [False, True])
def test_own_questions_are_changed_while_a_new_version_is_taken(town: Cast, is_late: bool) -> None:
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = acting_of(town, make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR))
    stig = acting_of(town, town.stig)
    first = published(make_form("Frågor", acting=rut, at=AT), rut, item("a"))
    own = subscribe(first, acting=stig, at=AT)
    draft = begin_draft(own, acting=stig, at=AT)
    newer = published(begin_draft(first.questionnaire, acting=rut, at=AT), rut, item("z"))
    document, name = placing.with_own_component(
        document_of(draft), "string", after="p", stem="egen"
    )
    works: list[Work] = [
        lambda: take(own, newer, acting=stig, at=AT),
        lambda: change_draft(draft, document, over=0, acting=stig, at=AT),
    ]
    taken, changed = side_by_side(works[::-1] if is_late else works)[:: -1 if is_late else 1]
    assert not isinstance(taken, Exception)
    draft = QuestionnaireVersion.objects.get(pk=draft.pk)
    kept = list(tree.every_id(whole(draft)))
    assert (kept == ["p", "z", name]) is not is_said(changed)
    assert kept[:2] == ["p", "z"]
    assert (draft.title, draft.steps.count()) == ("Frågor", 0)


def published(
    draft: QuestionnaireVersion, acting: StaffActing, *items: Any
) -> QuestionnaireVersion:
    changed = with_items(draft, acting, group("p", *items, extension=[PLACE]))
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT)
