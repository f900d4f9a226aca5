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
    visits = _held(keys, acting)
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


@transaction.atomic
def mark_unposted(keys: Iterable[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
    """Take back that the newest letters of the visits `keys` are posted: they are to post again.

    Gives how many. Those that still wait, and those that were never marked, are passed over.
    """
    count = 0
    for visit in _held(keys, acting).values():
        letter = newest_letter(visit)
        if letter is not None and was_posted(letter):
            plans.reopen(letter, acting=acting, at=at)
            trail.record(
                "summons.unposted", acting=acting, patient_id=visit.patient_id, about=visit
            )
            count += 1
    return count


def _held(keys: Iterable[uuid.UUID], acting: StaffActing) -> dict[str, Visit]:
    """The clinic's visits, so that nobody takes back a letter in the moment when it is posted."""
    if not works_with_patients(acting):
        raise Refused(_("Your assignment does not let you change visits."))
    held = Visit.within(acting).select_for_update(of=("self",)).filter(pk__in=keys)
    return {str(visit.pk): visit for visit in held.order_by("id")}


def newest_letter(visit: Visit) -> Activity | None:
    """The visit's last paper task, done or not."""
    letters = Activity.objects.filter(
        patient_id=visit.patient_id,
        kind=ActivityKind.PAPER,
        subject_kind="visit",
        subject_id=str(visit.pk),
    )
    return letters.order_by("-id").first()


def was_posted(letter: Activity) -> bool:
    """Marked as posted, and not closed by answers that came without it."""
    return letter.is_done and letter.evidence_kind == "visit"
