"""A region's form in three versions, and a clinic's that follows it."""

from dataclasses import dataclass

from samplan.access.acting import StaffActing
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import subscribe, take
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.questionnaires import Json, group, item
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, make_staff


@dataclass(frozen=True)
class Chain:
    """The region's form in version 1, 2 and 3, and the clinic's, which has taken 1 and 3."""

    region: Organisation
    origin: QuestionnaireVersion
    own: QuestionnaireVersion
    rut: StaffActing
    stig: StaffActing


def staff(acting: object) -> StaffActing:
    """The acting, known to be staff's."""
    assert isinstance(acting, StaffActing)
    return acting


def published(
    draft: QuestionnaireVersion, acting: StaffActing, *items: Json
) -> QuestionnaireVersion:
    document = {**draft.document, "item": [group("sida-1", *items)]}
    changed = change_draft(draft, document, over=draft.revision, acting=acting, at=AT)
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT)


def make_chain(cast: Cast) -> Chain:
    """Write it to the database."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    made = make_staff("Rut", "Ask", "", region, Role.REGIONAL_ADMINISTRATOR)
    rut, stig = staff(cast.acting(made)), staff(cast.acting(cast.stig))
    first = published(make_form("Inför besök", acting=rut, at=AT), rut, item("a"))
    own = subscribe(first, acting=stig, at=AT)
    for more in ("b", "c"):
        draft = begin_draft(first.questionnaire, acting=rut, at=AT)
        newest = published(draft, rut, item("a"), item(more))
    taken = take(own, newest, acting=stig, at=AT)
    return Chain(region, newest, taken, rut, stig)
