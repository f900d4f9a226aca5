"""Who may do what with visits."""

import uuid
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.policies import LOCAL_ADMINISTRATION, Refused, works_with_patients
from samplan.bookings.models import Resource
from samplan.common.faults import PlainFault, gettext_noop
from samplan.forms.models import Response
from samplan.forms.queries import asks_patients
from samplan.visits.models import Visit, VisitState, VisitType


class NotSent(PlainFault, Refused):
    """Why a summons is not sent: kept by its code, and worded for whoever reads it."""

    sentences = {
        "may_not": gettext_noop("Your assignment does not let you change visits."),
        "let_go": gettext_noop(
            "The time was held for half an hour and has been let go. Plan it anew."
        ),
        "cancelled": gettext_noop("The visit is cancelled, so no summons is sent."),
        "already_sent": gettext_noop("The summons has already been sent."),
        "past": gettext_noop("That time has passed. Choose a later one."),
        "no_questions": gettext_noop(
            "The questions can no longer be sent. Send the summons alone."
        ),
        "assignment_ended": gettext_noop(
            "The assignment of whoever asked for it has ended. "
            "Start the sending again, and it is sent in your name."
        ),
        "fault": gettext_noop("Something went wrong with us. We try again."),
        "unknown": gettext_noop("It is not sent. Open the visit and send it from there."),
    }

    def __str__(self) -> str:
        """In the language of whoever reads it now."""
        return gettext(self.message) % self.params


def check_may_plan(acting: Acting, visit_type: VisitType, resource: Resource) -> None:
    """Raise Refused where the acting may not plan this type with this resource."""
    if resource.clinic_id != visit_type.clinic_id:
        raise Refused(_("Choose someone at the same clinic as the visit."))
    if isinstance(acting, SystemActing):
        return
    if not works_with_patients(acting) or acting.unit_id != visit_type.clinic_id:
        raise Refused(_("Your assignment does not let you plan visits here."))


def may_care_for(acting: Acting, visit: Visit) -> bool:
    """Staff of the visit's clinic in a role that meets patients, or a command."""
    if isinstance(acting, SystemActing):
        return True
    return works_with_patients(acting) and acting.unit_id == visit.clinic_id


def check_may_care_for(acting: Acting, visit: Visit) -> None:
    """Raise Refused where `may_care_for` says no."""
    if not may_care_for(acting, visit):
        raise Refused(_("Your assignment does not let you change visits."))


def check_is_planned(visit: Visit) -> None:
    """Raise NotSent where the visit is sent or cancelled, or its time has been let go."""
    if visit.is_planned:
        return
    if visit.state == VisitState.WITHDRAWN and visit.sent_at is None:
        raise NotSent("let_go")
    raise NotSent("cancelled" if visit.is_cancelled else "already_sent")


def may_answer(acting: Acting, visit: Visit) -> bool:
    """The patient, a guardian, or staff who enter answers from phone or paper."""
    if isinstance(acting, PatientActing):
        return bool(acting.patient_id == visit.patient_id)
    return may_care_for(acting, visit)


def answerable(acting: Acting, visit: Visit, *, at: datetime) -> Response:
    """The answers to go on with. Raises Refused, with the reason, where it is too late for that."""
    if not may_answer(acting, visit):
        raise Refused(_("Your assignment does not let you enter answers."))
    if visit.response is not None and visit.can_be_answered(at):
        return visit.response
    if visit.is_cancelled:
        raise Refused(_("The visit is cancelled, so the questions need no answer."))
    raise Refused(_("The visit has begun, so the questions can no longer be answered here."))


def may_administer_visit_types(acting: Acting) -> bool:
    """Staff with the clinic's administration."""
    return isinstance(acting, StaffActing) and acting.role in LOCAL_ADMINISTRATION


def check_may_administer_visit_types(acting: Acting, clinic_id: uuid.UUID) -> None:
    """Raise Refused for anyone but the clinic's own administration."""
    if not may_administer_visit_types(acting) or acting.unit_id != clinic_id:
        raise Refused(_("Your assignment does not let you change visit types here."))


def check_can_be_sent(questionnaire_id: uuid.UUID | None) -> None:
    """Raise Refused for questions that care answers itself."""
    if questionnaire_id is not None and not asks_patients(questionnaire_id):
        raise Refused(_("Care answers those questions itself. Choose some that patients answer."))
