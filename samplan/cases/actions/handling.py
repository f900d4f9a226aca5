"""Looking after the cases of the queue."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions.saying import locked
from samplan.cases.models import Case, CaseNote, WaitsFor
from samplan.common.dates import local

TWICE_WITHIN: Final = timedelta(minutes=5)

# Plain, as it goes with every look at a case.
HERE: Final = """
INSERT INTO cases_presence (patient_id, clinic_id, case_id, staff_id, seen_at)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT ON CONSTRAINT one_presence_per_case_and_person
DO UPDATE SET clinic_id = EXCLUDED.clinic_id, seen_at = EXCLUDED.seen_at
"""


@transaction.atomic
def snooze(case: Case, until: date, *, acting: StaffActing, at: datetime) -> Case:
    """Lay a case that waits for care aside until a day; a late one is shown all the same.

    Raises Refused where it waits for others, and for a day that has come, or after the day of the
    promise.
    """
    case = locked(case)
    policies.check_may_handle(acting, case)
    if case.waits_for != WaitsFor.CARE:
        raise Refused(_("Only what waits for us can be laid aside."))
    if until <= local(at).date():
        raise Refused(_("Choose a day to come."))
    if case.due_on is not None and until > case.due_on:
        raise Refused(_("The answer is promised before that day. Choose an earlier one."))
    case.snoozed_until = until
    case.save(update_fields=["snoozed_until"])
    trail.record("case.snoozed", acting=acting, patient_id=case.patient_id, about=case)
    return case


@transaction.atomic
def write_note(case: Case, body: str, *, acting: StaffActing, at: datetime) -> CaseNote:
    """A note among staff, that the patient never sees. The acting's same words within a few
    minutes are the same note, sent twice."""
    case = locked(case)
    policies.check_may_handle(acting, case)
    if not body:
        raise Refused(_("Write something first."))
    same = CaseNote.objects.filter(case=case, body=body, author_id=acting.actor_id)
    found = same.filter(written_at__gt=at - TWICE_WITHIN).first()
    if found is not None:
        return found
    note = CaseNote.objects.create(
        patient_id=case.patient_id,
        clinic_id=case.clinic_id,
        case=case,
        body=body,
        author_id=acting.actor_id,
        author_name=acting.actor_name,
        author_title=acting.actor_title,
        written_at=at,
    )
    trail.record("note.written", acting=acting, patient_id=case.patient_id, about=note)
    return note


REOPENED_WITHIN_DAYS = 30


def check_ended_lately(case: Case, *, at: datetime) -> None:
    """Raise Refused where the case was ended REOPENED_WITHIN_DAYS ago or more."""
    if case.closed_at is not None and (at - case.closed_at).days >= REOPENED_WITHIN_DAYS:
        raise Refused(_("It was ended too long ago. Start a new one instead."))


@transaction.atomic
def reopen(case: Case, *, acting: Acting, at: datetime) -> Case:
    """Open an ended case again, within REOPENED_WITHIN_DAYS; care has the turn.

    Raises Refused where that time has passed, or where the case was joined with another.
    """
    case = locked(case)
    policies.check_may_handle(acting, case)
    if case.closed_at is None:
        return case
    if case.merged_into_id is not None:
        raise Refused(_("It was joined with another conversation. Go on there."))
    check_ended_lately(case, at=at)
    case.begin_again()
    case.messages.update(turn_before=None)  # the turn is another's since, whatever is taken back
    case.waits_for, case.changed_at = WaitsFor.CARE, at
    clock.promise(case, on=local(at).date())
    case.revision += 1
    case.save()
    trail.record("case.reopened", acting=acting, patient_id=case.patient_id, about=case)
    return case


def be_present(case: Case, *, acting: StaffActing, at: datetime) -> None:
    """Tell colleagues that one has the case open now."""
    with connection.cursor() as cursor:
        cursor.execute(HERE, [case.patient_id, case.clinic_id, case.pk, acting.staff_id, at])
