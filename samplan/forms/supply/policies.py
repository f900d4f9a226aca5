"""Who may do what with forms."""

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
    if isinstance(acting, SystemActing):
        return True
    is_own = isinstance(acting, StaffActing) and questionnaire.owner_id == acting.clinic_id
    return is_own and may_administer(acting)


def check_may_manage(acting: Acting, questionnaire: Questionnaire) -> None:
    """Raise Refused where the form is not the acting's to change."""
    if not may_manage(acting, questionnaire):
        raise Refused(_("Your assignment does not let you change this."))


def check_may_make_forms(acting: Acting) -> None:
    """Raise Refused for anyone who does not administer an organisation."""
    if not may_administer(acting):
        raise Refused(_("Your assignment does not let you change this."))
