"""Pages of information for patients."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.administration import check_may_administer
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.organisations.models import InformationPage, Organisation


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """What an administrator writes."""

    title: str
    text: str
    title_english: str = ""
    text_english: str = ""
    is_published: bool = False


@transaction.atomic
def add_page(
    owner: Organisation, facts: PageFacts, *, acting: Acting, at: datetime
) -> InformationPage:
    """A new page. Raises Refused where the owner has one of that title."""
    return _save(InformationPage(owner=owner), facts, acting=acting, at=at)


@transaction.atomic
def change_page(page: InformationPage, facts: PageFacts, *, acting: Acting, at: datetime) -> None:
    """Write it anew, publish it or take it back. Raises as `add_page`."""
    _save(page, facts, acting=acting, at=at)


def _save(
    page: InformationPage, facts: PageFacts, *, acting: Acting, at: datetime
) -> InformationPage:
    check_may_administer(acting, page.owner)
    for name, value in asdict(facts).items():
        setattr(page, name, value)
    page.changed_at, page.changed_by = at, acting.actor_name
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise Refused(_("There already is a page with that title.")) from None
    detail = {"fields": ["information"], "page": str(page.pk), "published": page.is_published}
    trail.record(
        "organisation.changed", acting=acting, patient_id=None, about=page.owner, detail=detail
    )
    return page
