"""Who may do what with forms."""

import uuid

from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.access.administration import may_administer
from samplan.access.policies import Refused
from samplan.forms.models import Questionnaire
from samplan.organisations.models import Role

FORM_ADMINISTRATION = frozenset(
    {
        Role.LOCAL_ADMINISTRATOR.value,
        Role.REGIONAL_ADMINISTRATOR.value,
        Role.NATIONAL_ADMINISTRATOR.value,
    }
)


def may_manage(acting: Acting, questionnaire: Questionnaire) -> bool:
    """Whether the form is the acting's own to change: that of the organisation they administer.

    Those above do not change what a clinic has made, and a clinic not what it follows from above.
    """
    return may_make_forms(acting, questionnaire.owner_id)


def check_may_manage(acting: Acting, questionnaire: Questionnaire) -> None:
    """Raise Refused where the form is not the acting's to change."""
    if not may_manage(acting, questionnaire):
        raise Refused(_("Your assignment does not let you change this."))


def may_make_forms(acting: Acting, owner_id: uuid.UUID) -> bool:
    """Whether the acting administers the organisation that is to own them."""
    if isinstance(acting, SystemActing):
        return True
    is_own = isinstance(acting, StaffActing) and owner_id == acting.clinic_id
    return is_own and may_administer(acting)


def check_may_make_forms(acting: Acting, owner_id: uuid.UUID) -> None:
    """Raise Refused where the organisation's forms are not the acting's to make."""
    if not may_make_forms(acting, owner_id):
        raise Refused(_("Your assignment does not let you change this."))
