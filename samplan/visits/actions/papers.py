"""What goes by post."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused, works_with_patients
from samplan.audit import trail
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.models import Visit


@transaction.atomic
def mark_posted(keys: Iterable[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
    """Say that what the visits `keys` had to post is printed and posted.

    Gives how many it closed: what a colleague has marked already, or what is not the clinic's,
    is passed over.
    """
    if not works_with_patients(acting):
        raise Refused(_("Your assignment does not let you change visits."))
    # Held, so that nobody takes back a letter in the moment when it is posted.
    held = Visit.within(acting).select_for_update(of=("self",)).filter(pk__in=keys)
    visits = {str(visit.pk): visit for visit in held.order_by("id")}
    tasks = (
        Activity.within(acting)
        .open()
        .filter(kind=ActivityKind.PAPER, subject_kind="visit", subject_id__in=visits)
    )
    found = [(task, visits[task.subject_id]) for task in tasks]
    closed = plans.finish_all(found, acting=acting, at=at)
    about = [(task.patient_id, visits[task.subject_id]) for task in closed]
    trail.record_many("summons.posted", acting=acting, about=about, detail={})
    return len(closed)
