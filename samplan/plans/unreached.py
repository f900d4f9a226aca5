"""A patient whose address takes nothing becomes a task for the clinic, until someone has acted."""

from collections.abc import Sequence
from datetime import datetime

from samplan.access.acting import PatientActing, SystemActing
from samplan.audit import trail
from samplan.common.dates import local
from samplan.notifications.models import RefusedAddress
from samplan.plans.actions import finish_all, register
from samplan.plans.models import Activity, ActivityKind, Responsible

NOTICES = SystemActing(job="notices")


def ask_care(refused: RefusedAddress, at: datetime) -> None:
    """Put in the plan, for today, that the clinic finds another way to the patient."""
    activity = register(
        ActivityKind.UNREACHED,
        responsible=Responsible.CARE,
        about=refused,
        at=at,
        due_on=local(at).date(),
    )
    trail.record(
        "activity.unreached", acting=NOTICES, patient_id=activity.patient_id, about=activity
    )


def close_mended(rows: Sequence[RefusedAddress], acting: PatientActing, at: datetime) -> None:
    """The address is another now: nothing is left for the clinic to do."""
    mended = {str(row.pk): row for row in rows}
    waiting = Activity.objects.filter(
        kind=ActivityKind.UNREACHED, subject_kind="refusedaddress", subject_id__in=mended
    )
    found = [(activity, mended[activity.subject_id]) for activity in waiting]
    finish_all(found, acting=acting, at=at)
