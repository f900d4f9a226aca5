"""The nation's case types as its administrator keeps them, and Stig's clinic below."""

from datetime import date
from typing import Any

from samplan.access.acting import StaffActing, SystemActing
from samplan.cases.loading import LIBRARY, publish_type, read_types
from samplan.cases.models import CaseTypeVersion, Offering, OpensTo
from samplan.cases.supply.drafting import NewType, begin_draft, change_draft, make_type
from samplan.cases.supply.following import subscribe
from samplan.cases.supply.offerings import Place, change_offering
from samplan.cases.supply.publishing import publish_draft
from samplan.forms.loading import publish_file
from samplan.forms.management.commands.forms_load import LIBRARY as FORMS
from samplan.forms.models import Questionnaire
from samplan.organisations.models import Organisation, OrganisationKind, Role
from tests.cast import AT, Cast, make_staff

CONTACT, QUESTION = "kontakta-din-fasta-vardkontakt", "stall-en-fraga"


def staff(acting: object) -> StaffActing:
    """The acting, known to be staff's."""
    assert isinstance(acting, StaffActing)
    return acting


def nils(cast: Cast) -> StaffActing:
    """The national administrator."""
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    return staff(cast.acting(make_staff("Nils", "Alm", "", nation, Role.NATIONAL_ADMINISTRATOR)))


def template(slug: str = CONTACT) -> CaseTypeVersion:
    """A national case type in use, with its form."""
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    acting = SystemActing(job="tests")
    told = next(each for each in read_types(LIBRARY / "national.json") if each["slug"] == slug)
    publish_file(FORMS / f"{slug}.json", owner=nation, acting=acting, at=AT)
    return publish_type(told, owner=nation, acting=acting, at=AT)[0]


def newer(
    version: CaseTypeVersion, acting: StaffActing, *, on: date | None = None, **content: Any
) -> CaseTypeVersion:
    """The next version of a case type, in use."""
    draft = begin_draft(version.case_type, acting=acting)
    changed = change_draft(draft, content, over=draft.revision, acting=acting)
    return publish_draft(changed, over=changed.revision, acting=acting, at=AT, followed_on=on)


def followed(cast: Cast, slug: str = CONTACT, *, opens_to: str = OpensTo.HANDED_OUT) -> Offering:
    """The template at Stig's clinic, for those whom it is handed out to unless told otherwise."""
    stig = staff(cast.acting(cast.stig))
    offering = subscribe(template(slug), acting=stig)
    return change_offering(offering, Place(opens_to=opens_to), acting=stig)


def own_type(cast: Cast, title: str = "Fråga om stegen") -> CaseTypeVersion:
    """Stig's own, in use, with the national form for questions."""
    stig = staff(cast.acting(cast.stig))
    form: Questionnaire | None = template(QUESTION).questionnaire
    draft = make_type(NewType(title=title), acting=stig)
    changed = change_draft(draft, {"questionnaire": form}, over=0, acting=stig)
    return publish_draft(changed, over=1, acting=stig, at=AT)
