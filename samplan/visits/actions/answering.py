"""Answers arrive, are read, and leave for the record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import actions as cases
from samplan.cases.models import MessageKind
from samplan.common.dates import local
from samplan.forms import actions as forms
from samplan.forms.models import ResponseVersion
from samplan.forms.reading import counted, file_ids_in, most_important, wished_professions
from samplan.plans import actions as plans
from samplan.plans.models import ActivityKind, Responsible
from samplan.visits import policies
from samplan.visits.actions.sending import locked, open_children
from samplan.visits.actions.wishes import register_wishes
from samplan.visits.models import Visit


@transaction.atomic
def send_answers(visit: Visit, *, over: int, acting: Acting, at: datetime) -> ResponseVersion:
    """Send the answers that the acting's side has drafted; care has them from now on.

    Sending the same answers twice is sending once. `over` is the number of the newest sent
    version that the sender has seen. Raises Refused where the visit has begun or is gone,
    and what `send_response` raises.
    """
    visit = locked(visit)
    response = policies.answerable(acting, visit, at=at)
    version = forms.send_response(response, over=over, acting=acting, at=at, can_be_blank=True)
    if version.number != visit.answers_number:
        answers_sent(visit, version, files=len(file_ids_in(version)), acting=acting, at=at)
    return version


@transaction.atomic
def answers_sent(
    visit: Visit, version: ResponseVersion, *, files: int, acting: Acting, at: datetime
) -> Visit:
    """Take in a sent version of the answers: the plan's next step is that care reads them."""
    visit = locked(visit)
    visit.answered_at, visit.answers_number = at, version.number
    visit.answers_count = counted(version)
    visit.files_count = files
    visit.matters = most_important(version)
    visit.save()
    if visit.questions is not None:
        said = MessageKind.ANSWER
        cases.say(visit.questions, said, response_version=version, acting=acting, at=at)
    for activity in open_children(visit, ActivityKind.ANSWER_QUESTIONS):
        plans.finish(activity, evidence=version, acting=acting, at=at)
    if not open_children(visit, ActivityKind.READ_ANSWERS):
        plans.register(
            ActivityKind.READ_ANSWERS,
            responsible=Responsible.CARE,
            about=visit,
            at=at,
            parent=visit.activity,
            due_on=local(visit.starts_at).date(),
        )
    register_wishes(visit, wished_professions(version, visit.language), at=at)
    return visit


@transaction.atomic
def mark_read(visit: Visit, *, number: int, acting: StaffActing, at: datetime) -> Visit:
    """Say that care has read the answers up to version `number`; the patient sees who and when.

    Raises Refused where newer answers have come since the page was shown.
    """
    policies.check_may_care_for(acting, visit)
    visit = locked(visit)
    if number != visit.answers_number:
        raise Refused(_("New answers have come since you opened the page. Read them first."))
    if not visit.has_new_answers:
        return visit
    visit.read_number, visit.read_at = number, at
    visit.read_by, visit.read_title = acting.actor_name, acting.actor_title
    visit.save(update_fields=["read_number", "read_at", "read_by", "read_title"])
    if visit.questions is not None:
        cases.read(visit.questions, acting=acting, at=at)
    for activity in open_children(visit, ActivityKind.READ_ANSWERS):
        plans.finish(activity, evidence=visit, acting=acting, at=at)
    trail.record("answers.read", acting=acting, patient_id=visit.patient_id, about=visit)
    return visit


@transaction.atomic
def mark_recorded(version: ResponseVersion, *, acting: StaffActing, at: datetime) -> bool:
    """Mark the answers once as entered in the record. False where someone already has."""
    held = ResponseVersion.objects.select_for_update().get(pk=version.pk)
    if held.recorded_at is not None:
        return False
    held.recorded_at, held.recorded_by = at, acting.actor_name
    held.save(update_fields=["recorded_at", "recorded_by"])
    trail.record("answers.recorded", acting=acting, patient_id=held.patient_id, about=held)
    return True
