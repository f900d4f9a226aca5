"""Who may do what with cases, and when a case can take it."""

from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.policies import CARE_ROLES, Refused
from samplan.cases.models import Case, Message
from samplan.organisations.models import Role

CASE_ROLES = frozenset({Role.RECEIVER.value, Role.HANDLER.value})
READING_ROLES = CARE_ROLES  # others that meet patients have the cases that are handed to them


def sees_only_own(acting: Acting) -> bool:
    """Staff who meet patients and do not share in the queue, such as therapists: they reach the
    cases that have come to them by name."""
    return isinstance(acting, StaffActing) and acting.role not in CASE_ROLES


def may_handle(acting: Acting, case: Case) -> bool:
    """Receivers and handlers of the clinic that has the case, whoever there it is handed to by
    name, or a job."""
    if isinstance(acting, SystemActing):
        return True
    if not isinstance(acting, StaffActing) or acting.clinic_id != case.clinic_id:
        return False
    is_own = acting.role in READING_ROLES and case.handler_id == acting.staff_id
    return acting.role in CASE_ROLES or is_own


def check_may_handle(acting: Acting, case: Case) -> None:
    """Raise Refused where `may_handle` says no."""
    if not may_handle(acting, case):
        raise Refused(_("Your assignment does not let you do this."))


def may_distribute(acting: Acting, case: Case) -> bool:
    """Receivers give cases to others, hand them on and join them."""
    if isinstance(acting, SystemActing):
        return True
    is_receiver = isinstance(acting, StaffActing) and acting.role == Role.RECEIVER
    return is_receiver and may_handle(acting, case)


def check_may_distribute(acting: Acting, case: Case) -> None:
    """Raise Refused where `may_distribute` says no."""
    if not may_distribute(acting, case):
        raise Refused(_("Only case receivers may do this. Switch assignment if you are one."))


def may_mend(acting: Acting, message: Message) -> bool:
    """Who wrote it, or entered it for the patient; what staff entered in a form, each of them who
    may handle the case."""
    is_staffs = message.is_entered_by_staff or not message.is_from_patient
    if isinstance(acting, StaffActing) != is_staffs:
        return False
    return message.author_id == acting.actor_id or message.is_entered_form


def check_may_write(acting: Acting, case: Case) -> None:
    """Raise Refused, with the reason, where the patient can say nothing more in the case."""
    if not isinstance(acting, PatientActing) or acting.patient_id != case.patient_id:
        raise Refused(_("Your assignment does not let you do this."))
    if not case.is_open:
        raise Refused(
            _("The conversation is ended. Copy what you have written and start a new one.")
        )
    if not case.can_be_written_in:
        raise Refused(_("This message can not be answered here. Call the clinic instead."))
