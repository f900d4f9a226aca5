"""Wishes to meet someone more, and what the clinic decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.visits import policies
from samplan.visits.models import Visit, Wish, WishOutcome


def register_wishes(visit: Visit, professions: list[tuple[str, str]], *, at: datetime) -> None:
    """Make a care activity for each wished profession (code, words) that is new."""
    known = set(Wish.objects.filter(visit=visit).values_list("code", flat=True))
    for code, words in professions:
        if code in known:
            continue
        activity = plans.register(
            ActivityKind.WISHED_PROFESSION,
            responsible=Responsible.CARE,
            about=visit,
            at=at,
            parent=visit.activity,
            title=words,
            due_on=local(visit.starts_at).date(),
        )
        Wish.objects.create(
            patient_id=visit.patient_id,
            clinic_id=visit.clinic_id,
            visit=visit,
            activity=activity,
            code=code,
            words=words,
        )


@transaction.atomic
def decide_wish(
    wish: Wish, *, outcome: WishOutcome, note: str, acting: StaffActing, at: datetime
) -> Wish:
    """Book, discuss or decline; the patient sees which. A decision can be changed.

    Raises Refused where a decline has no note: the patient is told why.
    """
    policies.check_may_care_for(acting, wish.visit)
    if outcome == WishOutcome.DECLINED and not note.strip():
        raise Refused(_("Write to the patient why not now."))
    held = Wish.objects.select_for_update().get(pk=wish.pk)
    held.outcome, held.note = outcome, note
    held.decided_at, held.decided_by = at, acting.actor_name
    held.save()
    plans.finish(Activity.objects.get(pk=held.activity_id), evidence=held, acting=acting, at=at)
    trail.record("wish.decided", acting=acting, patient_id=held.patient_id, about=held)
    return held
