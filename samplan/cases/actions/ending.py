"""Taking a case back, and ending it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock
from samplan.cases.models import Case
from samplan.common.dates import local


@transaction.atomic
def withdraw(case: Case, *, acting: Acting, at: datetime) -> None:
    """Take back a case that the patient has not opened. Raises Refused where it was opened."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not locked.is_unread:
        raise Refused(_("It has been opened and can no longer be withdrawn. Correct it instead."))
    locked.withdrawn_at, locked.withdrawn_by = at, acting.actor_name
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("case.withdrawn", acting=acting, patient_id=locked.patient_id, about=locked)


@transaction.atomic
def close(case: Case, *, acting: Acting, at: datetime) -> None:
    """End a case: nothing more is expected from anyone. Ending it twice is ending it once."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if case.closed_at is not None:
        return
    end(case, acting=acting, at=at)
    case.save()
    trail.record("case.closed", acting=acting, patient_id=case.patient_id, about=case)


def end(case: Case, *, acting: Acting, at: datetime) -> None:
    """Set a held case to ended; the caller saves and logs it."""
    clock.rest(case, on=local(at).date())
    case.closed_at, case.closed_by = at, acting.actor_name
    case.snoozed_until, case.is_new_for_care = None, False
