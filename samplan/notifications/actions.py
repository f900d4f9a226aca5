"""Deciding to tell someone, once."""

from datetime import date, datetime

from django.db import transaction

from samplan.access.owned import OwnedThing
from samplan.notifications.models import Notice, NoticeKind


@transaction.atomic
def tell(about: OwnedThing, kind: NoticeKind, *, due_on: date, at: datetime) -> bool:
    """Decide to tell the patient (or the guardians) that there is something new.

    In the caller's transaction. False where the same has been decided before.
    """
    _notice, is_new = Notice.objects.get_or_create(
        patient_id=about.patient_id,
        about_kind=type(about).__name__.lower(),
        about_id=str(about.pk),
        kind=kind,
        due_on=due_on,
        defaults={"clinic_id": about.clinic_id, "made_at": at},
    )
    return is_new
