"""Conversations with a care contact who hands over go to who takes over."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Final

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.cases.models import Case
from samplan.contacts.models import EndReason
from samplan.contacts.reaching import reached_on, who_is_now

BATCH: Final = 200


def follow_contacts(
    patients: Collection[uuid.UUID] | None = None, *, on: date, acting: Acting
) -> int:
    """Let open conversations with those who had handed over before `on` go to who is the contact
    that day, of those `patients` or of everyone. Gives how many went.

    What a colleague has taken stays with the colleague. Where nobody has taken over on that day
    the conversation stays as it is. Safe to run again at any time.
    """
    left = {"contact__end_reason": EndReason.HANDED_OVER, "contact__ends_on__lt": on}
    waiting = Case.objects.filter(closed_at=None, **left).select_related("contact")
    if patients is not None:
        waiting = waiting.filter(patient__in=patients)
    return sum(_followed(case, on, acting) for case in waiting.order_by("id").iterator(BATCH))


@transaction.atomic
def _followed(case: Case, on: date, acting: Acting) -> int:
    """1 where the conversation was still where it was, and has gone on now."""
    before = case.contact
    now = who_is_now(before, on) if before is not None else None
    if before is None or now is None:
        return 0
    still = Case.objects.filter(pk=case.pk, contact=before, handler=case.handler_id, closed_at=None)
    is_with_before = case.handler_id == before.staff_id
    handler_id = reached_on(now, on).staff_id if is_with_before else case.handler_id
    if not still.update(contact=now, handler=handler_id):
        return 0
    detail = {"to": str(now.staff_id)}
    trail.record("case.fell", acting=acting, patient_id=case.patient_id, about=case, detail=detail)
    return 1
