"""Who may do what with case types."""

import uuid
from typing import Final

from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.access.administration import may_administer
from samplan.access.policies import Refused
from samplan.cases.models import CaseType, Offering
from samplan.organisations.models import OrganisationKind, Role

TYPE_ADMINISTRATION: Final = frozenset(
    {
        Role.LOCAL_ADMINISTRATOR.value,
        Role.REGIONAL_ADMINISTRATOR.value,
        Role.NATIONAL_ADMINISTRATOR.value,
    }
)


def may_make_types(acting: Acting, owner_id: uuid.UUID) -> bool:
    """Whether the acting administers the organisation that is to own them."""
    if isinstance(acting, SystemActing):
        return True
    is_own = isinstance(acting, StaffActing) and owner_id == acting.clinic_id
    return is_own and may_administer(acting)


def check_may_make_types(acting: Acting, owner_id: uuid.UUID) -> None:
    """Raise Refused where the organisation's case types are not the acting's to make."""
    if not may_make_types(acting, owner_id):
        raise Refused(_("Your assignment does not let you change this."))


def check_may_manage(acting: Acting, case_type: CaseType) -> None:
    """Raise Refused where the case type is not of the organisation that the acting administers."""
    check_may_make_types(acting, case_type.owner_id)


def check_may_offer(acting: Acting, offering: Offering) -> None:
    """Raise Refused where the service is not of the clinic that the acting administers."""
    check_may_make_types(acting, offering.clinic_id)


def can_follow(acting: Acting) -> bool:
    """Clinics follow case types; a region's clinics follow the nation's by themselves."""
    return isinstance(acting, StaffActing) and acting.organisation_kind == OrganisationKind.CLINIC
