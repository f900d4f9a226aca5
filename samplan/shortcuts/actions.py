"""Choosing shortcuts and clinics for oneself."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.organisations.models import Organisation
from samplan.patients.models import Patient
from samplan.shortcuts.models import MOST_SHORTCUTS, ChosenClinic, Shortcut


@transaction.atomic
def add_shortcut(
    kind: str, key: str, *, leading: Collection[uuid.UUID] | None = None, acting: PatientActing
) -> Shortcut:
    """Put a shortcut last. Adding it twice is once. Raises Refused where there is no more room.

    The caller has seen that it leads somewhere. Where it is full, those outside `leading` make
    room: nobody sees shortcuts that lead nowhere, so nobody can remove them.
    """
    own = _held(acting)
    known = next((each for each in own if (each.kind, each.key) == (kind, key)), None)
    if known is not None:
        return known
    if len(own) >= MOST_SHORTCUTS and leading is not None:
        own = _without_lost(own, leading)
    if len(own) >= MOST_SHORTCUTS:
        raise Refused(
            _("There is room for %(most)d shortcuts. Remove one first.") % {"most": MOST_SHORTCUTS}
        )
    _number(own)
    made = Shortcut.objects.create(patient_id=acting.patient_id, kind=kind, key=key, place=len(own))
    trail.record("shortcut.added", acting=acting, patient_id=acting.patient_id, about=made)
    return made


@transaction.atomic
def remove_shortcut(shortcut_id: uuid.UUID, *, acting: PatientActing) -> bool:
    """Take one away; False where it is gone already."""
    own = _held(acting)
    gone = next((each for each in own if each.pk == shortcut_id), None)
    if gone is None:
        return False
    trail.record("shortcut.removed", acting=acting, patient_id=acting.patient_id, about=gone)
    gone.delete()
    _number([each for each in own if each is not gone])
    return True


@transaction.atomic
def move_shortcut(shortcut_id: uuid.UUID, *, past: uuid.UUID, acting: PatientActing) -> bool:
    """Move one to the place of another, which goes on to the other side of it.

    False where either is gone.
    """
    own = {each.pk: each for each in _held(acting)}
    moved, passed = own.get(shortcut_id), own.get(past)
    if moved is None or passed is None:
        return False
    order = list(own.values())
    place = order.index(passed)
    order.remove(moved)
    order.insert(place, moved)
    _number(order)
    trail.record("shortcut.moved", acting=acting, patient_id=acting.patient_id, about=moved)
    return True


def _held(acting: PatientActing) -> list[Shortcut]:
    """All of the patient's, in order, held: two windows change them one after the other."""
    Patient.objects.select_for_update(no_key=True).get(pk=acting.patient_id)
    return list(Shortcut.within(acting).order_by("place"))


def _without_lost(own: list[Shortcut], leading: Collection[uuid.UUID]) -> list[Shortcut]:
    Shortcut.objects.filter(pk__in=[each.pk for each in own if each.pk not in leading]).delete()
    return [each for each in own if each.pk in leading]


def _number(shortcuts: list[Shortcut]) -> None:
    """Give each the place where it stands."""
    changed = [each for place, each in enumerate(shortcuts) if each.place != place]
    for place, each in enumerate(shortcuts):
        each.place = place
    if changed:
        Shortcut.objects.bulk_update(changed, ["place"])


@transaction.atomic
def choose_clinic(clinic: Organisation, *, acting: PatientActing, at: datetime) -> bool:
    """Have the clinic among one's own; False where it was there already."""
    try:
        with transaction.atomic():
            made = ChosenClinic.objects.create(
                patient_id=acting.patient_id, clinic=clinic, chosen_at=at
            )
    except IntegrityError:
        return False
    trail.record("clinic.chosen", acting=acting, patient_id=acting.patient_id, about=made)
    return True


@transaction.atomic
def leave_clinic(clinic: Organisation, *, acting: PatientActing) -> bool:
    """Have it there no more; False where it was not."""
    chosen = ChosenClinic.within(acting).filter(clinic=clinic).first()
    if chosen is None:
        return False
    trail.record("clinic.left", acting=acting, patient_id=acting.patient_id, about=chosen)
    chosen.delete()
    return True
