"""Many at once at one form: made once, one draft, one subscription, one version in use."""

import time

import pytest
from django.db import connection, transaction

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.exchange import TakenIn, take_in
from samplan.forms.supply.following import subscribe, take
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import limit, publish_draft
from samplan.forms.tests.questionnaires import group, item, questionnaire
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, make_cast, make_staff
from tests.drills.crowd import side_by_side

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
CROWD = 10


@pytest.fixture
def town(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def stig(town: Cast) -> StaffActing:
    acting = town.acting(town.stig)
    assert isinstance(acting, StaffActing)
    return acting


@pytest.fixture
def regional(town: Cast) -> tuple[StaffActing, QuestionnaireVersion]:
    """The region's administrator and a published form."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = town.acting(make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR))
    assert isinstance(rut, StaffActing)
    return rut, _published(make_form("Frågor", acting=rut, at=AT), rut, "a")


def _published(draft: QuestionnaireVersion, acting: StaffActing, *ids: str) -> QuestionnaireVersion:
    document = {**document_of(draft), "item": [group("p", *map(item, ids))]}
    changed = change_draft(draft, document, over=draft.revision, acting=acting, at=AT)
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT)


def test_forms_of_one_name_get_names_of_their_own(stig: StaffActing):
    made = side_by_side([lambda: make_form("Frågor", acting=stig, at=AT)] * CROWD)
    assert [each for each in made if isinstance(each, Exception)] == []
    assert len({each.questionnaire.slug for each in made}) == CROWD


def test_one_subscription(stig: StaffActing, regional: tuple[StaffActing, QuestionnaireVersion]):
    tried = side_by_side([lambda: subscribe(regional[1], acting=stig, at=AT)] * CROWD)
    assert sum(isinstance(each, Questionnaire) for each in tried) == 1
    assert sum(isinstance(each, Refused) for each in tried) == CROWD - 1
    assert Questionnaire.objects.filter(bond=Bond.SUBSCRIBED).count() == 1


def test_one_file_is_one_form(stig: StaffActing):
    """Pressed twice: whoever comes second finds the draft that the first has made."""
    owner = Organisation.objects.get(pk=stig.clinic_id)

    def bring() -> list[TakenIn]:
        return take_in([questionnaire(item("a"))], owner=owner, acting=stig, at=AT)

    brought = side_by_side([bring] * CROWD)
    assert [each for each in brought if isinstance(each, Exception)] == []
    found = [each for taken in brought if isinstance(taken, list) for each in taken]
    assert Questionnaire.objects.count() == 1
    assert sum(each.draft is not None for each in found) == 1
    assert sum(bool(each.problems) for each in found) == CROWD - 1


def test_one_draft_is_published_once(regional: tuple[StaffActing, QuestionnaireVersion]):
    rut, version = regional
    draft = begin_draft(version.questionnaire, acting=rut, at=AT)
    tried = side_by_side([lambda: publish_draft(draft, over=0, acting=rut, at=AT)] * CROWD)
    assert sum(isinstance(each, QuestionnaireVersion) for each in tried) == 1
    assert sum(isinstance(each, Refused) for each in tried) == CROWD - 1
    assert version.questionnaire.versions.filter(status=VersionStatus.ACTIVE).count() == 1
    assert version.questionnaire.versions.count() == 2


def test_regions_are_chosen_by_one_at_a_time(town: Cast):
    """Two who choose differently at once: one's choice stands, not a mixture of both."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    other = Organisation.objects.create(
        kind=OrganisationKind.REGION, parent=region.parent, hsa_id="R2", slug="r2", name="R2"
    )
    nation = make_staff("Nina", "Ek", "", region.parent, Role.NATIONAL_ADMINISTRATOR)
    nina = town.acting(nation)
    assert isinstance(nina, StaffActing)
    form = make_form("Frågor", acting=nina, at=AT).questionnaire
    choices = [
        lambda: limit(form, [region], acting=nina),
        lambda: limit(form, [other], acting=nina),
    ]
    chosen = side_by_side(choices * (CROWD // 2))
    assert [each for each in chosen if isinstance(each, Exception)] == []
    assert form.limited_to.count() == 1


def test_one_draft_and_one_change_on_it(
    stig: StaffActing, regional: tuple[StaffActing, QuestionnaireVersion]
):
    rut, version = regional
    begun = side_by_side([lambda: begin_draft(version.questionnaire, acting=rut, at=AT)] * CROWD)
    assert len({each.pk for each in begun}) == 1
    draft = QuestionnaireVersion.objects.get(status=VersionStatus.DRAFT)

    def change(number: int):
        document = {**document_of(draft), "title": f"Nr {number}"}
        return change_draft(draft, document, over=0, acting=rut, at=AT)

    changed = side_by_side([lambda n=number: change(n) for number in range(CROWD)])
    assert sum(isinstance(each, QuestionnaireVersion) for each in changed) == 1
    assert sum(isinstance(each, Refused) for each in changed) == CROWD - 1
    draft.refresh_from_db()
    assert (draft.revision, draft.steps.count()) == (1, 1)


def test_a_new_version_is_taken_once(
    stig: StaffActing, regional: tuple[StaffActing, QuestionnaireVersion]
):
    rut, version = regional
    own = subscribe(version, acting=stig, at=AT)
    newer = _published(begin_draft(version.questionnaire, acting=rut, at=AT), rut, "a", "b")
    taken = side_by_side([lambda: take(own, newer, acting=stig, at=AT)] * CROWD)
    assert len({each.pk for each in taken}) == 1
    assert own.versions.count() == 2
    assert own.versions.filter(status=VersionStatus.ACTIVE).count() == 1


def test_a_change_that_waits_for_the_form_holds_nothing_of_its_draft(
    regional: tuple[StaffActing, QuestionnaireVersion],
):
    """Whoever has the form may go on to its draft: otherwise the two would wait for each other."""
    rut, version = regional
    draft = begin_draft(version.questionnaire, acting=rut, at=AT)

    def go_on() -> int:
        with transaction.atomic():
            Questionnaire.objects.select_for_update().get(pk=draft.questionnaire_id)
            _until_someone_waits()
            return QuestionnaireVersion.objects.filter(pk=draft.pk).update(title="Nytt")

    def change() -> QuestionnaireVersion:
        time.sleep(0.2)
        return change_draft(draft, {**document_of(draft), "title": "B"}, over=0, acting=rut, at=AT)

    went_on, changed = side_by_side([go_on, change])
    assert went_on == 1
    assert isinstance(changed, QuestionnaireVersion)
    assert changed.revision == 1


def _until_someone_waits() -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waits for the form.")
