"""Many at once at one form: one draft, one subscription, one version in use, no change lost."""

import pytest

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import subscribe, take
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.questionnaires import group, item
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
    document = {**draft.document, "item": [group("p", *map(item, ids))]}
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


def test_one_draft_and_one_change_on_it(
    stig: StaffActing, regional: tuple[StaffActing, QuestionnaireVersion]
):
    rut, version = regional
    begun = side_by_side([lambda: begin_draft(version.questionnaire, acting=rut, at=AT)] * CROWD)
    assert len({each.pk for each in begun}) == 1
    draft = QuestionnaireVersion.objects.get(status=VersionStatus.DRAFT)

    def change(number: int):
        document = {**draft.document, "title": f"Nr {number}"}
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
