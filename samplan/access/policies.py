"""Who may do what in access."""

from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.organisations.models import Role

CARE_ROLES = frozenset({Role.RECEIVER.value, Role.HANDLER.value, Role.THERAPIST.value})
LOCAL_ADMINISTRATION = frozenset({Role.LOCAL_ADMINISTRATOR.value})


class Refused(Exception):
    """Something that may or can not be done; the message is what the person reads."""


def works_with_patients(acting: Acting) -> bool:
    """Whether the acting is staff in a role that meets patients."""
    return isinstance(acting, StaffActing) and acting.role in CARE_ROLES


def check_works_with_patients(acting: Acting) -> None:
    """Raise Refused for anyone who is not staff in a role that meets patients."""
    if not works_with_patients(acting):
        raise Refused(_("Your assignment does not let you do this."))
