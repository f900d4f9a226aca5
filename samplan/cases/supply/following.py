"""Following a case type from above, or copying it; and taking what is new."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import CaseType, CaseTypeVersion, Offering, OfferingState, OpensTo
from samplan.cases.supply import policies, reach
from samplan.cases.supply.differences import Difference, differences
from samplan.cases.supply.drafting import draft_from, free_slug, held
from samplan.cases.supply.offerings import next_position
from samplan.forms.supply.making import hold_owner


@dataclass(frozen=True)
class News:
    """A newer version above, what is different in it, and when it comes by itself."""

    version: CaseTypeVersion
    since: CaseTypeVersion
    differences: list[Difference]

    @property
    def comes_on(self) -> date | None:
        """The day when those who follow take it without anyone's doing."""
        return self.version.followed_on


@transaction.atomic
def subscribe(version: CaseTypeVersion, *, acting: StaffActing) -> Offering:
    """Offer the case type from above at the acting's clinic, and follow its versions.

    It opens to those only that it is handed out to, at first nobody, so that nothing opens before
    the clinic has said to whom. One that was ended is taken up again, by those who still have it.
    Raises Refused where it is not to be had, or is offered already.
    """
    _check_offered(version, acting)
    if not policies.can_follow(acting):
        raise Refused(_("Only clinics follow case types. Make a copy instead."))
    hold_owner(acting.clinic_id)
    offering = Offering.objects.filter(
        clinic_id=acting.clinic_id, case_type=version.case_type
    ).first()
    if offering is not None and not offering.is_retired:
        raise Refused(_("The clinic has this case type already."))
    if offering is None:
        offering = Offering(
            clinic_id=acting.clinic_id,
            case_type=version.case_type,
            position=next_position(acting.clinic_id),
        )
    offering.version, offering.state = version, OfferingState.ACTIVE
    offering.opens_to = OpensTo.HANDED_OUT
    offering.save()
    trail.record("case_type.subscribed", acting=acting, patient_id=None, about=offering)
    return offering


@transaction.atomic
def copy(version: CaseTypeVersion, *, acting: StaffActing) -> CaseTypeVersion:
    """Begin a case type of one's own from the version; its origin is remembered. Raises Refused."""
    _check_offered(version, acting)
    own = CaseType.objects.create(
        owner_id=acting.clinic_id,
        slug=free_slug(version.case_type.slug, acting),
        direction=version.case_type.direction,
        origin=version,
    )
    draft = draft_from(version, own)
    trail.record("case_type.copied", acting=acting, patient_id=None, about=own)
    return draft


def news_for(offering: Offering) -> News | None:
    """What is new above in what the clinic follows; None where it is up to date."""
    newest = reach.in_use(offering.case_type_id)
    if newest is None or newest.pk == offering.version_id:
        return None
    return News(newest, offering.version, differences(offering.version, newest))


@transaction.atomic
def take(offering: Offering, version: CaseTypeVersion, *, acting: Acting) -> Offering:
    """Offer the newer version. Cases that are begun go on with theirs. Taking it twice is once.

    Raises Refused where the version is not the newest.
    """
    policies.check_may_offer(acting, offering)
    hold_owner(offering.clinic_id)
    locked = Offering.objects.get(pk=offering.pk)
    if locked.version_id == version.pk:
        return locked
    if version != reach.in_use(locked.case_type_id):
        raise Refused(_("There is a newer version. Here is what is new in it."))
    locked.version = version
    locked.save(update_fields=["version"])
    trail.record("case_type.taken", acting=acting, patient_id=None, about=locked)
    return locked


def news_of_origin(case_type: CaseType) -> News | None:
    """What is new in what a case type was copied from; None where nothing is, or nobody can see it.

    It never comes by itself.
    """
    origin = case_type.origin
    if origin is None:
        return None
    newest = reach.in_use(origin.case_type_id)
    if newest is None or newest.pk == origin.pk:
        return None
    return News(newest, origin, differences(origin, newest))


@transaction.atomic
def note_origin(case_type: CaseType, version: CaseTypeVersion, *, acting: Acting) -> None:
    """Note that what is new in the origin has been looked at."""
    policies.check_may_manage(acting, case_type)
    locked = held(case_type)
    if locked.origin is None or locked.origin.case_type_id != version.case_type_id:
        raise Refused(_("The case type is not a copy of this one."))
    locked.origin = version
    locked.save(update_fields=["origin"])
    trail.record("case_type.origin_noted", acting=acting, patient_id=None, about=locked)


def _check_offered(version: CaseTypeVersion, acting: StaffActing) -> None:
    policies.check_may_make_types(acting, acting.clinic_id)
    if not reach.from_above(acting).filter(pk=version.pk).exists():
        raise Refused(_("The case type is not there for you to take."))
