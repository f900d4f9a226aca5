"""Saving a selection under a name, and taking it away."""

import uuid
from datetime import datetime

from django.db import transaction

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.cases.models import SavedSelection
from samplan.cases.sends.drawing_up import check_may_send
from samplan.cases.sends.periods import Period


@transaction.atomic
def save_selection(
    name: str, key: str, choice: str, period: Period, *, acting: StaffActing, at: datetime
) -> SavedSelection:
    """Keep it for the clinic; the one of the same name is replaced. Raises Refused for those who
    may not send."""
    check_may_send(acting)
    said = {"key": key, "choice": choice, "period": period.value}
    saved, _is_new = SavedSelection.objects.update_or_create(
        clinic_id=acting.clinic_id,
        name=name,
        defaults=said | {"saved_at": at, "saved_by": acting.actor_name},
    )
    trail.record("selection.saved", acting=acting, patient_id=None, about=saved)
    return saved


@transaction.atomic
def remove_selection(key: uuid.UUID, *, acting: StaffActing) -> bool:
    """Whether there was one to take away. Raises Refused for those who may not send."""
    check_may_send(acting)
    saved = SavedSelection.within(acting).select_for_update().filter(pk=key).first()
    if saved is None:
        return False
    trail.record("selection.removed", acting=acting, patient_id=None, about=saved)
    saved.delete()
    return True
