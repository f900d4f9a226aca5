"""Being away, and coming back."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.contacts import policies
from samplan.contacts.actions.refusing import refused_in_words
from samplan.contacts.models import Absence

DAY = timedelta(days=1)


@transaction.atomic
def note_absence(
    staff_id: uuid.UUID,
    *,
    from_on: date,
    until_on: date,
    stand_in_id: uuid.UUID | None,
    acting: StaffActing,
    at: datetime,
) -> Absence:
    """Note that someone is away from the acting's clinic, and who answers meanwhile.

    Raises Refused for days that are noted already, or people who do not work there.
    """
    policies.check_may_manage(acting, acting.clinic_id)
    _check_people_and_days(staff_id, stand_in_id, from_on, until_on, acting.clinic_id)
    with refused_in_words():
        absence = Absence.objects.create(
            clinic_id=acting.clinic_id,
            staff_id=staff_id,
            from_on=from_on,
            until_on=until_on,
            stand_in_id=stand_in_id,
            noted_at=at,
            noted_by=acting.actor_name,
        )
    trail.record("absence.noted", acting=acting, patient_id=None, about=absence)
    return absence


def _check_people_and_days(
    staff_id: uuid.UUID,
    stand_in_id: uuid.UUID | None,
    from_on: date,
    until_on: date,
    clinic_id: uuid.UUID,
) -> None:
    if until_on < from_on:
        raise Refused(_("The last day is before the first."))
    if staff_id == stand_in_id:
        raise Refused(_("Choose someone else as stand-in."))
    for person in {staff_id, stand_in_id} - {None}:
        if person is not None:
            policies.check_works_at(person, clinic_id, from_on)


@transaction.atomic
def end_absence(absence: Absence, *, back_on: date, acting: StaffActing, at: datetime) -> Absence:
    """Let someone be back on `back_on`, earlier than was noted; before its first day it is
    taken back whole. Raises Refused where it is over by then."""
    policies.check_may_manage(acting, absence.clinic_id)
    locked = Absence.objects.select_for_update().get(pk=absence.pk)
    if locked.until_on < back_on:
        raise Refused(_("The absence is over by then."))
    locked.until_on = max(back_on, locked.from_on) - DAY
    locked.ended_at, locked.ended_by = at, acting.actor_name
    locked.save(update_fields=["until_on", "ended_at", "ended_by"])
    trail.record("absence.ended", acting=acting, patient_id=None, about=locked)
    return locked
