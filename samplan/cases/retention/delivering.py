"""That the record has a case, and that a case is held back whatever is decided."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.compiled import compiled
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import policies
from samplan.cases.actions.saying import locked
from samplan.cases.models import Case, Preservation


@transaction.atomic
def mark_delivered(case: Case, *, seen: int, acting: StaffActing, at: datetime) -> Case:
    """Note that the record has the ended case as it stood at its revision `seen`.

    Noting it twice is noting it once. Raises Refused for an open case, and where something has
    happened in it since.
    """
    case = locked(case)
    policies.check_may_handle(acting, case)
    if case.closed_at is None:
        raise Refused(_("End the conversation first. What comes after is not in the record."))
    if case.revision != seen:
        raise Refused(_("Something has happened in the case. Take it out for the record again."))
    if case.is_delivered:
        return case
    case.delivered_at, case.delivered_by = at, acting.actor_name
    case.save(update_fields=["delivered_at", "delivered_by"])
    trail.record("case.delivered", acting=acting, patient_id=case.patient_id, about=case)
    return case


@transaction.atomic
def hold_back(case: Case, reason: str, *, acting: StaffActing, at: datetime) -> None:
    """Keep the case whatever is decided, until it is released. Raises Refused without a reason."""
    case = locked(case)
    policies.check_may_handle(acting, case)
    if not reason:
        raise Refused(_("Write why the case is to be kept."))
    told = {"reason": reason, "held_at": at, "held_by": acting.actor_name}
    _held, is_new = Preservation.objects.get_or_create(
        patient_id=case.patient_id,
        case=case,
        released_at=None,
        defaults={"clinic_id": case.clinic_id, **told},
    )
    if is_new:
        trail.record("case.held_back", acting=acting, patient_id=case.patient_id, about=case)


@transaction.atomic
def release(case: Case, *, acting: StaffActing, at: datetime) -> None:
    """Hold the case back no longer."""
    case = locked(case)
    policies.check_may_handle(acting, case)
    standing = Preservation.objects.standing().filter(case=case)
    if standing.update(released_at=at, released_by=acting.actor_name):
        trail.record("case.released", acting=acting, patient_id=case.patient_id, about=case)


@compiled
def held_back(acting: StaffActing, *, case_id: uuid.UUID) -> QuerySet[Preservation]:
    """What holds the case back from removal, at most one."""
    return Preservation.within(acting).standing().filter(case_id=case_id).order_by("id")
