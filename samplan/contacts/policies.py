"""Who may do what with contacts."""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, SystemActing
from samplan.access.policies import CARE_ROLES, Refused, works_with_patients
from samplan.contacts.models import CareTeam
from samplan.organisations.models import Assignment


def may_manage(acting: Acting, clinic_id: uuid.UUID) -> bool:
    """Staff of the clinic in a role that meets patients, or a command."""
    if isinstance(acting, SystemActing):
        return True
    return works_with_patients(acting) and acting.unit_id == clinic_id


def check_may_manage(acting: Acting, clinic_id: uuid.UUID) -> None:
    """Raise Refused where `may_manage` says no."""
    if not may_manage(acting, clinic_id):
        raise Refused(_("Your assignment does not let you change care contacts here."))


def check_may_ask(acting: Acting) -> None:
    """Raise Refused for anyone but a patient or who acts for one."""
    if not isinstance(acting, PatientActing):
        raise Refused(_("Only the patient can ask for a contact here."))


def check_works_at(staff_id: uuid.UUID, clinic_id: uuid.UUID, day: date) -> None:
    """Raise Refused for someone who does not meet the clinic's patients on `day`."""
    posts = Assignment.objects.on(day).filter(staff_id=staff_id, role__in=CARE_ROLES)
    if not posts.filter(organisation_id=clinic_id).exists():
        raise Refused(_("Choose someone who works with the clinic's patients then."))


def check_team_is_of(team: CareTeam | None, clinic_id: uuid.UUID) -> None:
    """Raise Refused for another clinic's team."""
    if team is not None and team.clinic_id != clinic_id:
        raise Refused(_("Choose a team of the same clinic."))
